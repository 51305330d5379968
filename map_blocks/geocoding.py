"""Address search: asked by the server of an addok-compatible geocoder (adresse.data.gouv.fr's API), never by the browser."""

import hashlib
import json
import math
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

from . import outgoing

MAX_BYTES = 200_000
KEPT_SECONDS = 24 * 3600
# Above this addok means the address itself, below something like it.
SURE = 0.7


@dataclass(frozen=True)
class Address:
    label: str
    latitude: float
    longitude: float
    score: float


def is_configured() -> bool:
    return bool(settings.GEOCODER_URL)


def search(text: str, limit: int = 5) -> list[Address]:
    """Addresses like a text, the best first, near the city.

    Raises:
        outgoing.Unavailable: no geocoder in the settings, or it does not answer.
    """
    text = " ".join(text.split())[:200]
    if not is_configured():
        raise outgoing.Unavailable("geocoder")
    if len(text) < 3:
        return []
    key = "geocode:" + hashlib.sha256(text.casefold().encode()).hexdigest()
    found = cache.get(key)
    if found is None:
        city = settings.GEO_WIDGET_DEFAULT_LOCATION
        params = {"q": text, "limit": limit, "lat": city["lat"], "lon": city["lng"]}
        status, body = outgoing.fetch("geocoder", settings.GEOCODER_URL, params=params, max_bytes=MAX_BYTES)
        found = _read(body)[:limit] if status == 200 else []
        cache.set(key, found, KEPT_SECONDS)
    return found


def _read(body: bytes) -> list[Address]:
    """Addresses from addok's GeoJSON; what is not an address is passed over."""
    try:
        features = json.loads(body)["features"]
    except (ValueError, KeyError, TypeError):
        return []
    found = []
    for feature in features if isinstance(features, list) else []:
        try:
            longitude, latitude = (float(value) for value in feature["geometry"]["coordinates"][:2])
            properties = feature["properties"]
            label, score = str(properties["label"])[:200], float(properties.get("score", 0))
        except (KeyError, TypeError, ValueError):
            continue
        if (
            math.isfinite(latitude)
            and math.isfinite(longitude)
            and abs(latitude) <= 90
            and abs(longitude) <= 180
        ):
            found.append(Address(label, latitude, longitude, score))
    return found
