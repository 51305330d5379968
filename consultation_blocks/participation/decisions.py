"""Every change of a contribution's status, with who and why. Written once and never changed."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .kinds import Status


class DecisionQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise PermissionDenied("Decisions are never changed.")

    def delete(self):
        raise PermissionDenied("Decisions are never deleted.")


class Decision(models.Model):
    """One change of a contribution's status: who, what, why, when. Append-only."""

    contribution = models.ForeignKey(
        "consultation_blocks.Contribution", on_delete=models.CASCADE, related_name="decisions"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    action = models.CharField(_("action"), max_length=12)
    from_status = models.CharField(max_length=12, choices=Status)
    to_status = models.CharField(max_length=12, choices=Status)
    reason = models.ForeignKey(
        "consultation_blocks.DecisionReason",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    note = models.TextField(_("note"), blank=True)
    created_at = models.DateTimeField(_("date"), default=timezone.now, editable=False)

    objects = DecisionQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.action}: {self.from_status} → {self.to_status}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise PermissionDenied("Decisions are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied("Decisions are never deleted.")
