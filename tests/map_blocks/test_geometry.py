"""GeoJSON of editors and degrees of citizens."""

import json

import pytest
from django.core.exceptions import ValidationError

from map_blocks import geometry

from .helpers import AREA, OVERLAY

pytestmark = pytest.mark.usefixtures("in_english")
SQUARE = AREA["coordinates"]


def dumps(value) -> str:
    return json.dumps(value)


@pytest.mark.parametrize(
    "document",
    [
        AREA,
        {"type": "Feature", "properties": None, "geometry": AREA},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": AREA}]},
        {"type": "GeometryCollection", "geometries": [AREA]},
        {"type": "Polygon", "coordinates": [[[x, y, 35] for x, y in SQUARE[0]]]},
    ],
)
def test_any_geojson_with_a_polygon_is_an_area(document):
    area = geometry.area_from(dumps(document))
    assert area["type"] == "Polygon"
    assert geometry.is_inside(area, 48.89, 2.2)
    assert not geometry.is_inside(area, 48.95, 2.2)


def test_several_polygons_are_one_area_and_its_border_belongs_to_it():
    far = {"type": "Polygon", "coordinates": [[[3.0, 49.0], [3.1, 49.0], [3.1, 49.1], [3.0, 49.0]]]}
    area = geometry.area_from(dumps({"type": "GeometryCollection", "geometries": [AREA, far]}))
    assert area["type"] == "MultiPolygon"
    assert geometry.is_inside(area, 49.02, 3.08)
    assert geometry.is_inside(area, 48.88, 2.20)


def test_everything_is_inside_no_area():
    assert geometry.is_inside(None, -89.9, 179.9)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[1, 2]",
        "null",
        '{"type": "Circle"}',
        '{"type": "FeatureCollection", "features": "many"}',
        '{"type": "FeatureCollection", "features": []}',
        '{"type": "Polygon", "coordinates": "everywhere"}',
        '{"type": "Polygon", "coordinates": []}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}',
        '{"type": "Polygon", "coordinates": [[[650000, 6860000], [650100, 6860000], [650100, 6860100], [650000, 6860000]]]}',
        '{"type": "Polygon", "coordinates": [[[NaN, 0], [1, 1], [1, 0], [NaN, 0]]]}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}',
        '{"type": "Point", "coordinates": [2, 48]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_area_is_refused_in_words(text):
    with pytest.raises(ValidationError) as caught:
        geometry.area_from(text)
    assert len(caught.value.messages[0]) > 20


def test_geojson_that_is_too_large_or_has_too_many_points_is_refused():
    ring = [[i / 1000, 0] for i in range(geometry.MAX_POSITIONS)] + [[5, 5], [0, 0]]
    with pytest.raises(ValidationError, match="too many"):
        geometry.area_from(dumps({"type": "Polygon", "coordinates": [ring]}))
    with pytest.raises(ValidationError, match="larger than"):
        geometry.overlay_from(" " * (geometry.MAX_GEOJSON_BYTES + 1))


def test_an_overlay_keeps_names_and_kinds_and_nothing_else():
    document = json.loads(dumps(OVERLAY))
    document["features"][0]["properties"] |= {"owner": "private", "name": "N" * 500, "style": {"x": 1}}
    overlay = geometry.overlay_from(dumps(document))
    (feature,) = overlay["features"]
    assert feature["properties"] == {"name": "N" * 80, "kind": "water"}
    assert feature["geometry"] == OVERLAY["features"][0]["geometry"]


@pytest.mark.parametrize(
    ("text", "value"), [("48.89", 48.89), (" 48,89 ", 48.89), ("−2.2", -2.2), ("0", 0.0)]
)
def test_degrees_are_read_with_a_point_or_a_comma(text, value):
    assert geometry.parse_degrees(text, 90) == value


@pytest.mark.parametrize("text", ["", "north", "91", "nan", "inf", "1e999", "48.89.1"])
def test_what_is_no_latitude_is_refused(text):
    with pytest.raises(ValueError):
        geometry.parse_degrees(text, 90)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("48.8924, 2.2069", (48.8924, 2.2069)),
        ("48.8924,2.2069", (48.8924, 2.2069)),
        ("48,8924 ; 2,2069", (48.8924, 2.2069)),
        ("-48.5 -2", (-48.5, -2.0)),
        ("48,8924", None),
        ("48,89", None),
        ("95.0, 2.0", None),
        ("48.8", None),
    ],
)
def test_two_coordinates_copied_at_once_are_told_from_a_decimal_comma(text, pair):
    assert geometry.parse_pair(text) == pair
