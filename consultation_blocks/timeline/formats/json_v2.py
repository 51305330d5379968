"""TimelineJS 2 JSON, read into the same shape as version 3."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from consultation_blocks.timeline.formats.json_v3 import (
    read_era,
    read_slide,
    take_list,
    take_mapping,
    unknown_keys,
)
from consultation_blocks.timeline.formats.model import Report, Timeline

ROOT_KEYS = {"headline", "text", "startDate", "type", "asset", "date", "era"}
DATE_KEYS = {"startDate", "endDate", "headline", "text", "asset", "tag"}


def read_v2(document: dict[str, Any], report: Report) -> Timeline:
    """Reads a document whose root has ``timeline``. Its root texts become the title slide."""
    unknown_keys(document, {"timeline"}, report, _("document"))
    root = take_mapping(document, "timeline", report, _("document"))
    unknown_keys(root, ROOT_KEYS, report, "timeline", "timeline.")
    if root.get("type") not in (None, "", "default"):
        report.add(
            "timeline", "timeline.type", _("unknown type: %(value)s") % {"value": repr(root["type"])[:40]}
        )
    timeline = Timeline()
    if root.get("headline") or root.get("text") or root.get("asset"):
        timeline.title = read_slide(_as_v3(root, report, "timeline"), report, "timeline", dated=False)
    for index, raw in enumerate(take_list(root, "date", report)):
        where = f"date[{index}]"
        if isinstance(raw, dict):
            unknown_keys(raw, DATE_KEYS, report, where)
            raw = _as_v3(raw, report, where)
        if (slide := read_slide(raw, report, where)) is not None:
            timeline.events.append(slide)
    for index, raw in enumerate(take_list(root, "era", report)):
        where = f"era[{index}]"
        if isinstance(raw, dict):
            unknown_keys(raw, DATE_KEYS - {"asset"}, report, where)
            if raw.get("tag"):
                report.add(where, "tag", _("eras have no group here"))
            raw = {
                key: value
                for key, value in _as_v3(raw, report, where).items()
                if key not in ("media", "group")
            }
        if (era := read_era(raw, report, where)) is not None:
            timeline.eras.append(era)
    return timeline


def _as_v3(raw: dict[str, Any], report: Report, where: str) -> dict[str, Any]:
    asset = take_mapping(raw, "asset", report, where)
    unknown_keys(asset, {"media", "credit", "caption", "thumbnail"}, report, where, "asset.")
    media = {
        "url": asset.get("media"),
        "credit": asset.get("credit"),
        "caption": asset.get("caption"),
        "thumbnail": asset.get("thumbnail"),
    }
    return {
        "start_date": raw.get("startDate"),
        "end_date": raw.get("endDate"),
        "text": {"headline": raw.get("headline"), "text": raw.get("text")},
        "media": {key: value for key, value in media.items() if value is not None},
        "group": raw.get("tag"),
    }
