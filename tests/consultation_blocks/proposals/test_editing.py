"""Changing a proposal that was sent: who may, in which status, and where it then goes."""

import pytest
from django.urls import reverse

from consultation_blocks.models import Activity, Decision, Proposal
from consultation_blocks.participation.services import WorkshopClaim
from tests.factories import make_contribution, make_moderator, make_person, make_superuser

from .helpers import name_of, proposals_activity, question, written

pytestmark = pytest.mark.django_db

STATUSES = ["draft", "unconfirmed", "pending", "published", "rejected", "hidden", "withdrawn"]
MAY_EDIT = {"draft", "pending", "published"}


@pytest.fixture
def activity():
    return proposals_activity(question("text", "Who else?"))


def edit_url(proposal: Proposal) -> str:
    return reverse("proposal_edit", args=[proposal.reference])


@pytest.mark.point("P2")
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("who", ["anonymous", "author", "citizen", "moderator", "superuser"])
def test_only_its_author_changes_a_proposal_and_only_while_it_may_be_changed(client, activity, who, status):
    author = make_person()
    proposal = make_contribution(activity, status, author=author)
    people = {
        "author": lambda: author,
        "citizen": make_person,
        "moderator": lambda: make_moderator(activity.campaign),
        "superuser": make_superuser,
    }
    if who in people:
        client.force_login(people[who]())
    allowed = who == "author" and status in MAY_EDIT
    expected = 404 if who != "author" or status == "unconfirmed" else 403
    assert client.get(edit_url(proposal)).status_code == (200 if allowed else expected)
    assert client.post(edit_url(proposal), written(title="Changed")).status_code == (
        302 if allowed else expected
    )
    proposal.refresh_from_db()
    assert (proposal.title == "Changed") is allowed


@pytest.mark.point("P2", "Q3")
@pytest.mark.parametrize(
    ("moderation", "status", "shown"), [("before", "pending", 0), ("after", "published", 1)]
)
def test_a_published_proposal_that_changes_is_read_again_where_moderation_comes_first(
    client, moderation, status, shown
):
    activity = proposals_activity(moderation=moderation)
    author = make_person()
    proposal = make_contribution(activity, "published", author=author)
    client.force_login(author)
    client.post(edit_url(proposal), written(title="Changed"))
    proposal.refresh_from_db()
    assert (proposal.status, proposal.title) == (status, "Changed")
    assert proposal.edited_at is not None
    assert Activity.objects.get(pk=activity.pk).contributions_count == shown


def test_the_form_says_that_a_change_is_read_again(client, activity):
    author = make_person()
    client.force_login(author)
    published = make_contribution(activity, "published", author=author)
    waiting = make_contribution(activity, "pending", author=author)
    assert b"notice--warn" in client.get(edit_url(published)).content
    assert b"notice--warn" not in client.get(edit_url(waiting)).content


def test_a_change_keeps_the_group_that_wrote_it(client, activity):
    author = make_person()
    client.force_login(author)
    proposal = make_contribution(
        activity, "published", author=author, workshop_claim=WorkshopClaim("Reading circle", 12)
    )
    client.post(
        edit_url(proposal),
        written(title="Changed", is_collective="on", workshop_name="Other", workshop_headcount="900"),
    )
    proposal.refresh_from_db()
    assert (proposal.workshop.name, proposal.headcount) == ("Reading circle", 12)


def test_an_answer_to_a_question_that_is_gone_does_not_stop_a_change(client, activity):
    author = make_person()
    client.force_login(author)
    proposal = make_contribution(
        activity,
        "pending",
        author=author,
        answers=[{"field": "gone", "label": "Old", "type": "text", "value": "x", "private": False}],
    )
    client.post(edit_url(proposal), written(**{name_of(activity, "Who else?"): "The school"}))
    proposal.refresh_from_db()
    assert [answer["value"] for answer in proposal.answers] == ["The school"]


def test_a_change_that_meets_a_decision_never_undoes_it(client, activity):
    author = make_person()
    client.force_login(author)
    proposal = make_contribution(activity, "rejected", author=author)
    decisions = Decision.objects.filter(contribution_id=proposal.pk).count()
    assert client.post(edit_url(proposal), written(title="Changed")).status_code == 403
    assert Decision.objects.filter(contribution_id=proposal.pk).count() == decisions


@pytest.mark.parametrize("reference", ["NOSUCH22", "a" * 300, "%00", "..%2f"])
def test_what_does_not_exist_is_not_found(client, reference):
    client.force_login(make_person())
    assert client.get(f"/fr/proposals/{reference}/edit/").status_code == 404
    assert client.get(f"/fr/proposals/{reference}/preview/").status_code == 404
