"""The dates of public events: which one of each event is shown, and where the next page begins."""

from datetime import datetime, timedelta

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from site_core.search import holding

from ..participation.models import Activity
from .models import MAX_LENGTH, Event, EventTiming

WORDS = 6
FORWARD = ("begins_at", "id")
BACKWARD = ("-begins_at", "-id")


def public_events(activity: Activity, search: str = "") -> QuerySet[Event]:
    """Published events of an agenda; with `search`, those that hold each of its words or bear the reference."""
    events = Event.objects.public().of(activity)
    if not search:
        return events
    words = Q()
    for word in search.split()[:WORDS]:
        words &= holding(word, "title", "text", "location_name", "address", "organiser")
    return events.filter(words | Q(reference=search.upper()))


def dates_of(activity: Activity, search: str = "") -> QuerySet[EventTiming]:
    """All dates of an agenda's public events, each with its event, in one query."""
    return EventTiming.objects.filter(event__in=public_events(activity, search).order_by()).select_related(
        "event"
    )


def _of_same_event(**conditions) -> QuerySet[EventTiming]:
    return EventTiming.objects.order_by().filter(event=OuterRef("event"), **conditions)


def coming(activity: Activity, now: datetime, search: str = "") -> QuerySet[EventTiming]:
    """Of each event that is not over the date that comes next (or is now), with `has_more`; to be ordered `FORWARD`."""
    earlier = _of_same_event(ends_at__gt=now, begins_at__lt=OuterRef("begins_at"))
    later = _of_same_event(begins_at__gt=OuterRef("begins_at"))
    # No date lasts longer than MAX_LENGTH, so the index on beginnings bounds what is read.
    return (
        dates_of(activity, search)
        .filter(~Exists(earlier), ends_at__gt=now, begins_at__gt=now - MAX_LENGTH)
        .annotate(has_more=Exists(later))
    )


def passed(activity: Activity, now: datetime, search: str = "") -> QuerySet[EventTiming]:
    """Of each event that is over its last date; to be ordered `BACKWARD`."""
    later = _of_same_event(begins_at__gt=OuterRef("begins_at"))
    return dates_of(activity, search).filter(~Exists(later), ends_at__lte=now)


def between(activity: Activity, since: datetime, until: datetime, search: str = "") -> QuerySet[EventTiming]:
    """Every date that has a part in [since, until); a date that ends just when the time begins has none."""
    return dates_of(activity, search).filter(
        ends_at__gt=since, begins_at__gt=since - MAX_LENGTH - timedelta(seconds=1), begins_at__lt=until
    )


def extent(activity: Activity) -> tuple[datetime | None, datetime | None]:
    """When the first date of all public events begins and the last one ends."""
    ends = (
        public_events(activity).order_by().aggregate(first=Min("first_begins_at"), last=Max("last_ends_at"))
    )
    return ends["first"], ends["last"]


def events_by_time(activity: Activity, now: datetime, is_passed: bool, search: str = "") -> QuerySet[Event]:
    """The events that are over, or those that are not."""
    when = {"last_ends_at__lte": now} if is_passed else {"last_ends_at__gt": now}
    return public_events(activity, search).filter(**when)


def count_events(activity: Activity, now: datetime, is_passed: bool, search: str = "") -> int:
    """How many events are over, or not over."""
    return events_by_time(activity, now, is_passed, search).count()
