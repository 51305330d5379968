"""Decisions on many at once: each for itself, only one's own, and the conflicts told."""

import pytest
from django.contrib.messages import get_messages

from consultation_blocks.models import Contribution, Decision
from consultation_blocks.moderation.bulk_actions import MOST_AT_ONCE
from consultation_blocks.moderation.services import decide
from consultation_blocks.participation.kinds import Status
from tests.factories import make_contribution

from .conftest import DECIDERS, ROLES, bulk_url, fill

CASES = [
    ("approve", Status.PENDING, Status.PUBLISHED),
    ("reject", Status.PENDING, Status.REJECTED),
    ("hide", Status.PUBLISHED, Status.HIDDEN),
    ("restore", Status.HIDDEN, Status.PUBLISHED),
]


def statuses(*contributions) -> list[str]:
    found = dict(Contribution.objects.values_list("pk", "status"))
    return [found[contribution.pk] for contribution in contributions]


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def post(client, action: str, *contributions, reason=None, seen: str = ""):
    data = {"seen": seen, "reason": reason.pk if reason else "", "note": ""}
    return client.post(bulk_url(action, *[contribution.pk for contribution in contributions]), data)


@pytest.mark.point("Q2")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("action", "before", "after"), CASES)
def test_only_moderators_decide_on_many(activity, as_role, reason, role, action, before, after):
    chosen = [make_contribution(activity, before) for _ in range(2)]
    post(as_role(role), action, *chosen, reason=reason)
    assert statuses(*chosen) == [after if role in DECIDERS else before] * 2


@pytest.mark.parametrize(("action", "before", "after"), CASES)
def test_asking_first_changes_nothing(activity, as_moderator, action, before, after):
    contribution = make_contribution(activity, before)
    response = as_moderator.get(bulk_url(action, contribution.pk))
    assert response.status_code == 200
    assert response.context["possible_count"] == 1
    assert statuses(contribution) == [before]


@pytest.mark.point("Q9")
def test_foreign_ids_among_ones_own_are_neither_decided_nor_shown(activity, elsewhere, as_moderator, reason):
    mine = make_contribution(activity, Status.PENDING)
    foreign = make_contribution(elsewhere, Status.PENDING, text="canary-foreign")
    page = as_moderator.get(bulk_url("reject", mine.pk, foreign.pk, 999_999))
    assert b"canary-foreign" not in page.content
    post(as_moderator, "reject", mine, foreign, reason=reason)
    assert statuses(mine, foreign) == [Status.REJECTED, Status.PENDING]
    assert not Decision.objects.filter(contribution=foreign.pk, action="reject").exists()


@pytest.mark.point("Q4")
def test_what_a_colleague_decided_meanwhile_stays_and_is_told_with_counts(
    activity, as_moderator, people, reason
):
    chosen = [make_contribution(activity, Status.PENDING) for _ in range(3)]
    page = as_moderator.get(bulk_url("approve", *[contribution.pk for contribution in chosen]))
    seen = page.context["form"].initial["seen"]
    decide(chosen[1].pk, "reject", moderator=people["superuser"], reason=reason)
    response = post(as_moderator, "approve", *chosen, seen=seen)
    assert statuses(*chosen) == [Status.PUBLISHED, Status.REJECTED, Status.PUBLISHED]
    assert chosen[1].reference in said(response)
    assert "2" in said(response)
    assert reason.label in said(response)


def test_what_the_decision_does_not_apply_to_is_left(activity, as_moderator):
    waiting, published = make_contribution(activity, Status.PENDING), make_contribution(activity)
    response = post(as_moderator, "approve", waiting, published)
    assert statuses(waiting, published) == [Status.PUBLISHED, Status.PUBLISHED]
    assert Decision.objects.filter(contribution=published.pk, action="approve").count() == 0
    assert response.status_code == 302


@pytest.mark.parametrize(("action", "before"), [("reject", Status.PENDING), ("hide", Status.PUBLISHED)])
def test_taking_many_away_needs_a_reason(activity, as_moderator, action, before):
    contribution = make_contribution(activity, before)
    response = post(as_moderator, action, contribution)
    assert response.status_code == 200
    assert response.context["form"].errors["reason"]
    assert statuses(contribution) == [before]


@pytest.mark.parametrize("ids", [["all"], ["x"], ["-1"], ["9" * 30], ["²"], []])
def test_ids_that_are_none_choose_nothing(activity, as_moderator, ids):
    contribution = make_contribution(activity, Status.PENDING)
    assert as_moderator.get(bulk_url("approve", *ids)).status_code == 200
    as_moderator.post(bulk_url("approve", *ids), {"seen": ""})
    assert statuses(contribution) == [Status.PENDING]


def test_at_most_a_hundred_at_once(activity, as_moderator):
    fill(activity, MOST_AT_ONCE + 5)
    page = as_moderator.get(bulk_url("approve", *Contribution.objects.values_list("pk", flat=True)))
    assert len(page.context["items"]) == MOST_AT_ONCE


@pytest.mark.parametrize("role", ["moderator", "superuser"])
def test_wagtails_bulk_deletion_deletes_no_contribution(activity, as_role, role):
    contribution = make_contribution(activity, Status.PENDING)
    client = as_role(role)
    client.post(bulk_url("delete", contribution.pk))
    assert statuses(contribution) == [Status.PENDING]
    page = client.get("/admin/snippets/consultation_blocks/contribution/").content.decode()
    assert "contribution/delete/" not in page
    assert "contribution/approve/" in page


def test_a_hostile_next_address_is_not_followed(activity, as_moderator):
    contribution = make_contribution(activity, Status.PENDING)
    url = bulk_url("approve", contribution.pk) + "&next=https://evil.example/"
    assert not as_moderator.post(url, {"seen": ""}).url.startswith("https://evil.example")
