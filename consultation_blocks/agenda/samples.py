"""Events that do not exist, for the preview in the block picker."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ..participation.kinds import Status
from .models import Event, EventTiming
from .words import day_and_hours, local, place


def sample_dates() -> list[EventTiming]:
    """Three unsaved dates as cards show them, one of an event that is full."""
    evening = local(timezone.now()).replace(hour=18, minute=30, second=0, microsecond=0)
    rows = [
        (_("Walk around the building site"), _("Market square"), 4, 2, Event.EventStatus.SCHEDULED),
        (_("Workshop: draw your street"), _("Town library"), 11, 3, Event.EventStatus.FULL),
        (
            _("Public meeting with the mayor"),
            _("Town hall, wedding room"),
            25,
            2,
            Event.EventStatus.SCHEDULED,
        ),
    ]
    dates = []
    for number, (title, where, days, length, status) in enumerate(rows, 2):
        event = Event(
            kind=Event.KIND,
            reference=f"EXAMPLE{number}",
            title=title,
            location_name=where,
            event_status=status,
            status=Status.PUBLISHED,
        )
        begins = evening + timedelta(days=days)
        timing = EventTiming(event=event, begins_at=begins, ends_at=begins + timedelta(hours=length))
        timing.local_begin, timing.when, timing.where = begins, day_and_hours(timing), place(event)
        dates.append(timing)
    return dates
