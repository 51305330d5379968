"""The queue: what is in it, in which order, for whom, and at what price."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consultation_blocks.models import Contribution
from consultation_blocks.participation.kinds import Status
from tests.factories import make_contribution, make_person

from .conftest import ROLES, admin_url, fill


def listed(response) -> list[str]:
    return [contribution.reference for contribution in response.context["object_list"]]


@pytest.mark.point("Q1")
def test_moderators_see_first_what_waits_longest(activity, as_moderator):
    young, old = make_contribution(activity, Status.PENDING), make_contribution(activity, Status.PENDING)
    make_contribution(activity)
    Contribution.objects.filter(pk=old.pk).update(submitted_at=timezone.now() - timedelta(days=2))
    assert listed(as_moderator.get(admin_url("list"))) == [old.reference, young.reference]


@pytest.mark.point("Q9")
@pytest.mark.parametrize("role", ROLES)
def test_the_queue_holds_only_what_the_role_may_see(activity, elsewhere, as_role, role):
    waiting = make_contribution(activity, Status.PENDING, text="canary-waiting")
    foreign = make_contribution(elsewhere, Status.PENDING, text="canary-foreign")
    published = make_contribution(activity, text="canary-published")
    response = as_role(role).get(admin_url("list"), {"status": "all"})
    visible = {
        "moderator": {waiting.reference, published.reference},
        "foreign moderator": {foreign.reference},
        "superuser": {waiting.reference, foreign.reference, published.reference},
        "analyst": {published.reference},
    }.get(role)
    if visible is None:
        assert response.status_code == 302
        assert b"canary" not in response.content
    else:
        assert set(listed(response)) == visible


@pytest.mark.parametrize("status", [Status.DRAFT, Status.UNCONFIRMED])
def test_what_was_not_sent_is_in_no_queue(activity, as_role, status):
    make_contribution(activity, status)
    client = as_role("superuser")
    for asked in ("all", status):
        assert listed(client.get(admin_url("list"), {"status": asked})) == []


def test_each_filter_keeps_what_it_says(activity, as_moderator):
    plain = make_contribution(activity, Status.PENDING, language="fr")
    arabic = make_contribution(activity, Status.PENDING, language="ar")
    old = make_contribution(activity, Status.PENDING)
    held = make_contribution(activity, Status.PENDING, hold_reason="Links")
    reported = make_contribution(activity, Status.PUBLISHED)
    rejected = make_contribution(activity, Status.REJECTED)
    Contribution.objects.filter(pk=old.pk).update(submitted_at=timezone.now() - timedelta(days=8))
    Contribution.objects.filter(pk=reported.pk).update(reports_count=2)
    waiting = {plain.reference, arabic.reference, old.reference, held.reference}
    expectations = [
        ({}, waiting),
        ({"language": "ar"}, {arabic.reference}),
        ({"age": "7"}, {old.reference}),
        ({"age": "30"}, set()),
        ({"held": "yes"}, {held.reference}),
        ({"status": "published", "reports": "1"}, {reported.reference}),
        ({"status": "published", "reports": "3"}, set()),
        ({"status": "rejected"}, {rejected.reference}),
        ({"kind": "comment"}, waiting),
        ({"kind": "proposal"}, set()),
        ({"campaign": activity.campaign_id}, waiting),
        ({"unknown": "1", "author__email__startswith": "a"}, waiting),
    ]
    for query, expected in expectations:
        assert set(listed(as_moderator.get(admin_url("list"), query))) == expected, query


def test_a_campaign_of_somebody_else_cannot_be_named_in_the_filter(activity, elsewhere, as_moderator):
    make_contribution(elsewhere, Status.PENDING, text="canary-foreign")
    response = as_moderator.get(admin_url("list"), {"campaign": elsewhere.campaign_id})
    assert b"canary-foreign" not in response.content
    assert elsewhere.campaign.title not in response.content.decode()


@pytest.mark.parametrize("field", ["title", "text", "author_name", "reference"])
def test_search_finds_words_in_ones_own_campaigns_only(activity, elsewhere, as_moderator, field):
    mine = make_contribution(
        activity, Status.PENDING, **({field: "NeedleXY"} if field != "reference" else {})
    )
    make_contribution(activity, Status.PENDING)
    make_contribution(elsewhere, Status.PENDING, **({field: "NeedleXY"} if field != "reference" else {}))
    words = mine.reference if field == "reference" else "needlexy"
    assert listed(as_moderator.get(admin_url("list"), {"q": words})) == [mine.reference]


@pytest.mark.parametrize(
    "query",
    [
        {"p": "9999"},
        {"p": "x"},
        {"ordering": "author__email"},
        {"status": "nonsense"},
        {"age": "x"},
        {"campaign": "x"},
    ],
)
def test_nonsense_in_the_address_is_no_error(activity, as_moderator, query):
    make_contribution(activity, Status.PENDING)
    assert as_moderator.get(admin_url("list"), query).status_code == 200


@pytest.mark.parametrize("name", ["list", "list_results"])
def test_the_queue_is_cut_into_pages_of_fifty(activity, as_moderator, name):
    fill(activity, 120)
    response = as_moderator.get(admin_url(name), {"per_page": "1000"})
    assert len(response.context["object_list"]) == 50


def test_the_export_address_of_wagtail_gives_away_no_foreign_row(activity, elsewhere, as_moderator):
    make_contribution(elsewhere, Status.PENDING, text="canary-foreign")
    response = as_moderator.get(admin_url("list"), {"export": "csv"})
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert b"canary-foreign" not in body


@pytest.mark.point("Q1")
def test_the_queue_costs_the_same_with_10_and_with_1000_waiting(activity, as_moderator):
    fill(activity, 10, author=make_person())
    as_moderator.get(admin_url("list"))
    with CaptureQueriesContext(connection) as few:
        as_moderator.get(admin_url("list"))
    fill(activity, 990, author=make_person())
    with CaptureQueriesContext(connection) as many:
        as_moderator.get(admin_url("list"))
    assert len(many) == len(few) <= 25


@pytest.mark.slow
@pytest.mark.point("Q1")
def test_ten_thousand_waiting_stay_usable(activity, as_moderator):
    fill(activity, 10_000)
    as_moderator.get(admin_url("list"))
    for query in ({}, {"p": "150"}, {"q": "number 77"}, {"age": "1"}):
        with CaptureQueriesContext(connection) as captured:
            response = as_moderator.get(admin_url("list"), query)
        assert response.status_code == 200
        assert len(captured) <= 25
        assert len(response.context["object_list"]) <= 50


@pytest.mark.point("Q6")
def test_what_is_searched_for_is_found_in_every_status_and_the_title_says_what_is_listed(
    activity, as_moderator
):
    published = make_contribution(activity, text="NeedleXY")
    waiting = make_contribution(activity, Status.PENDING)
    page = as_moderator.get(admin_url("list"))
    assert listed(page) == [waiting.reference]
    assert page.context["page_title"] == "En attente de modération"
    page = as_moderator.get(admin_url("list"), {"q": "needlexy"})
    assert listed(page) == [published.reference]
    assert page.context["page_title"] == "Contributions"
    page = as_moderator.get(admin_url("list"), {"q": "needlexy", "status": "pending"})
    assert listed(page) == []
