"""Dates written in one string, as TimelineJS 2 and its first spreadsheets have them."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from consultation_blocks.timeline.dates import PARTS, DateError, PartialDate

_COMMAS = re.compile(r"-?\d+(\s*,\s*\d+){0,6}")
_SLASHES = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(-?\d{1,11})(?:\s+(.+))?")
_ISO = re.compile(r"(-?\d{4,})-(\d{1,2})(?:-(\d{1,2})(?:[T\s]+(.+?)Z?)?)?")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?\s*([AaPp]\.?\s?[Mm]\.?)?")


def parse_date_text(text: str) -> PartialDate | None:
    """Reads ``2012``, ``2012,1,26,10,30``, ``1/26/2012``, ``1/2012``, ``2012-01-26``, the last three with a
    time. ``None`` when empty. Raises :class:`~consultation_blocks.timeline.dates.DateError`."""
    text = text.strip()
    if not text:
        return None
    if _COMMAS.fullmatch(text):
        numbers = [part.strip() for part in text.split(",")]
        return PartialDate.parse(dict(zip(PARTS, numbers, strict=False)))
    if match := _SLASHES.fullmatch(text):
        # American order: month/day/year, or month/year.
        month, day = (match[1], match[2]) if match[1] else (match[2], None)
        return PartialDate.parse({"year": match[3], "month": month, "day": day} | parse_time(match[4]))
    if match := _ISO.fullmatch(text):
        return PartialDate.parse(
            {"year": match[1], "month": match[2], "day": match[3]} | parse_time(match[4])
        )
    raise DateError(_("%(value)s is not a date") % {"value": repr(text)[:60]})


def parse_time(text: str | None) -> dict[str, int]:
    """Reads ``14:30``, ``2:30 pm``, ``14:30:05.250`` into the parts of a date. Raises ``DateError``."""
    text = (text or "").strip()
    if not text:
        return {}
    match = _TIME.fullmatch(text)
    if not match:
        raise DateError(_("%(value)s is not a time of day") % {"value": repr(text)[:60]})
    hour = int(match[1])
    if match[5]:
        if not 1 <= hour <= 12:
            raise DateError(_("%(value)s is not a time of day") % {"value": repr(text)[:60]})
        hour = hour % 12 + (12 if match[5][0] in "pP" else 0)
    parts = {"hour": hour, "minute": int(match[2])}
    if match[3]:
        parts["second"] = int(match[3])
    if match[4]:
        parts["millisecond"] = int(match[4].ljust(3, "0"))
    return parts
