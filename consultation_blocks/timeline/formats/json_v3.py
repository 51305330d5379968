"""TimelineJS 3 JSON, read and written."""

from __future__ import annotations

import html
from typing import Any

from django.utils.translation import gettext as _

from consultation_blocks.timeline.dates import DateError, PartialDate, ends_before
from consultation_blocks.timeline.formats.clean import (
    storable,
    take_color,
    take_headline,
    take_html,
    take_media_url,
    take_url,
)
from consultation_blocks.timeline.formats.date_text import parse_date_text
from consultation_blocks.timeline.formats.model import (
    CHANGED,
    NOTE,
    Background,
    Era,
    Media,
    Report,
    Slide,
    Timeline,
)

SCALES = ("", "human", "cosmological")
DATE_KEYS = {"year", "month", "day", "hour", "minute", "second", "millisecond", "display_date", "format"}
MEDIA_KEYS = {"url", "caption", "credit", "thumbnail", "alt", "title", "link", "link_target"}
SLIDE_KEYS = {
    "start_date",
    "end_date",
    "text",
    "media",
    "group",
    "display_date",
    "background",
    "autolink",
    "unique_id",
}


def read_v3(document: dict[str, Any], report: Report) -> Timeline:
    """Reads a document whose root has ``events``."""
    unknown_keys(document, {"events", "title", "eras", "scale"}, report, _("document"))
    timeline = Timeline(scale=take_text(document, "scale", report, _("document")))
    if timeline.scale not in SCALES:
        report.add(_("document"), "scale", _("unknown scale: %(value)s") % {"value": timeline.scale[:40]})
        timeline.scale = ""
    if document.get("title"):
        timeline.title = read_slide(
            take_mapping(document, "title", report, _("document")), report, "title", dated=False
        )
    for index, raw in enumerate(take_list(document, "events", report)):
        if (slide := read_slide(raw, report, f"events[{index}]")) is not None:
            timeline.events.append(slide)
    for index, raw in enumerate(take_list(document, "eras", report)):
        if (era := read_era(raw, report, f"eras[{index}]")) is not None:
            timeline.eras.append(era)
    return timeline


def read_slide(raw: Any, report: Report, where: str, *, dated: bool = True) -> Slide | None:
    """One slide, or ``None`` (reported) where it has no date and needs one."""
    if not isinstance(raw, dict):
        report.add(where, "", _("not an object: %(value)s") % {"value": repr(raw)[:60]})
        return None
    unknown_keys(raw, SLIDE_KEYS, report, where)
    text = take_mapping(raw, "text", report, where)
    unknown_keys(text, {"headline", "text"}, report, where, "text.")
    headline = take_headline(take_text(text, "headline", report, where), report, where, "text.headline")
    named = f"{where} “{headline[:60]}”" if headline else where
    start = read_date(raw, "start_date", report, named)
    if dated and start is None:
        report.add(named, "start_date", _("not taken: an event needs a start date"))
        return None
    autolink = raw.get("autolink", True)
    if not isinstance(autolink, bool):
        report.add(named, "autolink", _("neither true nor false; true is used"), CHANGED)
    return Slide(
        headline=headline,
        text=take_html(take_text(text, "text", report, named), report, named, "text.text"),
        start=start,
        end=take_end(start, read_date(raw, "end_date", report, named), report, named),
        display_date=take_text(raw, "display_date", report, named),
        media=read_media(take_mapping(raw, "media", report, named), report, named),
        background=read_background(take_mapping(raw, "background", report, named), report, named),
        group=take_text(raw, "group", report, named),
        autolink=autolink is not False,
        unique_id=take_text(raw, "unique_id", report, named),
    )


def take_end(
    start: PartialDate | None, end: PartialDate | None, report: Report, where: str
) -> PartialDate | None:
    """The end, unless it equals the start or comes before it."""
    if end is None or start is None:
        if end is not None:
            report.add(where, "end_date", _("an end without a start"))
        return None
    if ends_before(start, end):
        report.add(where, "end_date", _("ends before it starts; the end is not taken"))
        return None
    if end.sort_key == start.sort_key:
        if end.display_date and end.display_date != start.display_date:
            report.add(where, "end_date", _("same as the start; its display date is not taken"))
        return None
    return end


def read_media(raw: dict[str, Any], report: Report, where: str) -> Media:
    """The media of a slide; every text in it is cleaned."""
    unknown_keys(raw, MEDIA_KEYS, report, where, "media.")
    text = {key: take_text(raw, key, report, where) for key in MEDIA_KEYS}
    return Media(
        url=take_media_url(text["url"], report, where, "media.url"),
        caption=take_html(text["caption"], report, where, "media.caption", inline=True),
        credit=take_html(text["credit"], report, where, "media.credit", inline=True),
        thumbnail=take_url(text["thumbnail"], report, where, "media.thumbnail"),
        alt=text["alt"],
        title=text["title"],
        link=take_url(text["link"], report, where, "media.link"),
        link_target=text["link_target"],
    )


