"""Partial dates: a year alone, a month, a day, or a moment; before the common era as well.

``datetime`` stops at year 1 and always knows the day, so a timeline needs its own value. Years follow
TimelineJS: ``-44`` is 44 BCE, and there is no year 0.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
from dataclasses import dataclass, fields
from typing import Any

from django.utils.dateformat import DateFormat
from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

PARTS = ("year", "month", "day", "hour", "minute", "second", "millisecond")
YEAR_LIMIT = 10**11
RANGES = {
    "year": (-YEAR_LIMIT, YEAR_LIMIT),
    "month": (1, 12),
    "day": (1, 31),
    "hour": (0, 23),
    "minute": (0, 59),
    "second": (0, 59),
    "millisecond": (0, 999),
}
# A leap year that ``datetime`` knows, standing in for years that it does not.
STAND_IN_YEAR = 2000
# What people put between thousands: comma, apostrophes, spaces (plain, no-break, narrow no-break).
THOUSANDS = str.maketrans("", "", ",'’ \u00a0\u202f")
MINUS_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-"})


class DateError(ValueError):
    """A date that cannot be; its text says why, in the reader's language."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known down to some part. ``display_date`` replaces what would be shown; ``format`` is
    TimelineJS's own mask, kept for exports.

    Raises :class:`DateError` for a date that does not exist, or with a hole (a day without its month).
    """

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    millisecond: int | None = None
    display_date: str = ""
    format: str = ""

    def __post_init__(self) -> None:
        hole = ""
        for name in PARTS:
            value = getattr(self, name)
            if value is None:
                hole = hole or name
                continue
            if hole:
                raise DateError(
                    _("%(part)s given, but not: %(missing)s")
                    % {"part": part_name(name), "missing": part_name(hole)}
                )
            low, high = RANGES[name]
            if not low <= value <= high:
                raise DateError(
                    _("%(part)s: %(value)s is not possible") % {"value": value, "part": part_name(name)}
                )
        if self.year == 0:
            raise DateError(_("there is no year 0; 1 BCE is written -1"))
        if self.day and self.day > days_in_month(self.year, self.month or 1):
            raise DateError(_("there is no day %(day)s in that month") % {"day": self.day})

    @classmethod
    def parse(cls, raw: dict[str, Any]) -> PartialDate | None:
        """Reads loose parts (``"08"``, ``"1,200"``, ``3.0``, ``""``). ``None`` when all are empty.

        Raises :class:`DateError`.
        """
        parts = {name: parse_part(name, raw.get(name)) for name in PARTS}
        if all(value is None for value in parts.values()):
            return None
        if parts["year"] is None:
            raise DateError(_("a date without a year"))
        return cls(**parts, display_date=_text(raw.get("display_date")), format=_text(raw.get("format")))

    @property
    def precision(self) -> str:
        """The name of the finest part that is known."""
        return [name for name in PARTS if getattr(self, name) is not None][-1]

    @property
    def sort_key(self) -> tuple[int, ...]:
        """Orders dates; of two that begin together the vaguer comes first."""
        return tuple(-1 if (value := getattr(self, name)) is None else value for name in PARTS)

    @property
    def moment(self) -> tuple[int, ...]:
        """The instant where the date begins, so that ``1978`` and ``1978-01-01`` are equal."""
        return tuple(RANGES[name][0] if (value := getattr(self, name)) is None else value for name in PARTS)

    @property
    def decimal_year(self) -> float:
        """The place of the beginning of the date on an axis in years; 1 BCE comes right before 1."""
        year = self.year + 1 if self.year < 0 else self.year
        day_of_year = dt.date(STAND_IN_YEAR, self.month or 1, self.day or 1).timetuple().tm_yday - 1
        hours = (self.hour or 0) + (self.minute or 0) / 60 + (self.second or 0) / 3600
        return year + (day_of_year + hours / 24) / 366

    @property
    def iso(self) -> str:
        """The value of HTML's ``<time datetime>``; empty where HTML has none (before year 1)."""
        if self.year < 1:
            return ""
        text = f"{self.year:04d}"
        for separator, value in zip("--T:", (self.month, self.day, self.hour, self.minute), strict=True):
            if value is None:
                break
            text += f"{separator}{value:02d}"
        return text + ":00" if self.precision == "hour" else text

    def display(self) -> str:
        """The date in words, in the active language."""
        if self.display_date:
            return self.display_date
        date = self._format({"year": "Y", "month": "YEAR_MONTH_FORMAT"}.get(self.precision, "DATE_FORMAT"))
        if self.hour is None:
            return date
        return pgettext("date and time of day", "%(date)s at %(time)s") % {
            "date": date,
            "time": self.display_time(),
        }

    def display_time(self) -> str:
        """The time of day alone."""
        return self._format("TIME_FORMAT")

    def _format(self, name: str) -> str:
        pattern = get_format(name) if name.endswith("_FORMAT") else name
        return _PartialDateFormat(self).format(pattern)

    def as_dict(self) -> dict[str, int | str]:
        """The date's known parts, as TimelineJS names them."""
        return {
            field.name: value
            for field in fields(self)
            if (value := getattr(self, field.name)) not in (None, "")
        }


