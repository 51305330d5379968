"""The map in pages: block, own page, place; the same with and without JavaScript, for ten places and a thousand."""

import json
import re

import pytest
from django.urls import reverse

from consultation_blocks.models import Attachment, Comment
from consultation_blocks.participation.services import WorkshopClaim
from tests.factories import make_contribution, make_person, set_phase

from .helpers import AREA, OVERLAY, category, fill, key_of, make_map, scattered

pytestmark = pytest.mark.django_db
PAYLOAD = '"><img src=x onerror=alert(1)><script>alert(1)</script>'


@pytest.fixture
def places_map():
    return make_map(
        category("Danger", "red", "warning"), category("Trees", "green", "tree"), area=AREA, overlay=OVERLAY
    )


def text_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def campaign_url(activity) -> str:
    from pages.models import CampaignPage

    return CampaignPage.objects.get(translation_key=activity.campaign.key).url


@pytest.mark.point("X1", "X3")
def test_the_page_of_a_map_shows_picture_list_filters_and_the_way_to_take_part(client, places_map):
    place = make_contribution(
        places_map, title="A crossing", category=key_of(places_map, "Danger"), latitude=48.89, longitude=2.2
    )
    html = text_of(client.get(places_map.get_absolute_url()))
    assert f'data-block="map" data-activity="{places_map.pk}"' in html
    assert f'id="c-{place.reference}" data-contribution="{place.reference}"' in html
    assert reverse("map_contribution_detail", args=[place.reference]) in html
    assert places_map.contribute_url in html
    assert 'role="img"' in html
    assert "/tiles/15/" in html
    assert f"?category={key_of(places_map, 'Trees')}" in html
    assert "csrfmiddlewaretoken" not in html


@pytest.mark.point("M6", "X1")
def test_filters_and_pages_work_by_address(client, places_map):
    fill(places_map, scattered(45), category=key_of(places_map, "Danger"))
    make_contribution(
        places_map, title="A bare square", category=key_of(places_map, "Trees"), latitude=48.89, longitude=2.2
    )
    address = places_map.get_absolute_url()
    trees = text_of(client.get(address, {"category": key_of(places_map, "Trees")}))
    assert re.findall(r'data-contribution="(\w+)"', trees).__len__() == 1
    seen, url = [], address
    while url:
        html = text_of(client.get(url))
        seen += re.findall(r'<article[^>]* data-contribution="(\w+)"', html)
        following = re.search(r'href="([^"]+)" rel="next"', html)
        url = following[1].replace("&amp;", "&") if following else None
    assert len(seen) == len(set(seen)) == 46


def test_an_empty_map_says_how_to_begin_and_a_closed_one_does_not(client, places_map):
    assert places_map.contribute_url in text_of(client.get(places_map.get_absolute_url()))
    set_phase(places_map, "after")
    html = text_of(client.get(places_map.get_absolute_url() + "?again"))
    assert places_map.contribute_url not in html
    assert html.count("empty__mark") == 1


@pytest.mark.point("X9", "M1")
def test_a_place_has_a_page_with_map_photo_and_comments(client, places_map):
    place = make_contribution(
        places_map,
        title="A crossing",
        category=key_of(places_map, "Danger"),
        latitude=48.89,
        longitude=2.2,
        place="rue de la Gare",
        workshop_claim=WorkshopClaim("Café des voisins", 12),
    )
    make_contribution(places_map, model=Comment, subject=place, text="I agree entirely.")
    make_contribution(places_map, "pending", model=Comment, subject=place, text="canary comment")
    html = text_of(client.get(reverse("map_contribution_detail", args=[place.reference])))
    for expected in (
        "A crossing",
        "Danger",
        "rue de la Gare",
        "Café des voisins",
        "I agree entirely.",
        "map-pin",
    ):
        assert expected in html
    assert "canary" not in html
    assert f'id="c-{place.reference}"' in html


@pytest.mark.parametrize("status", ["draft", "unconfirmed", "pending", "rejected", "hidden", "withdrawn"])
@pytest.mark.parametrize("name", ["map_contribution_detail", "map_card", "contribution"])
def test_a_place_that_is_not_published_has_no_page_even_for_its_author(client, places_map, status, name):
    author = make_person()
    place = make_contribution(places_map, status, author=author, latitude=48.89, longitude=2.2)
    client.force_login(author)
    assert client.get(reverse(name, args=[place.reference])).status_code == 404