def read_background(raw: dict[str, Any], report: Report, where: str) -> Background:
    unknown_keys(raw, {"url", "alt", "color", "opacity"}, report, where, "background.")
    return Background(
        url=take_url(take_text(raw, "url", report, where), report, where, "background.url"),
        alt=take_text(raw, "alt", report, where),
        color=take_color(take_text(raw, "color", report, where), report, where, "background.color"),
        opacity=take_text(raw, "opacity", report, where),
    )


def read_era(raw: Any, report: Report, where: str) -> Era | None:
    """One era, or ``None`` (reported) unless it has a start, an end after it."""
    if not isinstance(raw, dict):
        report.add(where, "", _("not an object: %(value)s") % {"value": repr(raw)[:60]})
        return None
    unknown_keys(raw, {"start_date", "end_date", "text"}, report, where)
    text = take_mapping(raw, "text", report, where)
    unknown_keys(text, {"headline", "text"}, report, where, "text.")
    start, end = read_date(raw, "start_date", report, where), read_date(raw, "end_date", report, where)
    if start is None or end is None or ends_before(start, end):
        report.add(where, "", _("not taken: an era needs a start date, and an end date after it"))
        return None
    return Era(
        start=start,
        end=end,
        headline=take_headline(take_text(text, "headline", report, where), report, where, "text.headline"),
        text=take_html(take_text(text, "text", report, where), report, where, "text.text"),
    )


def read_date(raw: dict[str, Any], key: str, report: Report, where: str) -> PartialDate | None:
    """The date under ``key``; ``None`` where there is none, or (reported) where it cannot be."""
    value = raw.get(key)
    if value in (None, "", {}):
        return None
    try:
        if isinstance(value, dict):
            unknown_keys(value, DATE_KEYS, report, where, f"{key}.")
            loose = {name: storable(part) if isinstance(part, str) else part for name, part in value.items()}
            if loose.get("format"):
                report.add(
                    where,
                    f"{key}.format",
                    _("kept for export; dates are shown in the reader's language"),
                    NOTE,
                )
            return PartialDate.parse(loose)
        return parse_date_text(storable(str(value)))
    except DateError as error:
        report.add(where, key, _("malformed date: %(why)s") % {"why": error})
        return None


def take_text(raw: dict[str, Any], key: str, report: Report, where: str) -> str:
    """The text under ``key``; numbers are read as text, anything else is reported."""
    value = raw.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    report.add(where, key, _("not a text: %(value)s") % {"value": repr(value)[:60]})
    return ""


def take_mapping(raw: dict[str, Any], key: str, report: Report, where: str) -> dict[str, Any]:
    value = raw.get(key)
    if isinstance(value, dict):
        return value
    if value:
        report.add(where, key, _("not an object: %(value)s") % {"value": repr(value)[:60]})
    return {}


def take_list(raw: dict[str, Any], key: str, report: Report) -> list[Any]:
    value = raw.get(key)
    if isinstance(value, list):
        return value
    if value:
        report.add(_("document"), key, _("not a list: %(value)s") % {"value": repr(value)[:60]})
    return []


def unknown_keys(raw: dict[str, Any], known: set[str], report: Report, where: str, prefix: str = "") -> None:
    """Reports each key that has no place here."""
    for key in list(raw)[:200]:
        if key not in known:
            report.add(where, prefix + storable(str(key))[:60], _("unknown field"))


def write_v3(timeline: Timeline) -> dict[str, Any]:
    """The timeline as a TimelineJS 3 document; :func:`read_v3` of it gives the same timeline."""
    document: dict[str, Any] = {"events": [_slide(slide) for slide in timeline.events]}
    if timeline.title is not None:
        document["title"] = _slide(timeline.title)
    if timeline.eras:
        document["eras"] = [
            {
                "start_date": era.start.as_dict(),
                "end_date": era.end.as_dict(),
                "text": _text(era.headline, era.text),
            }
            for era in timeline.eras
        ]
    if timeline.scale:
        document["scale"] = timeline.scale
    return document


def _slide(slide: Slide) -> dict[str, Any]:
    media = {key: value for key in Media.__slots__ if (value := getattr(slide.media, key))}
    background = {key: value for key in Background.__slots__ if (value := getattr(slide.background, key))}
    raw: dict[str, Any] = {
        "unique_id": slide.unique_id,
        "start_date": slide.start.as_dict() if slide.start else None,
        "end_date": slide.end.as_dict() if slide.end else None,
        "display_date": slide.display_date,
        "text": _text(slide.headline, slide.text),
        "media": media,
        "group": slide.group,
        "background": background,
    }
    if not slide.autolink:
        raw["autolink"] = False
    return {key: value for key, value in raw.items() if value not in (None, "", {})}


def _text(headline: str, text: str) -> dict[str, str]:
    # TimelineJS shows headlines as HTML.
    pair = {"headline": html.escape(headline, quote=False), "text": text}
    return {key: value for key, value in pair.items() if value}
