"""GeoJSON that people paste or upload: read, checked and made small. Degrees, WGS 84, [longitude, latitude] (RFC 7946)."""

import json
import math
import re

import shapely
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from shapely.geometry import mapping, shape
from shapely.ops import unary_union

MAX_GEOJSON_BYTES = 300_000
MAX_POSITIONS = 10_000
MAX_FEATURES = 500
# What an overlay's features may say of themselves; anything else is dropped.
OVERLAY_PROPERTIES = ("name", "kind")
# About ten centimetres: more digits only weigh.
DECIMALS = 6
GEOMETRIES = {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"}
# Two numbers with a space or semicolon between them, or points inside and a comma between: “48,10” alone is one number.
PAIR = re.compile(
    r"^\s*(-?\d{1,3}(?:[.,]\d+)?)(?:\s*;\s*|,?\s+)(-?\d{1,3}(?:[.,]\d+)?)\s*$"
    r"|^\s*(-?\d{1,3}\.\d+)\s*,\s*(-?\d{1,3}\.\d+)\s*$"
)


def parse_degrees(text: str, limit: float) -> float:
    """Read degrees as people write them, with a point or a comma.

    Raises:
        ValueError: not a finite number between −limit and +limit.
    """
    value = float(str(text).strip().replace("\u2212", "-").replace(",", "."))
    if not math.isfinite(value) or abs(value) > limit:
        raise ValueError(text)
    return value


def parse_pair(text: str) -> tuple[float, float] | None:
    """Read “48.8924, 2.2069” as maps on the web copy it: latitude and longitude, or None."""
    match = PAIR.match(str(text))
    if not match:
        return None
    try:
        return parse_degrees(match[1] or match[3], 90), parse_degrees(match[2] or match[4], 180)
    except ValueError:
        return None


def _features(document: dict) -> list[dict]:
    """The features of any GeoJSON object; a bare geometry becomes one feature without properties."""
    kind = document.get("type")
    if kind == "FeatureCollection":
        found = document.get("features")
        return [feature for feature in found if isinstance(feature, dict)] if isinstance(found, list) else []
    if kind == "Feature":
        return [document]
    return [{"type": "Feature", "properties": {}, "geometry": document}]


def _geometries(geometry) -> list[dict]:
    """A geometry's parts of one kind each: collections are opened."""
    if not isinstance(geometry, dict):
        return []
    if geometry.get("type") == "GeometryCollection":
        parts = geometry.get("geometries")
        return [part for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    return [geometry]


def _load(text: str) -> dict:
    if len(text.encode()) > MAX_GEOJSON_BYTES:
        raise ValidationError(
            _("This GeoJSON is larger than %(size)s kB. Simplify it first.")
            % {"size": MAX_GEOJSON_BYTES // 1000}
        )
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise ValidationError(
            _("This is not GeoJSON: line %(line)s cannot be read.") % {"line": line}
        ) from error
    if not isinstance(document, dict):
        raise ValidationError(_("This is not GeoJSON: an object with a “type” is expected."))
    return document


def _shape(geometry: dict):
    """One geometry as a shape, with its positions counted and in range."""
    if geometry.get("type") not in GEOMETRIES:
        raise ValidationError(
            _("This is not GeoJSON: “%(type)s” is not a geometry.") % {"type": geometry.get("type")}
        )
    try:
        found = shape(geometry)
    except Exception as error:  # shapely raises many kinds for coordinates that are not numbers in pairs
        raise ValidationError(_("This is not GeoJSON: its coordinates cannot be read.")) from error
    if found.is_empty:
        raise ValidationError(_("This GeoJSON holds a geometry without coordinates."))
    west, south, east, north = found.bounds
    if not all(map(math.isfinite, found.bounds)) or west < -180 or east > 180 or south < -90 or north > 90:
        raise ValidationError(
            _("Coordinates must be longitude and latitude in degrees (WGS 84); convert this file first.")
        )
    return shapely.force_2d(found)


def _rounded(geometry) -> dict:
    """A shape as GeoJSON with lists and few digits."""

    def plain(value):
        if isinstance(value, float | int):
            return round(value, DECIMALS)
        return [plain(item) for item in value]

    written = mapping(geometry)
    return {"type": written["type"], "coordinates": plain(written["coordinates"])}


def _shapes(document: dict) -> list[tuple[dict, object]]:
    """(properties, shape) of every geometry, bounded in number.

    Raises:
        ValidationError: nothing in it, too much, or something that cannot be read.
    """
    found, positions = [], 0
    for feature in _features(document):
        properties = feature.get("properties")
        for geometry in _geometries(feature.get("geometry")):
            read = _shape(geometry)
            positions += shapely.count_coordinates(read)
            found.append((properties if isinstance(properties, dict) else {}, read))
            if len(found) > MAX_FEATURES or positions > MAX_POSITIONS:
                raise ValidationError(_("This GeoJSON has too many shapes or points. Simplify it first."))
    if not found:
        raise ValidationError(_("This GeoJSON holds no geometry."))
    return found


def area_from(text: str) -> dict:
    """One Polygon or MultiPolygon from any GeoJSON text: all its polygons together.

    Raises:
        ValidationError: in words for the editor.
    """
    areas = [
        found for _properties, found in _shapes(_load(text)) if found.geom_type in ("Polygon", "MultiPolygon")
    ]
    if not areas:
        raise ValidationError(_("An area needs at least one polygon; this GeoJSON has none."))
    for found in areas:
        if not found.is_valid:
            raise ValidationError(
                _("This polygon crosses itself (%(where)s). Redraw it.")
                % {"where": shapely.is_valid_reason(found)}
            )
    return _rounded(unary_union(areas))


def overlay_from(text: str) -> dict:
    """A FeatureCollection to draw over the map, with names and kinds and nothing else of its properties.

    Raises:
        ValidationError: in words for the editor.
    """
    features = []
    for properties, found in _shapes(_load(text)):
        kept = {
            name: str(properties[name])[:80]
            for name in OVERLAY_PROPERTIES
            if isinstance(properties.get(name), str | int | float)
        }
        features.append({"type": "Feature", "properties": kept, "geometry": _rounded(found)})
    return {"type": "FeatureCollection", "features": features}


def is_inside(area: dict | None, latitude: float, longitude: float) -> bool:
    """Whether a place lies in an area, its border included; everything lies in no area at all."""
    return not area or bool(shape(area).covers(shapely.Point(longitude, latitude)))
