"""From a file's slides to the editor's fields and back, with nothing lost on the way."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from typing import Any

from wagtail.rich_text import expand_db_html

from consultation_blocks.timeline.dates import PartialDate
from consultation_blocks.timeline.formats.clean import as_quote, clean_html, plain_text, quote_words
from consultation_blocks.timeline.formats.json_v3 import read_background, read_date, read_media, take_mapping
from consultation_blocks.timeline.formats.model import Era, Media, Report, Slide, Timeline
from consultation_blocks.timeline.slide_blocks import kept_of

# Parts of a medium that have a field of their own in the editor.
EDITED_MEDIA = ("url", "alt", "caption", "credit")


def date_fields(date: PartialDate | None) -> dict[str, Any]:
    """The editor's four fields for a date, as a stream stores them."""
    if date is None:
        return {"year": None, "month": "", "day": None, "time": None}
    time = dt.time(date.hour, date.minute or 0).isoformat() if date.hour is not None else None
    return {"year": date.year, "month": str(date.month or ""), "day": date.day, "time": time}


def _kept_date(date: PartialDate | None) -> dict[str, Any]:
    """What of a date the editor's fields cannot say; empty where they say it all."""
    if date is None:
        return {}
    has_whole_time = (date.hour is None) == (date.minute is None)
    said = has_whole_time and date == PartialDate(date.year, date.month, date.day, date.hour, date.minute)
    return {} if said else date.as_dict()


def _edited_date(value: Mapping[str, Any], name: str, kept: dict[str, Any]) -> PartialDate | None:
    """The date of the editor's fields, with what was kept of it unless somebody has changed it since."""
    field = value.get(name)
    date = field.date if field is not None else None
    raw = take_mapping(kept, f"{name}_date", Report(), "")
    before = read_date({"date": raw}, "date", Report(), "") if raw else None
    if before is None:
        return date
    if date is not None and date_fields(before) != _stored(field):
        return date
    return before


def _stored(field: Mapping[str, Any]) -> dict[str, Any]:
    time = field.get("time")
    return {
        "year": field.get("year"),
        "month": str(field.get("month") or ""),
        "day": field.get("day"),
        "time": time.isoformat() if isinstance(time, dt.time) else None,
    }


def slide_fields(slide: Slide, *, is_title: bool = False) -> dict[str, Any]:
    """A slide as a stream stores it."""
    media = slide.media
    kept: dict[str, Any] = {
        "start_date": slide.start.as_dict() if is_title and slide.start else _kept_date(slide.start),
        "end_date": slide.end.as_dict() if is_title and slide.end else _kept_date(slide.end),
        "media": {
            key: value
            for key in Media.__slots__
            if key not in EDITED_MEDIA and (value := getattr(media, key))
        },
        "background": {
            key: value for key in ("url", "alt", "opacity") if (value := getattr(slide.background, key))
        },
    }
    if not slide.autolink:
        kept["autolink"] = False
    if is_title:
        kept |= {"group": slide.group, "display_date": slide.display_date}
    kept = {key: value for key, value in kept.items() if value not in ({}, "", None)}
    fields: dict[str, Any] = {
        "headline": slide.headline,
        "text": slide.text,
        "image": None,
        "alt": media.alt,
        "url": "" if media.is_quote else media.url,
        "quote": quote_words(media.url) if media.is_quote else "",
        "caption": media.caption,
        "credit": media.credit,
        "background_color": slide.background.color,
        "slug": slide.unique_id,
        "kept": json.dumps(kept, ensure_ascii=False) if kept else "",
    }
    if not is_title:
        fields |= {
            "start": date_fields(slide.start),
            "end": date_fields(slide.end),
            "display_date": slide.display_date,
            "group": slide.group,
        }
    return fields


def era_fields(era: Era) -> dict[str, Any]:
    """An era as a stream stores it."""
    kept = {"start_date": _kept_date(era.start), "end_date": _kept_date(era.end)}
    kept = {key: value for key, value in kept.items() if value}
    return {
        "headline": era.headline,
        "text": era.text,
        "start": date_fields(era.start),
        "end": date_fields(era.end),
        "kept": json.dumps(kept) if kept else "",
    }


def list_item(fields: dict[str, Any]) -> dict[str, Any]:
    """One item of a list as a stream stores it."""
    return {"type": "item", "value": fields, "id": str(uuid.uuid4())}


def start_of(value: Mapping[str, Any]) -> PartialDate | None:
    """When an event begins; ``None`` while a draft does not say."""
    return _edited_date(value, "start", kept_of(value))


def read_slide_fields(value: Mapping[str, Any], base_url: str = "") -> Slide:
    """The slide that an editor has written. ``base_url`` completes the addresses of the site's own pictures."""
    kept = kept_of(value)
    media = take_mapping(kept, "media", Report(), "")
    address = value.get("url") or ""
    quote = _clean(value, "quote")
    image = value.get("image")
    if image is not None:
        address = base_url + image.file.url if image.file.url.startswith("/") else image.file.url
    raw = {key: media[key] for key in media if key not in EDITED_MEDIA} | {
        "url": address or as_quote(quote),
        "alt": value.get("alt") or "",
        "caption": _clean(value, "caption"),
        "credit": _clean(value, "credit"),
    }
    background = take_mapping(kept, "background", Report(), "") | {
        "color": value.get("background_color") or ""
    }
    return Slide(
        headline=value.get("headline") or "",
        text=_clean(value, "text"),
        start=_edited_date(value, "start", kept),
        end=_edited_date(value, "end", kept),
        display_date=value.get("display_date") or _kept_text(kept, "display_date"),
        media=read_media(raw, Report(), ""),
        background=read_background(background, Report(), ""),
        group=value.get("group") or _kept_text(kept, "group"),
        autolink=kept.get("autolink") is not False,
        unique_id=value.get("slug") or "",
    )


def read_era_fields(value: Mapping[str, Any]) -> Era | None:
    kept = kept_of(value)
    start, end = _edited_date(value, "start", kept), _edited_date(value, "end", kept)
    if start is None or end is None:
        return None
    return Era(start, end, value.get("headline") or "", _clean(value, "text"))


def read_block(value: Mapping[str, Any], base_url: str = "") -> Timeline:
    """The timeline of a block; a draft's undated events are left out."""
    events = [read_slide_fields(event, base_url) for event in value.get("events") or []]
    eras = [read_era_fields(era) for era in value.get("eras") or []]
    title = read_slide_fields(value["title_slide"], base_url) if value.get("title_slide") else None
    return Timeline(
        events=[slide for slide in events if slide.start],
        title=title if title is not None and not is_blank(title) else None,
        eras=[era for era in eras if era is not None],
        scale=value.get("scale") or "",
    )


def is_blank(slide: Slide) -> bool:
    """Whether a title slide says nothing."""
    return not (slide.headline or slide.text or slide.media.url or slide.media.caption)


def _kept_text(kept: dict[str, Any], key: str) -> str:
    return plain_text(kept[key]) if isinstance(kept.get(key), str) else ""


def rich_source(value: Mapping[str, Any], name: str) -> str:
    """A rich text as it is stored."""
    text = value.get(name)
    return getattr(text, "source", text) or ""


def _clean(value: Mapping[str, Any], name: str) -> str:
    source = rich_source(value, name)
    # Links to the site's own pages are stored as page numbers.
    return clean_html(expand_db_html(source) if "linktype" in source else source)
