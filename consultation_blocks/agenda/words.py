"""An event in words: its hours, its days, what its accessibility codes mean."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from .fields import ACCESSIBILITY, registration_link
from .models import Event, EventTiming


def local(moment: datetime) -> datetime:
    """On the city's clock, whatever time zone is active."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def _hour(moment: datetime) -> str:
    return formats.time_format(moment, "TIME_FORMAT")


def hours(timing: EventTiming) -> str:
    """“18:00 – 20:00”; with the day of the end where that is another one."""
    begins, ends = local(timing.begins_at), local(timing.ends_at)
    # What ends at midnight ends, for people, on the same day.
    same_day = begins.date() == (ends - timedelta(minutes=1)).date()
    if same_day:
        words = _("%(begins)s – %(ends)s") % {"begins": _hour(begins), "ends": _hour(ends)}
        return words.replace(" ", "\u00a0")  # never broken over two lines
    return _("%(begins)s – %(ends)s on %(day)s") % {
        "begins": _hour(begins),
        "ends": _hour(ends),
        "day": formats.date_format(ends, "MONTH_DAY_FORMAT"),
    }


def day(moment: datetime) -> str:
    """“Tuesday 12 May 2026”."""
    moment = local(moment)
    return _("%(weekday)s %(date)s") % {
        "weekday": formats.date_format(moment, "l"),
        "date": formats.date_format(moment, "DATE_FORMAT"),
    }


def day_and_hours(timing: EventTiming) -> str:
    """“Tuesday 12 May 2026, 18:00 – 20:00”."""
    return _("%(day)s, %(hours)s") % {"day": day(timing.begins_at), "hours": hours(timing)}


def dress(timings: Iterable[EventTiming]) -> list[EventTiming]:
    """Give each date of an event what its line in a list shows: `local_begin`, `day`, `hours`."""
    dressed = list(timings)
    for timing in dressed:
        timing.local_begin = local(timing.begins_at)
        timing.day, timing.hours = day(timing.begins_at), hours(timing)
    return dressed


def place(event: Event) -> str:
    """Where it takes place, in one line: the name of the place or its address, and whether one can take part online."""
    if event.attendance_mode == Event.AttendanceMode.ONLINE:
        return _("Online")
    where = event.location_name or event.address
    if event.attendance_mode == Event.AttendanceMode.MIXED:
        return _("%(place)s and online") % {"place": where}
    return where


def accessibility(event: Event) -> list[str]:
    """What the codes that are set mean, in the order of OpenAgenda."""
    return [str(label) for code, label in ACCESSIBILITY.items() if event.accessibility.get(code)]


def registration(event: Event) -> dict[str, str] | None:
    """`text` and `link` (empty where the text is no address) of how to register."""
    if not event.registration:
        return None
    return {"text": event.registration, "link": registration_link(event.registration)}
