"""Maps with categories and an area, and places in bulk."""

import random
import uuid

from django.urls import reverse
from django.utils import timezone

from consultation_blocks.models import Activity, MapContribution
from consultation_blocks.participation import services
from tests.factories import block, make_campaign_page

CENTRE = {"lat": 48.89, "lng": 2.2}
# About two kilometres around the centre.
AREA = {
    "type": "Polygon",
    "coordinates": [[[2.18, 48.88], [2.22, 48.88], [2.22, 48.90], [2.18, 48.90], [2.18, 48.88]]],
}
OVERLAY = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "The river", "kind": "water"},
            "geometry": {"type": "LineString", "coordinates": [[2.18, 48.885], [2.22, 48.886]]},
        }
    ],
}


def category(name: str, colour: str = "blue", icon: str = "dot") -> dict:
    return {"type": "item", "id": str(uuid.uuid4()), "value": {"name": name, "colour": colour, "icon": icon}}


def map_block(*categories: dict, **values) -> dict:
    return block("map", **{"centre": CENTRE, "zoom": 15, "categories": list(categories)} | values)


def make_map(*categories: dict, page_fields: dict | None = None, **values) -> Activity:
    """A published map with these categories; `values` are the block's."""
    page = make_campaign_page(map_block(*categories, **values), **(page_fields or {}))
    return Activity.objects.select_related("campaign").get(campaign__key=page.translation_key)


def key_of(activity: Activity, name: str) -> str:
    return next(item["key"] for item in activity.options["categories"] if item["name"] == name)


def fill(activity: Activity, places: list[tuple[float, float]], **fields) -> None:
    """Published places, written at once; counters follow."""
    now = timezone.now()
    rows = []
    for number, (latitude, longitude) in enumerate(places):
        row = MapContribution(
            activity=activity,
            kind="map",
            status="published",
            title=f"Place {number}",
            text="Something should be done here.",
            author_name="Awa",
            submitted_at=now,
            published_at=now,
            **fields,
        )
        services.place(row, latitude, longitude)
        rows.append(row)
    MapContribution.objects.bulk_create(rows, batch_size=1000)
    Activity.objects.filter(pk=activity.pk).update(contributions_count=len(rows))


def scattered(number: int, reach: float = 0.02, seed: int = 1) -> list[tuple[float, float]]:
    rng = random.Random(seed)
    return [
        (CENTRE["lat"] + rng.uniform(-reach, reach), CENTRE["lng"] + rng.uniform(-reach, reach))
        for _ in range(number)
    ]


def written(activity: Activity | None = None, **values) -> dict:
    """A place's form, filled in; the first category where the map has some."""
    keys = [item["key"] for item in activity.options["categories"]] if activity else []
    return {
        "title": "The crossing by the station",
        "text": "Three lanes, and no light.",
        "place": "rue de la Gare",
        "latitude": "48.8901",
        "longitude": "2.2003",
        "author_name": "Awa",
        "email": "awa@example.org",
        "submission_key": str(uuid.uuid4()),
        **({"category": keys[0]} if keys else {}),
        **values,
    }


def new_url(activity: Activity) -> str:
    return reverse("map_contribute", args=[activity.pk])


def errors_of(response) -> dict:
    return dict(response.context["form"].errors) if response.context and "form" in response.context else {}
