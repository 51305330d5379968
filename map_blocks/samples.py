"""Places and a plan of an invented district, for the block picker and for pages that are not published yet."""

import math

from django.utils import timezone
from django.utils.translation import gettext as _

from consultation_blocks.participation.models import MapContribution

from . import showing
from .categories import Category, snapshot
from .palette import icon_of
from .querysets import Cluster, Filters
from .staticmap import static_map


def _ring(latitude: float, longitude: float, offsets: list[tuple[float, float]]) -> list[list[float]]:
    """A closed ring from offsets in metres east and north of a place."""
    return [
        [
            round(longitude + east / (111_320 * math.cos(math.radians(latitude))), 6),
            round(latitude + north / 110_574, 6),
        ]
        for east, north in offsets
    ]


def plan(latitude: float, longitude: float) -> dict:
    """A small town plan around a place: a river, two parks, streets and a railway, as an overlay."""

    def feature(kind: str, name: str, shape: str, offsets: list[tuple[float, float]]) -> dict:
        ring = _ring(latitude, longitude, offsets)
        coordinates = [[*ring, ring[0]]] if shape == "Polygon" else ring
        properties = {"kind": kind} | ({"name": name} if name else {})
        return {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": shape, "coordinates": coordinates},
        }

    river = [(-2600, 900), (-1500, 760), (-700, 900), (100, 1120), (900, 980), (2600, 1250)]
    banks = [*river, *[(east, north + 190) for east, north in reversed(river)]]
    streets = [
        [(-2600, -150), (-900, -60), (0, 0), (1100, 120), (2600, 60)],
        [(-400, -1600), (-180, -600), (0, 0), (120, 700), (200, 1700)],
        [(-1500, 1700), (-1300, 700), (-900, -60), (-760, -900), (-820, -1700)],
        [(1400, 1700), (1250, 900), (1100, 120), (1180, -700), (1350, -1700)],
        [(-2600, -820), (-760, -900), (300, -760), (1180, -700), (2600, -900)],
        [(-900, -60), (-350, 420), (120, 560), (700, 480), (1100, 120)],
    ]
    return {
        "type": "FeatureCollection",
        "features": [
            feature("water", _("River"), "Polygon", banks),
            feature(
                "park", _("Park"), "Polygon", [(-700, 130), (-480, 350), (-200, 420), (-120, 120), (-400, 40)]
            ),
            feature("park", _("Garden"), "Polygon", [(300, -620), (880, -560), (900, -200), (420, -160)]),
            feature("building", "", "Polygon", [(90, 90), (300, 110), (290, 230), (80, 210)]),
            *(feature("road", "", "LineString", street) for street in streets),
            feature("rail", "", "LineString", [(-2600, -1250), (-300, -1180), (900, -1320), (2600, -1200)]),
        ],
    }


def preview_value() -> dict:
    from django.conf import settings

    centre = dict(settings.GEO_WIDGET_DEFAULT_LOCATION)
    return {
        "title": _("Where do you cycle, and where would you rather not?"),
        "centre": centre,
        "zoom": 15,
        "categories": [
            {"name": _("Dangerous for bicycles"), "colour": "red", "icon": "warning"},
            {"name": _("A path is missing"), "colour": "blue", "icon": "bicycle"},
            {"name": _("Room for trees"), "colour": "green", "icon": "tree"},
        ],
        "overlay": plan(centre["lat"], centre["lng"]),
    }


def _categories(value) -> list[Category]:
    kept = snapshot(value)
    if kept:
        return [Category(item["key"], item["name"], item["colour"], item["icon"]) for item in kept]
    # Items of a preview have no ids yet.
    return [
        Category(str(position), item.get("name") or "", item.get("colour") or "", icon_of(item.get("icon")))
        for position, item in enumerate(value.get("categories") or [])
    ]


def context(value) -> dict:
    """What `showing.block_context` gives, with three invented places."""
    categories = _categories(value)
    latitude, longitude = showing.centre_of(value)
    told = [
        (
            0.0021,
            -0.0046,
            _("The crossing by the station"),
            _("Three lanes to cross, and no light for bicycles."),
        ),
        (-0.0014, 0.0034, _("Rue des Tanneurs"), _("A lane here would join the school and the river.")),
        (
            0.0033,
            0.0052,
            _("The bare square"),
            _("In summer nobody stops here: a few trees would change it."),
        ),
    ]
    places, marks = [], []
    for position, (north, east, title, text) in enumerate(told):
        category = categories[position % len(categories)].key if categories else ""
        place = MapContribution(
            reference=f"SAMPLE{position}",
            title=title,
            text=text,
            category=category,
            author_name=_("Amina"),
            published_at=timezone.now(),
            up_count=12 - 5 * position,
            latitude=latitude + north,
            longitude=longitude + east,
        )
        place.shown_category = next(
            (item for item in categories if item.key == category), showing.NO_CATEGORY
        )
        place.photo, place.is_sample = None, True
        places.append(place)
        marks.append(Cluster(place.latitude, place.longitude, 1, category, position))
    overlay = value.get("overlay")
    zoom = showing.zoom_of(value)
    return {
        "map": static_map((latitude, longitude), zoom, marks, categories, value.get("area"), overlay),
        "total": len(places),
        "groups": [],
        "places": places,
        "filters": Filters(),
        "data": None,
        "is_sample": True,
        "next_url": "",
    }
