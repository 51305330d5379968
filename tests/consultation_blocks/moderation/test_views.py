"""The reading page and its decision: by role, by status, in conflict, with hostile text."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultation_blocks.models import Activity, Attachment, Contribution, Decision, Event, Report
from consultation_blocks.moderation.services import decide, seen_state
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.services import WorkshopClaim
from tests.factories import make_activity, make_contribution, make_moderator, make_person

from .conftest import DECIDERS, ROLES, admin_url

PAYLOAD = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>"


def status_of(contribution) -> str:
    return Contribution.objects.values_list("status", flat=True).get(pk=contribution.pk)


def post_decision(client, contribution, action: str, reason=None, **more):
    data = {"action": action, "seen": seen_state(contribution), "reason": reason.pk if reason else "", **more}
    return client.post(admin_url("decide", contribution.pk), data)


@pytest.mark.point("Q9")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    ("action", "status", "after"),
    [
        ("approve", Status.PENDING, Status.PUBLISHED),
        ("reject", Status.PENDING, Status.REJECTED),
        ("hide", Status.PUBLISHED, Status.HIDDEN),
        ("restore", Status.HIDDEN, Status.PUBLISHED),
    ],
)
def test_a_posted_decision_counts_only_from_who_may_decide(
    activity, as_role, reason, role, action, status, after
):
    contribution = make_contribution(activity, status)
    response = post_decision(as_role(role), contribution, action, reason)
    assert status_of(contribution) == (after if role in DECIDERS else status)
    assert response.status_code in ((302,) if role in DECIDERS else (302, 403, 404))
    if role not in DECIDERS:
        assert not Decision.objects.filter(contribution=contribution.pk, actor__isnull=False).exists()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("status", [Status.PENDING, Status.REJECTED, Status.HIDDEN, Status.WITHDRAWN])
def test_what_is_not_published_is_read_only_by_its_moderators(activity, as_role, role, status):
    contribution = make_contribution(activity, status, text="canary-text")
    response = as_role(role).get(admin_url("inspect", contribution.pk))
    assert (response.status_code == 200) == (role in DECIDERS)
    assert (b"canary-text" in response.content) == (role in DECIDERS)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.UNCONFIRMED])
def test_drafts_and_unconfirmed_contributions_are_nobodys_to_read(activity, as_role, status):
    contribution = make_contribution(activity, status)
    assert as_role("superuser").get(admin_url("inspect", contribution.pk)).status_code == 404


def test_reading_and_opening_the_decisions_address_changes_nothing(activity, as_moderator):
    contribution = make_contribution(activity, Status.PENDING)
    as_moderator.get(admin_url("inspect", contribution.pk))
    refused = as_moderator.get(admin_url("decide", contribution.pk), {"action": "approve"})
    assert refused.status_code == 405
    assert status_of(contribution) == Status.PENDING


@pytest.mark.parametrize("name", ["edit", "delete"])
@pytest.mark.parametrize("role", ["moderator", "superuser"])
def test_nobody_edits_or_deletes_citizens_words(activity, as_role, role, name):
    contribution = make_contribution(activity, Status.PENDING, text="As it was written")
    client = as_role(role)
    url = admin_url(name, contribution.pk)
    assert client.get(url).status_code == 302
    assert client.post(url, {"text": "Changed", "title": "Changed"}).status_code == 302
    assert client.post(admin_url("add"), {"text": "Added"}).status_code == 302
    assert list(Contribution.objects.values_list("text", flat=True)) == ["As it was written"]


@pytest.mark.parametrize("role", ROLES)
def test_no_chooser_lists_contributions(activity, as_role, role):
    make_contribution(activity, Status.PENDING, text="canary-text")
    response = as_role(role).get("/admin/snippets/choose/consultation_blocks/contribution/")
    assert b"canary-text" not in response.content
    assert response.status_code in (302, 404)


def test_rejecting_without_a_reason_keeps_the_note_and_says_what_to_do(activity, as_moderator):
    contribution = make_contribution(activity, Status.PENDING)
    response = post_decision(as_moderator, contribution, "reject", note="Please say it differently")
    assert response.status_code == 400
    assert b"Please say it differently" in response.content
    assert response.context["form"].errors["reason"]
    assert status_of(contribution) == Status.PENDING


def test_a_reason_that_was_switched_off_cannot_be_given(activity, as_moderator, reason):
    reason.is_active = False
    reason.save()
    contribution = make_contribution(activity, Status.PENDING)
    assert post_decision(as_moderator, contribution, "reject", reason).status_code == 400
    assert status_of(contribution) == Status.PENDING


@pytest.mark.parametrize("action", ["", "withdraw", "publish", "nonsense"])
def test_other_actions_do_not_exist(activity, as_moderator, action):
    contribution = make_contribution(activity, Status.PENDING)
    assert post_decision(as_moderator, contribution, action).status_code == 404
    assert status_of(contribution) == Status.PENDING


@pytest.mark.point("Q4")
def test_a_conflicting_decision_is_shown_with_who_and_why_and_what_was_typed(activity, as_moderator, reason):
    contribution = make_contribution(activity, Status.PENDING)
    colleague = make_moderator(activity.campaign)
    colleague.display_name = "Colleague Samira"
    colleague.save()
    decide(contribution.pk, "approve", moderator=colleague)
    response = post_decision(as_moderator, contribution, "reject", reason, note="What I wanted to say")
    page = html.unescape(response.content.decode())
    assert response.status_code == 409
    assert "Colleague Samira" in page
    assert "What I wanted to say" in page
    assert status_of(contribution) == Status.PUBLISHED
    # What is on the page now is what the next decision is about.
    assert response.context["seen"].startswith(Status.PUBLISHED)


def test_after_a_decision_the_next_one_in_the_filtered_queue_opens(activity, elsewhere, as_moderator):
    first, other, second = (
        make_contribution(activity, Status.PENDING, language=language) for language in ("fr", "ar", "fr")
    )
    make_contribution(elsewhere, Status.PENDING)
    url = admin_url("decide", first.pk) + "?language=fr"
    response = as_moderator.post(url, {"action": "approve", "seen": seen_state(first)})
    assert response.url == admin_url("inspect", second.pk) + "?language=fr"
    response = as_moderator.post(
        admin_url("decide", second.pk) + "?language=fr", {"action": "approve", "seen": seen_state(second)}
    )
    assert response.url == admin_url("list") + "?language=fr"
    assert status_of(other) == Status.PENDING


def test_the_last_one_leads_back_to_those_that_were_skipped(activity, as_moderator):
    skipped, last = (make_contribution(activity, Status.PENDING) for _ in range(2))
    assert post_decision(as_moderator, last, "approve").url == admin_url("inspect", skipped.pk)


def test_the_page_leads_to_the_one_before_and_the_one_after(activity, as_moderator):
    first, middle, last = (make_contribution(activity, Status.PENDING) for _ in range(3))
    context = as_moderator.get(admin_url("inspect", middle.pk)).context
    assert context["previous_url"] == admin_url("inspect", first.pk)
    assert context["next_url"] == admin_url("inspect", last.pk)
    assert context["left"] == 3


def test_the_whole_context_is_beside_the_text(activity, as_moderator):
    author = make_person("Lucie")
    parent = make_contribution(activity, text="What was said before", author=author)
    make_contribution(activity, Status.REJECTED, author=author)
    contribution = make_contribution(
        activity,
        Status.PENDING,
        author=author,
        parent=parent,
        root=parent,
        depth=1,
        hold_reason="More than two links",
        workshop_claim=WorkshopClaim(name="Atelier du lundi", headcount=17),
        answers=[{"field": "a", "label": "Telephone", "value": "0102030405", "private": True}],
    )
    make_contribution(activity, text="Another voice of the thread", root=parent, parent=parent, depth=1)
    Report.objects.create(
        contribution=contribution, reporter=make_person(), reason="spam", text="Sells glasses"
    )
    Attachment.objects.create(contribution=contribution, name="plan.pdf", file="plan.pdf")
    response = as_moderator.get(admin_url("inspect", contribution.pk))
    page = html.unescape(response.content.decode())
    for expected in (
        "What was said before",
        "Another voice of the thread",
        "More than two links",
        "Atelier du lundi",
        "0102030405",
        "Sells glasses",
        "plan.pdf",
        activity.campaign.title,
    ):
        assert expected in page
    assert response.context["author_figures"] == {"total": 2, "published": 1, "refused": 1, "pending": 0}


def test_analysts_read_what_is_published_without_private_answers_nor_decisions(activity, as_role, reason):
    contribution = make_contribution(
        activity,
        text="Published words",
        answers=[{"field": "a", "label": "Telephone", "value": "0102030405", "private": True}],
        hold_reason="canary-hold",
    )
    Report.objects.create(
        contribution=contribution, reporter=make_person(), reason="spam", text="canary-report"
    )
    page = as_role("analyst").get(admin_url("inspect", contribution.pk)).content.decode()
    assert "Published words" in page
    for hidden in ("0102030405", "canary-report", "canary-hold", 'name="action"'):
        assert hidden not in page


def test_other_contributions_of_an_author_count_only_in_the_moderators_campaigns(
    activity, elsewhere, as_moderator
):
    author = make_person()
    contribution = make_contribution(activity, Status.PENDING, author=author)
    make_contribution(elsewhere, Status.REJECTED, author=author)
    assert as_moderator.get(admin_url("inspect", contribution.pk)).context["author_figures"]["total"] == 0


def test_hostile_text_is_shown_as_text_everywhere(activity, as_moderator):
    contribution = make_contribution(
        activity,
        Status.PENDING,
        title=PAYLOAD,
        text=PAYLOAD,
        author_name=PAYLOAD[:80],
        category=PAYLOAD[:80],
        place=PAYLOAD,
        hold_reason=PAYLOAD,
        answers=[{"field": PAYLOAD, "label": PAYLOAD, "value": [PAYLOAD, {PAYLOAD: PAYLOAD}]}],
        workshop_claim=WorkshopClaim(name=PAYLOAD, headcount=3, place=PAYLOAD),
    )
    Report.objects.create(contribution=contribution, reporter=make_person(), reason="other", text=PAYLOAD)
    Attachment.objects.create(
        contribution=contribution, name=PAYLOAD, caption=PAYLOAD, file="a.webp", is_image=True
    )
    bulk = f"/admin/bulk/consultation_blocks/contribution/reject/?id={contribution.pk}"
    for url in (
        admin_url("list"),
        admin_url("inspect", contribution.pk),
        bulk,
        "/admin/snippets/consultation_blocks/workshop/",
    ):
        page = as_moderator.get(url).content.decode()
        assert "&lt;script&gt;alert(2)" in page or "&lt;img src=x" in page
        assert "<script>alert(2)" not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("role", ROLES)
def test_the_history_with_reasons_is_for_the_campaigns_moderators(activity, as_role, people, reason, role):
    contribution = make_contribution(activity, Status.PENDING)
    decide(contribution.pk, "reject", moderator=people["moderator"], reason=reason)
    response = as_role(role).get(admin_url("history", contribution.pk))
    assert (response.status_code == 200) == (role in DECIDERS)
    assert (reason.label in response.content.decode()) == (role in DECIDERS)


def test_the_decision_log_holds_only_ones_own_campaigns(activity, elsewhere, as_moderator, people, reason):
    mine, theirs = make_contribution(activity, Status.PENDING), make_contribution(elsewhere, Status.PENDING)
    decide(mine.pk, "reject", moderator=people["moderator"], reason=reason)
    decide(theirs.pk, "reject", moderator=people["foreign moderator"], reason=reason)
    page = as_moderator.get("/admin/snippets/consultation_blocks/decision/").content.decode()
    assert mine.reference in page
    assert theirs.reference not in page


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("proposals", {}),
        ("map", {"latitude": 48.89, "longitude": 2.2}),
        ("agenda", {"model": Event, "title": "Fair"}),
    ],
)
def test_every_kind_has_a_reading_page(as_role, activity, kind, fields):
    Activity.objects.filter(pk=activity.pk).update(kind=kind)
    activity.refresh_from_db()
    contribution = make_contribution(activity, Status.PENDING, **fields)
    response = as_role("superuser").get(admin_url("inspect", contribution.pk))
    assert contribution.title in response.content.decode()


def test_reading_takes_the_same_number_of_queries_whatever_waits(activity, as_moderator):
    contribution = make_contribution(activity, Status.PENDING)
    url = admin_url("inspect", contribution.pk)
    as_moderator.get(url)
    with CaptureQueriesContext(connection) as few:
        as_moderator.get(url)
    for _number in range(30):
        make_contribution(activity, Status.PENDING)
    with CaptureQueriesContext(connection) as many:
        as_moderator.get(url)
    assert len(many) == len(few) <= 32


@pytest.mark.point("Q6")
@pytest.mark.parametrize("kind", ["proposals", "map"])
def test_category_place_date_and_language_are_read_in_words(kind, people, client):
    activity = make_activity(kind)
    activity.options["categories"] = [{"key": "category-key", "name": "Trees and shade"}]
    activity.save()
    answers = [
        {
            "field": "a",
            "label": "Where",
            "type": "place",
            "private": False,
            "value": {"address": "3 rue Haute", "latitude": 48.89, "longitude": 2.2},
        },
        {"field": "b", "label": "When", "type": "date", "private": False, "value": "2026-11-05"},
    ]
    contribution = make_contribution(
        activity, Status.PENDING, category="category-key", answers=answers, language="fr"
    )
    client.force_login(people["superuser"])
    words = client.get(admin_url("inspect", contribution.pk)).content.decode()
    assert "Trees and shade" in words
    assert "category-key" not in words
    assert "3 rue Haute" in words and "48.89000, 2.20000" in words
    assert "latitude:" not in words
    assert "5 novembre 2026" in words
    assert "<dd>Français</dd>" in words
