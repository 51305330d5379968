"""Clusters and lists: every public place is counted once, in few queries, by the index."""

import json
import zlib

import mercantile
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from map_blocks.querysets import MAX_CELLS, Cluster, Filters, merge_near, name_points, page_of_places, view_of
from map_blocks.tilecover import WORLD, Bbox
from tests.factories import make_contribution

from .helpers import category, fill, key_of, make_map, scattered

pytestmark = pytest.mark.django_db

STREET = Bbox(2.195, 48.887, 2.205, 48.893)
ODD_PLACES = [
    (90.0, 0.0),
    (-90.0, 12.0),
    (85.2, 180.0),
    (-16.5, 180.0),
    (-16.5, -180.0),
    (-16.5, 179.9999),
    (0.0, 0.0),
    (48.89, 2.2),
    (48.89, 2.2),
]


@pytest.fixture
def places_map():
    return make_map(category("Danger", "red"), category("Trees", "green"))


@pytest.mark.point("M3")
@pytest.mark.parametrize("zoom", [0, 1, 5, 12, 19])
def test_every_place_is_counted_once_poles_and_180th_meridian_included(places_map, zoom):
    fill(places_map, ODD_PLACES)
    view = view_of(places_map, WORLD, zoom)
    assert view.total == len(ODD_PLACES)
    assert sum(cluster.count for cluster in [*view.points, *view.clusters]) == len(ODD_PLACES)
    assert len(page_of_places(places_map, Filters(bbox=WORLD))[0].items) == len(ODD_PLACES)


@pytest.mark.point("M3")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.floats(-85, 85), st.floats(-180, 180)), max_size=60),
    st.integers(0, 19),
)
def test_merging_keeps_the_sum_and_stays_inside(places, zoom):
    clusters = [
        Cluster(latitude, longitude, 1 + i % 5, first=i) for i, (latitude, longitude) in enumerate(places)
    ]
    merged = merge_near([Cluster(**vars(cluster)) for cluster in clusters], zoom)
    assert sum(cluster.count for cluster in merged) == sum(cluster.count for cluster in clusters)
    for cluster in merged:
        assert -90 <= cluster.latitude <= 90
        assert -180 <= cluster.longitude <= 180


@pytest.mark.point("M3")
def test_the_parts_of_a_map_add_up_to_the_whole(places_map):
    fill(places_map, scattered(300))
    whole = view_of(places_map, WORLD, 3).total
    # Cut along tiles, as the browser asks.
    west = view_of(places_map, Bbox(-180, -90, -1e-9, 90), 1).total
    east = view_of(places_map, Bbox(0, -90, 180, 90), 1).total
    assert (whole, west + east) == (300, 300)


@pytest.mark.point("M3")
def test_zooming_in_parts_a_cluster_into_its_places(places_map):
    fill(places_map, [(48.8900, 2.2000), (48.8903, 2.2006)])
    far = name_points(view_of(places_map, STREET, 12))
    near = name_points(view_of(places_map, STREET, 18))
    assert [cluster.count for cluster in far.clusters] == [2]
    assert (near.clusters, len(near.points)) == ([], 2)
    assert all(point.reference for point in near.points)


def test_a_huge_view_has_larger_cells_instead_of_more(places_map):
    fill(places_map, scattered(1500, reach=1.0))
    view = view_of(places_map, Bbox(1.0, 47.8, 3.4, 50.0), 17)
    assert view.total == 1500
    assert len(view.points) + len(view.clusters) <= MAX_CELLS


@pytest.mark.point("M6")
def test_category_and_words_narrow_map_and_list(places_map):
    danger, trees = key_of(places_map, "Danger"), key_of(places_map, "Trees")
    make_contribution(places_map, title="A crossing", category=danger, latitude=48.89, longitude=2.2)
    make_contribution(places_map, title="A bare square", category=trees, latitude=48.89, longitude=2.2)
    for filters in (Filters(category=danger), Filters(search="CROSS")):
        assert view_of(places_map, WORLD, 3, filters).total == 1
        assert [place.title for place in page_of_places(places_map, filters)[0].items] == ["A crossing"]
    assert view_of(places_map, WORLD, 3, Filters(search="square crossing")).total == 0


@pytest.mark.point("M6")
def test_the_list_holds_exactly_what_is_in_view_newest_first(places_map):
    inside = [make_contribution(places_map, latitude=48.89, longitude=2.2 + i / 1000) for i in range(3)]
    make_contribution(places_map, latitude=48.91, longitude=2.2)
    page, total = page_of_places(places_map, Filters(bbox=STREET))
    assert [place.pk for place in page.items] == [place.pk for place in reversed(inside)]
    assert total == 3