@pytest.mark.point("M3")
def test_pages_take_as_many_queries_with_a_thousand_places_as_with_ten(client, settings):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    settings.PUBLIC_PAGE_CACHE_SECONDS = 0
    counts = {}
    for number in (1, 10, 1000):  # the first one fills what Django and Wagtail remember in the process
        activity = make_map(category("Danger"), area=AREA, overlay=OVERLAY)
        fill(activity, scattered(number), category=key_of(activity, "Danger"))
        one = activity.contributions.first().reference
        for name, address in {
            "campaign": campaign_url(activity),
            "own": activity.get_absolute_url(),
            "list": reverse("map_list", args=[activity.pk]) + "?bbox=2.19,48.88,2.21,48.90",
            "layers": reverse("map_layers", args=[activity.pk]),
            "card": reverse("map_card", args=[one]),
            "place": reverse("map_contribution_detail", args=[one]),
        }.items():
            client.get(address)  # fills what is kept for all pages: menu, identity
            with CaptureQueriesContext(connection) as queries:
                text_of(client.get(address))
            counts.setdefault(name, []).append(len(queries))
    assert {name: few == many for name, (_first, few, many) in counts.items()} == dict.fromkeys(
        counts, True
    ), counts
    assert counts["own"][2] <= 14
    assert counts["campaign"][2] <= 16
    assert counts["place"][2] <= 16


def test_reading_pages_set_no_cookie_and_are_kept(client, places_map, django_assert_num_queries):
    place = make_contribution(places_map, latitude=48.89, longitude=2.2)
    for address in (
        places_map.get_absolute_url(),
        reverse("map_list", args=[places_map.pk]),
        reverse("map_features", args=[places_map.pk]),
        reverse("map_layers", args=[places_map.pk]),
        reverse("map_contribution_detail", args=[place.reference]),
        reverse("map_card", args=[place.reference]),
    ):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        with django_assert_num_queries(0):
            assert client.get(address).content == response.content


@pytest.mark.point("X9")
def test_what_people_write_is_text_everywhere(client, places_map):
    place = make_contribution(
        places_map,
        title=PAYLOAD,
        text=PAYLOAD,
        author_name=PAYLOAD,
        place=PAYLOAD,
        latitude=48.89,
        longitude=2.2,
    )
    Attachment.objects.create(contribution=place, is_image=True, name=PAYLOAD, caption=PAYLOAD, file="x.webp")
    for address in (
        campaign_url(places_map),
        places_map.get_absolute_url() + "?q=" + "%22%3E%3Cscript%3E",
        places_map.get_absolute_url(),
        reverse("map_list", args=[places_map.pk]),
        reverse("map_contribution_detail", args=[place.reference]),
    ):
        html = text_of(client.get(address))
        assert "<img src=x" not in html
        assert "<script>alert" not in html
    card = client.get(reverse("map_card", args=[place.reference]))
    assert card["Content-Type"] == "application/json"
    assert card.json()["title"] == PAYLOAD


def test_layers_hold_area_and_overlay(client, places_map):
    layers = client.get(reverse("map_layers", args=[places_map.pk])).json()
    assert layers["area"] == AREA
    assert layers["overlay"] == OVERLAY


@pytest.mark.point("M7", "X8", "X9", "S5")
def test_the_export_is_geojson_with_public_fields_of_all_public_places(client, places_map):
    author = make_person("Awa", last_name="Secret")
    place = make_contribution(
        places_map,
        title="Ça & là",
        author=author,
        category=key_of(places_map, "Danger"),
        latitude=48.89,
        longitude=2.2,
    )
    fill(places_map, scattered(30))
    for status in ("draft", "unconfirmed", "pending", "rejected", "hidden", "withdrawn"):
        make_contribution(places_map, status, title=f"canary {status}", latitude=48.89, longitude=2.2)
    make_contribution(places_map, title="Nowhere yet")
    response = client.get(reverse("map_geojson", args=[places_map.pk]))
    assert response["Content-Type"] == "application/geo+json"
    text = b"".join(response.streaming_content).decode()
    collection = json.loads(text)
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == 31
    feature = next(item for item in collection["features"] if item["id"] == place.reference)
    assert feature["geometry"] == {"type": "Point", "coordinates": [2.2, 48.89]}
    assert feature["properties"] | {"url": ""} == {
        "reference": place.reference,
        "title": "Ça & là",
        "text": place.text,
        "category": "Danger",
        "created": place.created_at.date().isoformat(),
        "url": "",
    }
    assert feature["properties"]["url"].endswith(place.get_absolute_url())
    for secret in ("canary", author.email, "Secret"):
        assert secret not in text


@pytest.mark.point("M7")
def test_an_empty_export_is_valid_too(client, places_map):
    response = client.get(reverse("map_geojson", args=[places_map.pk]))
    assert json.loads(b"".join(response.streaming_content)) == {"type": "FeatureCollection", "features": []}


def test_the_export_takes_the_same_queries_for_ten_places_and_a_thousand(client, django_assert_num_queries):
    for number in (10, 1000):
        activity = make_map()
        fill(activity, scattered(number))
        with django_assert_num_queries(2):
            response = client.get(reverse("map_geojson", args=[activity.pk]))
            assert len(json.loads(b"".join(response.streaming_content))["features"]) == number
