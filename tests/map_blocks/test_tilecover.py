"""Rectangles as ranges of quadkeys: nothing inside is missed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation_blocks.participation.services import quadkey_of
from map_blocks.tilecover import MAX_LEVEL, MAX_TILES, WORLD, Bbox, cells_of, ranges_of

latitudes = st.floats(-90, 90, allow_nan=False)
longitudes = st.floats(-180, 180, allow_nan=False)


def is_in(quadkey: str, ranges: list[tuple[str, str]]) -> bool:
    return any(low <= quadkey < high for low, high in ranges)


@given(
    latitudes,
    latitudes,
    longitudes,
    st.floats(0, 359),
    st.floats(0, 1),
    st.floats(0, 1),
    st.integers(0, MAX_LEVEL),
)
def test_every_place_of_a_rectangle_is_in_its_ranges(first, second, west, width, up, across, level):
    south, north = sorted((first, second))
    bbox = Bbox.parse(f"{west},{south},{west + width},{north}")
    latitude = min(max(south + (north - south) * up, south), north)
    longitude = west + width * across
    longitude = longitude if longitude <= 180 else longitude - 360
    ranges = ranges_of(cells_of(bbox, level))
    assert is_in(quadkey_of(latitude, longitude), ranges)
    assert len(ranges) <= MAX_TILES


def test_a_small_rectangle_does_not_bring_the_rest_of_the_city():
    ranges = ranges_of(cells_of(Bbox(2.199, 48.889, 2.201, 48.891), 19))
    assert is_in(quadkey_of(48.89, 2.2), ranges)
    assert not is_in(quadkey_of(48.90, 2.2), ranges)
    assert not is_in(quadkey_of(48.89, 2.22), ranges)


def test_a_rectangle_across_the_180th_meridian_has_both_its_sides():
    bbox = Bbox.parse("179.9,-17,180.1,-16")
    assert bbox.spans == [(179.9, 180.0), (-180.0, pytest.approx(-179.9))]
    ranges = ranges_of(cells_of(bbox, 12))
    assert is_in(quadkey_of(-16.5, 179.95), ranges)
    assert is_in(quadkey_of(-16.5, -179.95), ranges)
    assert not is_in(quadkey_of(-16.5, 0), ranges)


def test_a_view_of_the_edge_of_the_map_reaches_the_poles():
    assert Bbox(-180, -85.06, 180, 85.06).reaches == (-90, 90)
    assert Bbox(-180, -80, 180, 80).reaches == (-80, 80)


def test_unwrapped_longitudes_and_whole_turns_are_understood():
    assert Bbox.parse("362,48,363,49").spans == [(2.0, 3.0)]
    assert Bbox.parse("-400,-90,400,90").spans == WORLD.spans


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "a,b,c,d", "1,2,3,nan", "inf,0,1,1", "2,49,3,48", "1e9,0,1e9,1", "1,2,3,4,5"]
)
def test_what_is_no_rectangle_is_none(text):
    assert Bbox.parse(text) is None
