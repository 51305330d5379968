"""What the template shows of a timeline: flat values, in order, each text clean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from consultation_blocks.timeline.conversion import (
    is_blank,
    read_era_fields,
    read_slide_fields,
    rich_source,
    start_of,
)
from consultation_blocks.timeline.dates import display_span, display_year
from consultation_blocks.timeline.formats import Slide, Timeline, normalise
from consultation_blocks.timeline.formats.clean import clean_html
from consultation_blocks.timeline.media import ExternalMedia, describe_media

# A campaign page shows the best part; the timeline's own page shows all.
SHOWN_ON_CAMPAIGN = 12
# Stands between texts while they are expanded together; no text can hold it.
SEPARATOR = "\x1e"
RICH_TEXTS = ("text", "quote", "caption", "credit")


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """One item of the list. ``start`` and ``end`` are years on the axis; ``group_number`` counts from 1."""

    anchor: str
    slug: str
    headline: str
    date: str
    iso: str
    end_iso: str
    axis: str
    start: str
    end: str
    text: SafeString
    image: Any
    alt: str
    external: ExternalMedia | None
    quote: SafeString
    caption: SafeString
    credit: SafeString
    group: str
    group_number: int
    color: str
    is_title: bool = False

    @property
    def has_media(self) -> bool:
        return bool(self.image or self.external or self.quote)


@dataclass(frozen=True, slots=True)
class ShownEra:
    headline: str
    date: str
    start: str
    end: str
    text: SafeString


def shown_timeline(value: Mapping[str, Any], activity, *, full: bool) -> dict[str, Any]:
    """The template's values: ``events`` (the title slide first), ``eras``, ``groups``, ``total``, ``hidden_count``,
    ``prefix`` (of the events' anchors), ``start_at_end``, ``view``.

    The number of queries does not depend on the number of events.
    """
    prefix = f"t{activity.pk if activity else 0}"
    start_at_end = value.get("start_at") == "end"
    dated = _dated(value)
    groups = _groups(value, dated)
    shown = dated
    if not full and len(dated) > SHOWN_ON_CAMPAIGN:
        shown = dated[-SHOWN_ON_CAMPAIGN:] if start_at_end else dated[:SHOWN_ON_CAMPAIGN]
    hidden_count = len(dated) - len(shown)
    title = value.get("title_slide")
    if title and not is_blank(read_slide_fields(title)):
        shown = [(title, title.get("slug") or "title"), *shown]
    images = [fields["image"] for fields, _slug in shown if fields.get("image")]
    if images:
        prefetch_related_objects(images, "renditions")
    texts = _expanded([rich_source(fields, name) for fields, _slug in shown for name in RICH_TEXTS])
    events = [
        _event(fields, slug, prefix, groups, texts[place * 4 : place * 4 + 4], is_title=fields is title)
        for place, (fields, slug) in enumerate(shown)
    ]
    return {
        "events": events,
        "eras": _eras(value),
        "groups": [{"name": name, "number": number} for name, number in groups.items()],
        "total": len(dated),
        "hidden_count": hidden_count,
        "prefix": prefix,
        "start_at_end": start_at_end,
        "view": value.get("view") or "slides",
    }


def _dated(value: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], str]]:
    """Events that have a date, in its order, each with its name in addresses."""
    starts = [(start_of(fields), fields) for fields in value.get("events") or []]
    dated = sorted(((start, fields) for start, fields in starts if start), key=lambda pair: pair[0].sort_key)
    slides = [
        Slide(start=start, headline=fields.get("headline") or "", unique_id=fields.get("slug") or "")
        for start, fields in dated
    ]
    named = normalise(Timeline(events=slides)).events
    return [(fields, slide.unique_id) for slide, (_start, fields) in zip(named, dated, strict=True)]


def _groups(value: Mapping[str, Any], dated: list[tuple[Mapping[str, Any], str]]) -> dict[str, int]:
    present = dict.fromkeys(fields["group"] for fields, _slug in dated if fields.get("group"))
    wanted = [name for name in value.get("group_order") or [] if name in present]
    return {name: number for number, name in enumerate(dict.fromkeys([*wanted, *present]), start=1)}


def _expanded(texts: list[str]) -> list[SafeString]:
    """Rich texts as HTML. All at once: each call looks up the pages that are linked to."""
    if not texts:
        return []
    expanded = expand_db_html(SEPARATOR.join(text.replace(SEPARATOR, "") for text in texts)).split(SEPARATOR)
    return [mark_safe(clean_html(text)) if text else mark_safe("") for text in expanded]


def _event(
    fields: Mapping[str, Any],
    slug: str,
    prefix: str,
    groups: dict[str, int],
    texts: list[SafeString],
    *,
    is_title: bool,
) -> ShownEvent:
    slide = read_slide_fields(fields)
    start, end, image = slide.start, slide.end, fields.get("image")
    text, quote, caption, credit = texts
    date = slide.display_date or (display_span(start, end) if start and not is_title else "")
    return ShownEvent(
        anchor=f"{prefix}-{slug}",
        slug=slug,
        headline=slide.headline or date or _("Without a title"),
        date=date,
        iso=start.iso if start else "",
        end_iso=end.iso if end else "",
        axis=display_year(start.year) if start else "",
        start=f"{start.decimal_year:.4f}" if start else "",
        end=f"{end.decimal_year:.4f}" if end else "",
        text=text,
        image=image,
        alt=slide.media.alt,
        external=None if image or quote else describe_media(slide.media.url),
        quote=quote,
        caption=caption,
        credit=credit,
        group=slide.group,
        group_number=groups.get(slide.group, 0),
        color=slide.background.color,
        is_title=is_title,
    )


def _eras(value: Mapping[str, Any]) -> list[ShownEra]:
    eras = [era for era in (read_era_fields(raw) for raw in value.get("eras") or []) if era]
    eras.sort(key=lambda era: era.start.sort_key)
    texts = [mark_safe(era.text) for era in eras]
    return [
        ShownEra(
            era.headline,
            display_span(era.start, era.end),
            f"{era.start.decimal_year:.4f}",
            f"{era.end.decimal_year:.4f}",
            text,
        )
        for era, text in zip(eras, texts, strict=True)
    ]