class _PartialDateFormat(DateFormat):
    """Django's localised patterns, over a stand-in date, with the real year put back in."""

    def __init__(self, partial: PartialDate) -> None:
        self.partial = partial
        super().__init__(
            dt.datetime(
                STAND_IN_YEAR,
                partial.month or 1,
                partial.day or 1,
                partial.hour or 0,
                partial.minute or 0,
                partial.second or 0,
            )
        )

    def Y(self) -> str:
        return display_year(self.partial.year)

    def j(self) -> int | str:
        if self.partial.day == 1:
            return pgettext("first day of a month, as in 1 March", "1")
        return super().j()


def display_year(year: int) -> str:
    """A year in words: ``2016``, ``44 BCE``, ``13.8 billion years ago``."""
    size = abs(year)
    if year < 0 and size >= 10**6:
        return _years_ago(size)
    shown = number_format(size, force_grouping=True) if size >= 10_000 else str(size)
    if year < 0:
        return pgettext("year before the common era", "%(year)s BCE") % {"year": shown}
    return shown


def _years_ago(size: int) -> str:
    unit = 10**9 if size >= 10**9 else 10**6
    amount = round(size / unit, 2)
    shown = number_format(int(amount) if amount == int(amount) else f"{amount:g}")
    # Plurals agree with whole units: 1.5 takes the singular in French and the plural in English.
    count = math.ceil(amount) if amount >= 2 else int(amount)
    if unit == 10**9:
        return ngettext("%(amount)s billion years ago", "%(amount)s billion years ago", count) % {
            "amount": shown
        }
    return ngettext("%(amount)s million years ago", "%(amount)s million years ago", count) % {"amount": shown}


def display_span(start: PartialDate, end: PartialDate | None) -> str:
    """Two dates in words, without saying twice what they share: "3 to 5 March 2016"."""
    if end is None or end.sort_key == start.sort_key:
        return start.display()
    if start.display_date or end.display_date or start.precision != end.precision:
        return _dash(start.display(), end.display())
    if start.precision in ("hour", "minute", "second", "millisecond"):
        return _display_times(start, end)
    same_year = start.year == end.year
    if start.precision == "day":
        return _display_days(start, end, same_year)
    if start.precision == "month" and same_year:
        return _dash(start._format("F"), end.display())
    return _dash(start.display(), end.display())


def _display_times(start: PartialDate, end: PartialDate) -> str:
    if start.moment[:3] != end.moment[:3]:
        return _dash(start.display(), end.display())
    return pgettext("date, then two times of day", "%(date)s, %(start)s to %(end)s") % {
        "date": start._format("DATE_FORMAT"),
        "start": start.display_time(),
        "end": end.display_time(),
    }


def _display_days(start: PartialDate, end: PartialDate, same_year: bool) -> str:
    month_day = get_format("MONTH_DAY_FORMAT")
    first = start.display()
    if same_year and start.month == end.month and month_day.startswith("j"):
        first = start._format("j")
    elif same_year:
        first = start._format("MONTH_DAY_FORMAT")
    return pgettext("from one day to another", "%(start)s to %(end)s") % {
        "start": first,
        "end": end.display(),
    }


def _dash(start: str, end: str) -> str:
    return pgettext("from one date to another", "%(start)s – %(end)s") % {"start": start, "end": end}


def ends_before(start: PartialDate, end: PartialDate) -> bool:
    """Whether an end is too early, as far as it is known: ``2016`` may end what began on 5 March 2016."""
    known = PARTS.index(end.precision) + 1
    return end.sort_key[:known] < start.sort_key[:known]


def days_in_month(year: int, month: int) -> int:
    """Days of a month. Before the common era calendars differ, so 29 February is always accepted there."""
    if month == 2 and (year < 0 or calendar.isleap(year)):
        return 29
    return 28 if month == 2 else calendar.mdays[month]


def parse_part(name: str, raw: Any) -> int | None:
    """One part of a date as a number; ``None`` when empty. Raises :class:`DateError`."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, float) and math.isfinite(raw) and raw == int(raw):
        raw = int(raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, str):
        text = raw.strip().translate(MINUS_SIGNS).translate(THOUSANDS)
        if not text:
            return None
        try:
            return int(text) if len(text) <= 20 and "_" not in text else _refuse(name, raw)
        except ValueError:
            pass
    return _refuse(name, raw)


def _refuse(name: str, raw: Any) -> int:
    raise DateError(
        _("%(part)s: %(value)s is not a number") % {"value": repr(raw)[:60], "part": part_name(name)}
    )


def part_name(name: str) -> str:
    """The name of a part, in the reader's language."""
    return {
        "year": _("year"),
        "month": _("month"),
        "day": _("day"),
        "hour": _("hour"),
        "minute": _("minute"),
        "second": _("second"),
        "millisecond": _("millisecond"),
    }[name]


def _text(raw: Any) -> str:
    return raw.strip() if isinstance(raw, str) else ""
