"""Timeline files: TimelineJS 3 JSON (read and written), 2 JSON, CSV with the headers of versions 3 and 1.

Nothing is dropped in silence: what is not taken as it stands is in the result's ``problems``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from consultation_blocks.timeline.formats.csv_rows import looks_like_csv, read_csv
from consultation_blocks.timeline.formats.json_v2 import read_v2
from consultation_blocks.timeline.formats.json_v3 import read_v3, write_v3
from consultation_blocks.timeline.formats.model import (
    CHANGED,
    KINDS,
    LOST,
    MAX_BYTES,
    MAX_EVENTS,
    NOTE,
    Background,
    Era,
    FormatError,
    Media,
    Problem,
    ReadResult,
    Report,
    Slide,
    Timeline,
)

__all__ = [
    "CHANGED",
    "KINDS",
    "LOST",
    "MAX_BYTES",
    "MAX_EVENTS",
    "NOTE",
    "Background",
    "Era",
    "FormatError",
    "Media",
    "Problem",
    "ReadResult",
    "Slide",
    "Timeline",
    "normalise",
    "read_timeline",
    "write_v3",
]

ID_LIMIT = 80
_ID = re.compile(r"[\w-]{1,80}")


def read_timeline(data: bytes) -> ReadResult:
    """Reads a file in any of the formats. Raises :class:`FormatError` where nothing can be read from it."""
    if len(data) > MAX_BYTES:
        raise FormatError(_("This file is larger than %(limit)s MB.") % {"limit": MAX_BYTES // 1024**2})
    report = Report()
    text = _decode(data)
    if not text.strip():
        raise FormatError(_("This file is empty."))
    if looks_like_csv(text):
        timeline = read_csv(text, report)
    else:
        timeline = _read_document(_parse_json(text, report), report)
    _refuse_too_many(len(timeline.events), len(timeline.eras))
    if not timeline.events and not report.problems:
        report.add(_("document"), "", _("no event in this file"))
    return ReadResult(normalise(timeline, report), report.problems)


def _decode(data: bytes) -> str:
    encodings = ["utf-8-sig", "windows-1252"]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings.insert(0, "utf-16")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FormatError(_("This file is not text in UTF-8."))


def _parse_json(text: str, report: Report) -> Any:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(items)
        if len(result) < len(items):
            names = [key for key, _value in items]
            for key in sorted({key for key in names if names.count(key) > 1})[:10]:
                report.add(_("document"), key[:60], _("given twice in one object; the last is used"))
        return result

    try:
        return json.loads(text, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        message = _("This is neither JSON nor a timeline's CSV: line %(line)s, column %(column)s: %(why)s")
        raise FormatError(
            message % {"line": error.lineno, "column": error.colno, "why": error.msg}
        ) from error
    except (RecursionError, ValueError) as error:
        raise FormatError(_("This JSON cannot be read: nested too deeply, or a number too long.")) from error


def _read_document(document: Any, report: Report) -> Timeline:
    if isinstance(document, dict) and isinstance(document.get("timeline"), dict):
        root = document["timeline"]
        _refuse_too_many(_length(root.get("date")), _length(root.get("era")))
        return read_v2(document, report)
    if isinstance(document, dict) and isinstance(document.get("events"), list):
        _refuse_too_many(_length(document["events"]), _length(document.get("eras")))
        return read_v3(document, report)
    raise FormatError(_("This JSON is not a timeline: it has neither a list of “events” nor a “timeline”."))


def _length(value: Any) -> int:
    return len(value) if isinstance(value, list) else 0


def _refuse_too_many(*counts: int) -> None:
    if max(counts) > MAX_EVENTS:
        raise FormatError(_("More than %(limit)s events in one file: split it.") % {"limit": MAX_EVENTS})


def normalise(timeline: Timeline, report: Report | None = None, taken: Iterable[str] = ()) -> Timeline:
    """Events in the order of their dates, each with an id of its own (``taken`` ids are avoided)."""
    report = report or Report()
    used = set(taken)

    def with_id(slide: Slide) -> Slide:
        wanted = (
            slide.unique_id
            if _ID.fullmatch(slide.unique_id)
            else slugify(slide.unique_id, allow_unicode=True)
        )
        name = (
            wanted[:ID_LIMIT]
            or slugify(slide.headline, allow_unicode=True)[: ID_LIMIT - 20].strip("-")
            or "event"
        )
        unique, number = name, 1
        while unique in used:
            number += 1
            unique = f"{name[: ID_LIMIT - 6]}-{number}"
        used.add(unique)
        if slide.unique_id and unique != slide.unique_id:
            message = _("%(old)s became %(new)s") % {"old": slide.unique_id[:60], "new": unique}
            report.add(slide.headline[:60] or unique, "unique_id", message, CHANGED)
        return replace(slide, unique_id=unique)

    # Ids that the file gives are served before those made from headlines.
    order = sorted(timeline.events, key=lambda slide: slide.start.sort_key if slide.start else ())
    slides = [timeline.title, *order] if timeline.title else list(order)
    by_place = {
        place: with_id(slide)
        for place, slide in sorted(enumerate(slides), key=lambda pair: not pair[1].unique_id)
    }
    result = [by_place[place] for place in range(len(slides))]
    title = result.pop(0) if timeline.title else None
    eras = sorted(timeline.eras, key=lambda era: (era.start.sort_key, era.end.sort_key))
    return Timeline(events=result, title=title, eras=eras, scale=timeline.scale)
