"""Writes of the agenda's own: an event's dates, events that citizens propose, and events by staff."""

import itertools
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..participation import services
from ..participation.kinds import Status
from ..participation.models import Contribution
from ..participation.rules import Actor
from .models import MAX_LENGTH, Event, EventTiming
from .rules import ensure_takes_proposals

MAX_TIMINGS = 800
# An agenda is for what is planned: a slip of the year must not open months without end.
FARTHEST = timedelta(days=5 * 366)

# (begins, ends), aware datetimes.
Timing = tuple[datetime, datetime]


def check_timings(timings: Sequence[Timing]) -> list[Timing]:
    """The dates of an event in UTC, sorted.

    Raises:
        ValidationError: none or more than 800, one that ends before it begins or lasts more than 24 hours, or two that
            overlap (the limits of OpenAgenda v2).
    """
    if not timings:
        raise ValidationError(_("Give at least one date."))
    if len(timings) > MAX_TIMINGS:
        raise ValidationError(_("An event has at most 800 dates."))
    # In UTC: two moments of one time zone are compared by their wall clocks, wrongly when clocks go back.
    ordered = sorted((begins.astimezone(UTC), ends.astimezone(UTC)) for begins, ends in timings)
    for begins, ends in ordered:
        if ends <= begins:
            raise ValidationError(_("A date must end after it begins."))
        if ends - begins > MAX_LENGTH:
            raise ValidationError(_("A date lasts at most 24 hours: give one date per day."))
    for (_begins, ends), (following, _ends) in itertools.pairwise(ordered):
        if following < ends:
            raise ValidationError(_("Two dates overlap."))
    return ordered


def check_future(timings: Sequence[Timing], known: Collection[datetime] = ()) -> None:
    """Refuse dates that have begun or lie too far ahead.

    Args:
        known: beginnings that the event had before; they may stay though they have passed.

    Raises:
        ValidationError
    """
    now = timezone.now()
    for begins, _ends in timings:
        if begins <= now and begins not in known:
            raise ValidationError(_("A date must lie in the future."))
        if begins > now + FARTHEST:
            raise ValidationError(_("A date can lie at most five years ahead."))


def replace_timings(event: Event, timings: Sequence[Timing]) -> None:
    """Write an event's dates and the first and last of them on the event itself; in the caller's transaction.

    Rows are kept wherever possible, because their keys are in people's calendars: a date that stays keeps its row, one
    that moves takes the row of one that is gone.
    """
    ordered = check_timings(timings)
    ends_of = dict(ordered)
    existing = list(event.timings.order_by("begins_at"))
    kept = {row.begins_at for row in existing} & ends_of.keys()
    free = [row for row in existing if row.begins_at not in kept]
    missing = [begins for begins in ends_of if begins not in kept]
    for row in existing:
        if row.begins_at in kept and row.ends_at != ends_of[row.begins_at]:
            row.ends_at = ends_of[row.begins_at]
            row.save(update_fields=["ends_at"])
    for row, begins in zip(free, missing, strict=False):
        row.begins_at, row.ends_at = begins, ends_of[begins]
        row.save(update_fields=["begins_at", "ends_at"])
    event.timings.filter(pk__in=[row.pk for row in free[len(missing) :]]).delete()
    EventTiming.objects.bulk_create(
        [
            EventTiming(event=event, begins_at=begins, ends_at=ends_of[begins])
            for begins in missing[len(free) :]
        ]
    )
    event.first_begins_at, event.last_ends_at = ordered[0][0], max(ends_of.values())
    Event.objects.filter(pk=event.pk).update(
        first_begins_at=event.first_begins_at, last_ends_at=event.last_ends_at
    )


def propose_event(event: Event, timings: Sequence[Timing], *, actor: Actor, **options) -> Contribution:
    """Take in an event that somebody proposes; `options` as for `participation.services.submit`.

    Raises:
        Refused: closed, no right, too fast, or an agenda that takes no proposals.
        ValidationError: its dates are not possible.
    """
    ensure_takes_proposals(event.activity)
    ordered = check_timings(timings)
    check_future(ordered)
    return services.submit(
        event, actor=actor, after_save=lambda saved: replace_timings(saved, ordered), **options
    )


def change_event(event: Event, timings: Sequence[Timing], *, actor: Actor, changes: dict) -> Contribution:
    """Change one's own event with its dates; a published one goes back to moderation where it comes before publication.

    Raises:
        Refused: closed, or no longer the person's to change.
        ValidationError: its dates are not possible.
    """
    ordered = check_timings(timings)
    check_future(ordered, set(event.timings.values_list("begins_at", flat=True)))
    return services.edit(
        event, actor=actor, changes=changes, after_save=lambda saved: replace_timings(saved, ordered)
    )


def publish_by_staff(event: Event, timings: Sequence[Timing], *, user) -> Event:
    """Save an event that staff wrote, new or changed, and publish it if it is new: staff need no moderation."""
    with transaction.atomic():
        is_new = event.pk is None
        services.place(event, event.latitude, event.longitude)
        event.place = event.where[:255]
        if is_new:
            event.by_staff = True
            event.author_name = event.author_name or event.organiser[:80]
            event.language = get_language() or "fr"
            event.status = Status.DRAFT
            event.save()
        else:
            event.edited_at = timezone.now()
            # Status and counters are others' to write, perhaps at this moment.
            event.save(update_fields=STAFF_FIELDS)
        replace_timings(event, timings)
        if is_new:
            services.transition(event, "publish", actor=user)
        else:
            services.drop_pages(event.activity)
    return event


STAFF_FIELDS = [
    "title",
    "text",
    "place",
    "latitude",
    "longitude",
    "quadkey",
    "edited_at",
    "long_description",
    "conditions",
    "attendance_mode",
    "event_status",
    "location_name",
    "address",
    "online_link",
    "registration",
    "organiser",
    "accessibility",
]
