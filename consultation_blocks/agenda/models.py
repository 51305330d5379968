"""Events: a contribution with dates. Field names follow OpenAgenda v2 where it has them."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..participation.kinds import ContributionKind
from ..participation.models import Contribution

# Of one date: what goes on for days has one date per day.
MAX_LENGTH = timedelta(hours=24)


class Event(Contribution):
    """An event of an agenda, by staff or proposed by a citizen. `title` and `text` are the contribution's."""

    KIND = ContributionKind.EVENT

    class AttendanceMode(models.IntegerChoices):
        OFFLINE = 1, _("On site")
        ONLINE = 2, _("Online")
        MIXED = 3, _("On site and online")

    class EventStatus(models.IntegerChoices):
        SCHEDULED = 1, _("Scheduled")
        RESCHEDULED = 2, _("Rescheduled")
        MOVED_ONLINE = 3, _("Moved online")
        POSTPONED = 4, _("Postponed")
        FULL = 5, _("Full")
        CANCELLED = 6, _("Cancelled")

    long_description = models.TextField(_("programme"), max_length=10_000, blank=True)
    conditions = models.CharField(_("conditions of participation"), max_length=255, blank=True)
    attendance_mode = models.PositiveSmallIntegerField(
        _("where"), choices=AttendanceMode, default=AttendanceMode.OFFLINE
    )
    event_status = models.PositiveSmallIntegerField(
        _("state of the event"), choices=EventStatus, default=EventStatus.SCHEDULED
    )
    location_name = models.CharField(_("name of the place"), max_length=100, blank=True)
    address = models.CharField(_("address"), max_length=255, blank=True)
    online_link = models.URLField(_("link to take part online"), blank=True)
    registration = models.CharField(_("registration (link, e-mail or telephone)"), max_length=255, blank=True)
    organiser = models.CharField(_("organiser"), max_length=120, blank=True)
    accessibility = models.JSONField(
        default=dict, blank=True, help_text="OpenAgenda codes hi, vi, pi, mi, ii → bool"
    )
    by_staff = models.BooleanField(
        default=False, editable=False, help_text="written in the admin, not proposed"
    )
    first_begins_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_ends_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["last_ends_at"], name="event_last_end")]

    @property
    def alert(self) -> str:
        """What must be read before anything else (“Cancelled”, “Full”…); empty for an event that goes as planned."""
        return "" if self.event_status == self.EventStatus.SCHEDULED else self.get_event_status_display()

    @property
    def is_cancelled(self) -> bool:
        return self.event_status in (self.EventStatus.CANCELLED, self.EventStatus.POSTPONED)

    @property
    def where(self) -> str:
        """Name and address of the place, in one line."""
        return ", ".join(part for part in (self.location_name, self.address) if part)


class EventTiming(models.Model):
    """One date of an event; an event has 1 to 800. The row stays when the date is moved: calendars know it by its key."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="timings")
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["begins_at"]
        constraints = [
            models.UniqueConstraint(fields=["event", "begins_at"], name="timing_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="timing_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["begins_at", "event"], name="timing_begin")]
