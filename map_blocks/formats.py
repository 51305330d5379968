"""Places as GeoJSON (RFC 7946): public fields only."""

import json
from collections.abc import Callable, Iterator

from consultation_blocks.participation.models import Activity, MapContribution

from .querysets import places_of

CHUNK = 2000


def feature(place: MapContribution, category: str, url: str) -> dict:
    """One place as a Feature; coordinates are [longitude, latitude]."""
    return {
        "type": "Feature",
        "id": place.reference,
        "geometry": {"type": "Point", "coordinates": [round(place.longitude, 6), round(place.latitude, 6)]},
        "properties": {
            "reference": place.reference,
            "title": place.title,
            "text": place.text,
            "category": category,
            "created": place.created_at.date().isoformat(),
            "url": url,
        },
    }


def feature_collection(
    activity: Activity, names: dict[str, str], address: Callable[[str], str]
) -> Iterator[str]:
    """All public places of a map as pieces of one FeatureCollection.

    Args:
        names: category key → name.
        address: reference → absolute address.
    """
    places = (
        places_of(activity)
        .filter(latitude__isnull=False)
        .only("reference", "title", "text", "category", "created_at", "latitude", "longitude", "kind")
        .order_by("pk")
    )
    yield '{"type":"FeatureCollection","features":['
    for position, place in enumerate(places.iterator(CHUNK)):
        written = feature(place, names.get(place.category, ""), address(place.reference))
        yield ("," if position else "") + json.dumps(written, ensure_ascii=False)
    yield "]}"
