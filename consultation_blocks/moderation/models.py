"""The reasons that moderators give, and what Wagtail's audit log keeps of decisions (`participation.decisions.Decision`)."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry
from wagtail.models.audit_log import ModelLogEntryManager

from ..agenda.models import Event
from ..agenda.rules import writable_events
from ..participation.models import Comment, Contribution, MapContribution, Proposal, Workshop


class DecisionReason(models.Model):
    """A reason that moderators choose from; the message is what the author reads, in the author's language."""

    label = models.CharField(_("reason"), max_length=80, unique=True)
    message_fr = models.TextField(_("message to the author, in French"))
    message_en = models.TextField(_("message to the author, in English"), blank=True)
    message_ar = models.TextField(_("message to the author, in Arabic"), blank=True)
    is_active = models.BooleanField(_("can be chosen"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        ordering = ["sort_order", "label"]

    def __str__(self) -> str:
        return self.label

    def message_for(self, language: str) -> str:
        """The message in the reader's language, or in French where it was not translated."""
        return getattr(self, f"message_{language}", "") or self.message_fr


CITIZENS_WORDS = (Contribution, Comment, Proposal, MapContribution, Event)


class AuditEntryManager(ModelLogEntryManager):
    def viewable_by_user(self, user):
        """As Wagtail has it, but what concerns contributions and workshops only to those of the campaign, and to editors
        what concerns their own events."""
        entries = super().viewable_by_user(user)
        if user.is_superuser:
            return entries
        contributions, workshops = _types(*CITIZENS_WORDS), _types(Workshop)
        own = Q(object_id__in=_ids(Contribution.objects.moderated_by(user)))
        own |= Q(object_id__in=_ids(writable_events(user)))
        mine = Q(object_id__in=_ids(Workshop.objects.filter(campaign__moderators=user)))
        return entries.exclude(content_type__in=[*contributions, *workshops]) | self.filter(
            Q(content_type__in=contributions) & own | Q(content_type__in=workshops) & mine
        )


def _types(*models) -> list[ContentType]:
    return list(ContentType.objects.get_for_models(*models, for_concrete_models=False).values())


def _ids(rows):
    """Ids as the log keeps them."""
    return rows.order_by().annotate(logged_id=Cast("pk", CharField())).values("logged_id")


class AuditEntry(ModelLogEntry):
    """Wagtail's log of everything that is no page, and who may read which entry in the site's history.

    In the place of Wagtail's own class, not beside it: with three logs the site's history fails on Django 6.1 with SQLite.
    """

    objects = AuditEntryManager()

    class Meta:
        proxy = True
