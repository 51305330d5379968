"""A month of an agenda as weeks of days: a table on wide screens, a list by day on a telephone."""

import calendar
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import formats, timezone

from ..participation.models import Activity
from . import words
from .models import EventTiming
from .querysets import FORWARD, between, extent

# What one month can hold in a page; a day names the rest and leads to its own list.
MAX_DATES = 600
SHOWN_PER_DAY = 4


@dataclass
class Entry:
    """A date of an event in the cell of a day; `is_first` says that the event has not appeared before in the page."""

    timing: EventTiming
    hour: str
    is_first: bool


@dataclass
class Day:
    """A cell; `number` is 0 outside of the month."""

    date: date
    is_inside: bool
    is_today: bool = False
    entries: list[Entry] = field(default_factory=list)
    more: int = 0

    @property
    def name(self) -> str:
        return formats.date_format(self.date, "l j F")


@dataclass
class Month:
    """`weeks` begin on Monday; `previous` and `following` are the first days of the months to go to, or None."""

    first: date
    weeks: list[list[Day]]
    weekdays: list[tuple[str, str]]
    previous: date | None
    following: date | None
    total: int
    is_cut: bool

    @property
    def name(self) -> str:
        return formats.date_format(self.first, "YEAR_MONTH_FORMAT")


def midnight(day: date) -> datetime:
    """When a day begins on the city's clock (it always does: clocks change at night, but never at midnight)."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def reachable(activity: Activity, today: date) -> tuple[date, date]:
    """First days of the earliest and the latest month that hold anything, this month between them."""
    first, last = extent(activity)
    this = today.replace(day=1)
    earliest = words.local(first).date().replace(day=1) if first else this
    latest = words.local(last).date().replace(day=1) if last else this
    return min(earliest, this), max(latest, this)


def days_of(timing: EventTiming) -> list[date]:
    """The days on which a date takes place: two where it goes on past midnight."""
    begins = words.local(timing.begins_at).date()
    ends = (words.local(timing.ends_at) - timedelta(microseconds=1)).date()
    return [begins] if ends <= begins else [begins, ends]


def month_of(activity: Activity, asked: date | None, search: str = "") -> Month:
    """The month asked for (by its first day), where it lies between the first and the last event; else the current one."""
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    earliest, latest = reachable(activity, today)
    first = asked if asked and earliest <= asked <= latest else today.replace(day=1)
    following = next_month(first)
    dates = list(
        between(activity, midnight(first), midnight(following), search).order_by(*FORWARD)[: MAX_DATES + 1]
    )
    weeks = [
        [Day(day, is_inside=day.month == first.month, is_today=day == today) for day in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    inside = {day.date: day for week in weeks for day in week if day.is_inside}
    seen: set[int] = set()
    for timing in dates[:MAX_DATES]:
        begins = words.local(timing.begins_at)
        for date_ in days_of(timing):
            day = inside.get(date_)
            if day is None:
                continue
            if len(day.entries) == SHOWN_PER_DAY:
                day.more += 1
                continue
            hour = formats.time_format(begins, "TIME_FORMAT") if date_ == begins.date() else "…"
            day.entries.append(Entry(timing, hour, timing.event_id not in seen))
            seen.add(timing.event_id)
    monday = date(2024, 1, 1)
    return Month(
        first=first,
        weeks=weeks,
        weekdays=[
            (
                formats.date_format(monday + timedelta(days=n), "l"),
                formats.date_format(monday + timedelta(days=n), "D"),
            )
            for n in range(7)
        ],
        previous=(first - timedelta(days=1)).replace(day=1) if first > earliest else None,
        following=following if first < latest else None,
        total=len(dates[:MAX_DATES]),
        is_cut=len(dates) > MAX_DATES,
    )
