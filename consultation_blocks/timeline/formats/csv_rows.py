"""TimelineJS spreadsheets saved as CSV: the headers of version 3 and those of version 1."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.utils.translation import gettext as _

from consultation_blocks.timeline.dates import PARTS, DateError, PartialDate
from consultation_blocks.timeline.formats.clean import storable
from consultation_blocks.timeline.formats.date_text import parse_date_text, parse_time
from consultation_blocks.timeline.formats.json_v3 import read_era, read_slide
from consultation_blocks.timeline.formats.model import MAX_EVENTS, FormatError, Report, Timeline

START = {"Year": "year", "Month": "month", "Day": "day"}
END = {"End Year": "year", "End Month": "month", "End Day": "day"}
MEDIA = {
    "Media": "url",
    "Media Credit": "credit",
    "Media Caption": "caption",
    "Media Thumbnail": "thumbnail",
    "Alt Text": "alt",
}
KNOWN = {
    *START,
    *END,
    *MEDIA,
    "Time",
    "End Time",
    "Display Date",
    "Headline",
    "Text",
    "Type",
    "Group",
    "Background",
    "Start Date",
    "End Date",
    "Tag",
}


def looks_like_csv(text: str) -> bool:
    """Whether the first line has the headers of a timeline."""
    first = text.split("\n", 1)[0]
    return "Headline" in first and ("Year" in first or "Start Date" in first)


def read_csv(text: str, report: Report) -> Timeline:
    """Reads rows; problems carry the line where the row begins. Raises ``FormatError``."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    timeline = Timeline()
    try:
        header = [storable(name) for name in next(reader)]
        for name in header:
            if name and name not in KNOWN:
                report.add(_("line %(number)s") % {"number": 1}, name[:60], _("unknown field"))
        number = reader.line_num + 1
        for row in reader:
            where, number = _("line %(number)s") % {"number": number}, reader.line_num + 1
            if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
                report.add(where, "", _("more cells than headers"))
            cells = {name: storable(cell) for name, cell in zip(header, row, strict=False) if name in KNOWN}
            if any(cells.values()):
                _add_row(cells, timeline, report, where)
            if len(timeline.events) > MAX_EVENTS:
                break
    except (csv.Error, StopIteration) as error:
        raise FormatError(_("This CSV file cannot be read: %(why)s") % {"why": error}) from error
    return timeline


def _add_row(cells: dict[str, str], timeline: Timeline, report: Report, where: str) -> None:
    kind = cells.get("Type", "").lower()
    raw = _as_v3(cells, report, where)
    if kind == "era":
        extra = [name for name in raw if name not in ("start_date", "end_date", "text")]
        if extra:
            report.add(where, ", ".join(extra), _("eras have no such field"))
        era = read_era({key: raw[key] for key in raw if key not in extra}, report, where)
        if era is not None:
            timeline.eras.append(era)
        return
    is_title = kind == "title" and timeline.title is None
    if kind == "title" and not is_title:
        report.add(where, "Type", _("a second title: read as an event"), "changed")
    elif kind not in ("", "title"):
        report.add(where, "Type", _("unknown type: %(value)s") % {"value": kind[:40]})
    slide = read_slide(raw, report, where, dated=not is_title)
    if slide is None:
        return
    if is_title:
        timeline.title = slide
    else:
        timeline.events.append(slide)


def _as_v3(cells: dict[str, str], report: Report, where: str) -> dict[str, Any]:
    background = cells.get("Background", "")
    is_address = background.startswith(("http://", "https://", "/"))
    raw = {
        "start_date": _date(cells, "Start Date", START, "Time", report, where),
        "end_date": _date(cells, "End Date", END, "End Time", report, where),
        "display_date": cells.get("Display Date", ""),
        "text": {"headline": cells.get("Headline", ""), "text": cells.get("Text", "")},
        "media": {key: cells[name] for name, key in MEDIA.items() if cells.get(name)},
        "group": cells.get("Group") or cells.get("Tag", ""),
        "background": {("url" if is_address else "color"): background} if background else {},
    }
    return {key: value for key, value in raw.items() if value}


def _date(
    cells: dict[str, str], whole: str, columns: dict[str, str], time: str, report: Report, where: str
) -> dict[str, Any]:
    parts: dict[str, Any] = {key: cells.get(name, "") for name, key in columns.items()}
    try:
        if not any(parts.values()) and cells.get(whole):
            date = parse_date_text(cells[whole])
            return {name: getattr(date, name) for name in PARTS} if date else {}
        parts |= parse_time(cells.get(time))
        PartialDate.parse(parts)
    except DateError as error:
        report.add(where, whole, _("malformed date: %(why)s") % {"why": error})
        return {}
    return {key: value for key, value in parts.items() if value != ""}