def test_unknown_filters_are_ignored(places_map):
    query = {"category": "nowhere", "activity__campaign__slug": "x", "bbox": "1,2", "q": "  "}
    assert Filters.from_query(query, ["a"]) == Filters()


@pytest.mark.point("X9")
def test_features_hold_published_places_only(client, places_map):
    published = make_contribution(places_map, title="Visible", latitude=48.89, longitude=2.2)
    for status in ("draft", "unconfirmed", "pending", "rejected", "hidden", "withdrawn"):
        make_contribution(places_map, status, title=f"canary {status}", latitude=48.8902, longitude=2.2002)
    address = reverse("map_features", args=[places_map.pk])
    for query in ("", "?zoom=19&bbox=2.19,48.88,2.21,48.90", "?q=canary", "?status=pending"):
        answer = client.get(address + query).json()
        assert answer["total"] == (0 if "canary" in query else 1)
        assert [point[2] for point in answer["points"]] == (
            [] if "canary" in query else [published.reference]
        )
    listed = client.get(
        reverse("map_list", args=[places_map.pk]) + "?bbox=2.19,48.88,2.21,48.90"
    ).content.decode()
    assert "Visible" in listed
    assert "canary" not in listed


@pytest.mark.point("M3")
@pytest.mark.parametrize("number", [10, 1000])
def test_a_view_takes_three_queries_however_many_places_there_are(
    client, places_map, django_assert_num_queries, number
):
    fill(places_map, scattered(number))
    address = reverse("map_features", args=[places_map.pk]) + "?bbox=2.18,48.87,2.22,48.91&zoom=15"
    with django_assert_num_queries(3):
        assert client.get(address).json()["total"] > 0


@pytest.mark.point("M3")
def test_five_hundred_features_weigh_less_than_ten_kilobytes_compressed(client, places_map):
    # One place in the middle of each of 25 × 20 cells: a large screen without a single cluster.
    corner = mercantile.tile(2.2, 48.89, 17)
    places = []
    for x in range(25):
        for y in range(20):
            west, south, east, north = mercantile.bounds(corner.x + x, corner.y + y, 17)
            places.append(((south + north) / 2 + x % 3 / 1e5, (west + east) / 2 + y % 7 / 1e5))
    fill(places_map, places)
    (south, west), (north, east) = map(min, zip(*places, strict=True)), map(max, zip(*places, strict=True))
    address = reverse("map_features", args=[places_map.pk])
    response = client.get(f"{address}?bbox={west},{south},{east},{north}&zoom=15")
    assert len(json.loads(response.content)["points"]) == 500
    assert len(zlib.compress(response.content, 6)) <= 10_000


def test_the_same_view_is_not_sent_twice(client, places_map, django_capture_on_commit_callbacks):
    fill(places_map, scattered(5))
    address = reverse("map_features", args=[places_map.pk]) + "?zoom=3"
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    with django_capture_on_commit_callbacks(execute=True):
        make_contribution(places_map, latitude=48.89, longitude=2.2)
    changed = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed.json()["total"]) == (200, 6)


@pytest.mark.parametrize(
    "query",
    ["zoom=abc", "zoom=99999", "zoom=-3", "bbox=,,,", "bbox=nan,0,1,1", "q=%00", "category=%F0%9F%98%80"],
)
def test_odd_questions_get_an_answer(client, places_map, query):
    fill(places_map, scattered(2))
    assert client.get(f"{reverse('map_features', args=[places_map.pk])}?{query}").status_code == 200
    assert client.get(f"{reverse('map_list', args=[places_map.pk])}?{query}").status_code == 200


@pytest.mark.point("M3")
@pytest.mark.slow
def test_street_level_reads_the_index_by_tile_and_not_the_whole_map(places_map):
    fill(places_map, scattered(20_000, reach=0.3))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE consultation_blocks_contribution")
        with CaptureQueriesContext(connection) as queries:
            view = view_of(places_map, STREET, 17)
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        cursor.execute(explain + queries.captured_queries[0]["sql"])
        plan = "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())
    assert 0 < view.total < 100
    assert "contribution_tile" in plan
    if connection.vendor == "sqlite":
        # Each reading of the index is bounded by quadkeys, none goes through all places of the map.
        readings = [line for line in plan.splitlines() if "contribution_tile" in line]
        assert all("quadkey>? AND quadkey<?" in line for line in readings)
        assert "contribution_newest" not in plan
    else:
        assert "Seq Scan on consultation_blocks_contribution" not in plan
