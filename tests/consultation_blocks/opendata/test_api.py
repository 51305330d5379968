"""The read API: what it says, what it never says, and what it costs."""

import pytest

from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.services import WorkshopClaim, cast_vote
from tests.factories import actor, make_activity, make_contribution, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.point("C3", "S6")
def test_a_campaign_tells_its_figures_and_activities(client):
    activity = make_activity("debate")
    claim = WorkshopClaim("Atelier du Parc", 12)
    make_contribution(activity, workshop_claim=claim)
    make_contribution(activity, workshop_claim=WorkshopClaim("Atelier du Parc", 9))
    author = make_person()
    comment = make_contribution(activity, author=author)
    make_contribution(activity, author=author)
    cast_vote(comment, 1, actor=actor(make_person()))
    make_contribution(activity, Status.PENDING)
    body = client.get(f"/api/v1/campaigns/{activity.campaign.slug}/").json()
    assert body["figures"] == {
        "contributions": 4,
        "collective": 2,
        "workshops": 1,
        "participants": 13,
        "votes": 1,
    }
    assert body["status"] == "open" and body["url"].startswith("http://testserver/fr/")
    assert body["activities"] == [
        {
            "id": activity.pk,
            "kind": "debate",
            "title": "A debate",
            "open": True,
            "url": f"http://testserver/fr/a/{activity.pk}/",
            "contributions": 4,
        }
    ]
    listed = client.get("/api/v1/campaigns/").json()["results"]
    assert listed == [body]


@pytest.mark.point("X9", "S6")
def test_only_what_is_published_is_listed_and_nothing_personal(client):
    activity = make_activity("debate")
    for status in Status:
        make_contribution(activity, status, text=f"canary {status.value}", author=make_person("Known"))
    response = client.get(f"/api/v1/activities/{activity.pk}/contributions/")
    assert [item["text"] for item in response.json()["results"]] == ["canary published"]
    body = response.content.decode()
    assert "@example.org" not in body and "author_id" not in body and '"id"' not in body


def test_private_answers_are_left_out(client):
    activity = make_activity("debate")
    make_contribution(
        activity,
        answers=[
            {"field": "a", "label": "Open", "type": "text", "value": "seen", "private": False},
            {"field": "b", "label": "Closed", "type": "text", "value": "unseen", "private": True},
        ],
    )
    (item,) = client.get(f"/api/v1/activities/{activity.pk}/contributions/").json()["results"]
    assert item["answers"] == [{"label": "Open", "value": "seen"}]


@pytest.mark.point("S6")
def test_pages_follow_one_another_without_gap_or_repeat(client):
    activity = make_activity("debate")
    expected = [make_contribution(activity).reference for _ in range(7)]
    found, cursor = [], ""
    while True:
        body = client.get(f"/api/v1/activities/{activity.pk}/contributions/?limit=3&cursor={cursor}").json()
        assert len(body["results"]) <= 3
        found += [item["reference"] for item in body["results"]]
        cursor = body["next_cursor"]
        if not cursor:
            break
    assert found == expected


@pytest.mark.parametrize(
    "query", ["limit=100000", "limit=0", "limit=-5", "cursor=%00garbage", "cursor=W10", "author__email=x"]
)
def test_odd_parameters_are_bounded_or_ignored(client, query):
    activity = make_activity("debate")
    for _ in range(3):
        make_contribution(activity)
    response = client.get(f"/api/v1/activities/{activity.pk}/contributions/?{query}")
    assert response.status_code == 200 and 1 <= len(response.json()["results"]) <= 3


def test_an_unpublished_campaign_is_not_there(client):
    activity = make_activity("debate")
    page = activity.campaign
    page.is_live = False
    page.save()
    assert client.get(f"/api/v1/campaigns/{page.slug}/").status_code == 404
    assert client.get(f"/api/v1/activities/{activity.pk}/contributions/").status_code == 404
    assert client.get("/api/v1/campaigns/").json()["results"] == []


def test_the_number_of_queries_does_not_grow_with_campaigns_or_contributions(
    client, django_assert_max_num_queries
):
    activity = make_activity("debate")
    for _ in range(30):
        make_contribution(activity, workshop_claim=WorkshopClaim("Atelier", 3))
    for _ in range(8):
        make_activity("debate")
    with django_assert_max_num_queries(6):
        client.get("/api/v1/campaigns/")
    with django_assert_max_num_queries(3):
        client.get(f"/api/v1/activities/{activity.pk}/contributions/?limit=100")


def test_the_openapi_document_lists_the_three_addresses(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert set(paths) == {
        "/api/v1/campaigns/",
        "/api/v1/campaigns/{slug}/",
        "/api/v1/activities/{activity_id}/contributions/",
    }


def test_answers_are_kept_and_answered_with_304_until_something_changes(client, settings):
    activity = make_activity("debate")
    url = f"/api/v1/activities/{activity.pk}/contributions/"
    tag = client.get(url)["ETag"]
    assert client.get(url, headers={"If-None-Match": tag}).status_code == 304
