"""`decide`: who may take which decision from which status, and what two people at once leave behind."""

import pytest
from django.utils import timezone

from consultation_blocks.models import Contribution, Decision
from consultation_blocks.moderation.models import AuditEntry
from consultation_blocks.moderation.services import ChangedMeanwhile, DecidedMeanwhile, decide, seen_state
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.rules import MODERATION_ACTIONS, Refused
from consultation_blocks.participation.signals import status_changed
from tests.factories import make_contribution, make_moderator

from .conftest import DECIDERS, ROLES

ALLOWED = {
    ("approve", Status.PENDING): Status.PUBLISHED,
    ("approve", Status.REJECTED): Status.PUBLISHED,
    ("reject", Status.PENDING): Status.REJECTED,
    ("hide", Status.PUBLISHED): Status.HIDDEN,
    ("restore", Status.HIDDEN): Status.PUBLISHED,
}


def status_of(contribution) -> str:
    return Contribution.objects.values_list("status", flat=True).get(pk=contribution.pk)


@pytest.mark.point("Q2")
@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("action", MODERATION_ACTIONS)
def test_a_decision_leads_from_each_status_only_where_the_status_machine_says(
    activity, moderator, reason, action, status
):
    contribution = make_contribution(activity, status)
    before = Decision.objects.count()
    expected = ALLOWED.get((action, status))
    if expected:
        decide(contribution.pk, action, moderator=moderator, reason=reason, seen=seen_state(contribution))
    else:
        with pytest.raises(Refused):
            decide(contribution.pk, action, moderator=moderator, reason=reason, seen=seen_state(contribution))
    assert status_of(contribution) == (expected or status)
    assert Decision.objects.count() - before == (1 if expected else 0)


@pytest.mark.point("Q9")
@pytest.mark.parametrize("role", [role for role in ROLES if role != "anonymous"])
@pytest.mark.parametrize(("action", "status"), ALLOWED)
def test_only_moderators_of_the_campaign_and_superusers_decide(
    activity, people, reason, role, action, status
):
    contribution = make_contribution(activity, status)
    if role in DECIDERS:
        decide(contribution.pk, action, moderator=people[role], reason=reason, seen=seen_state(contribution))
        assert status_of(contribution) == ALLOWED[action, status]
    else:
        with pytest.raises(Refused) as refused:
            decide(
                contribution.pk, action, moderator=people[role], reason=reason, seen=seen_state(contribution)
            )
        assert refused.value.status == 403
        assert status_of(contribution) == status


def test_an_assigned_person_without_the_right_decides_nothing(activity, people, reason):
    activity.campaign.moderators.add(people["citizen"], people["editor"])
    contribution = make_contribution(activity, Status.PENDING)
    for role in ("citizen", "editor"):
        with pytest.raises(Refused):
            decide(contribution.pk, "approve", moderator=people[role])
    assert status_of(contribution) == Status.PENDING


def test_a_moderator_who_left_decides_nothing(activity, moderator):
    contribution = make_contribution(activity, Status.PENDING)
    moderator.is_active = False
    moderator.save()
    with pytest.raises(Refused):
        decide(contribution.pk, "approve", moderator=moderator)
    assert status_of(contribution) == Status.PENDING


@pytest.mark.parametrize(("action", "status"), [("reject", Status.PENDING), ("hide", Status.PUBLISHED)])
def test_taking_something_away_needs_a_reason(activity, moderator, action, status):
    contribution = make_contribution(activity, status)
    with pytest.raises(Refused) as refused:
        decide(contribution.pk, action, moderator=moderator)
    assert refused.value.status == 400
    assert status_of(contribution) == status


def test_an_unknown_decision_is_refused(activity, moderator):
    contribution = make_contribution(activity, Status.PENDING)
    with pytest.raises(Refused):
        decide(contribution.pk, "withdraw", moderator=moderator)
    assert status_of(contribution) == Status.PENDING


@pytest.mark.point("Q4")
def test_of_two_moderators_the_second_is_told_what_the_first_decided_and_why(activity, moderator, reason):
    contribution = make_contribution(activity, Status.PENDING)
    seen = seen_state(contribution)
    first = make_moderator(activity.campaign)
    first.display_name = "Samira"
    first.save()
    decide(contribution.pk, "reject", moderator=first, reason=reason, seen=seen)
    with pytest.raises(DecidedMeanwhile) as conflict:
        decide(contribution.pk, "approve", moderator=moderator, seen=seen)
    assert "Samira" in conflict.value.message
    assert reason.label in conflict.value.message
    assert status_of(contribution) == Status.REJECTED


def test_what_its_author_changed_after_the_reading_is_not_published_unread(activity, moderator):
    contribution = make_contribution(activity, Status.PENDING)
    seen = seen_state(contribution)
    Contribution.objects.filter(pk=contribution.pk).update(text="Something else", edited_at=timezone.now())
    with pytest.raises(ChangedMeanwhile):
        decide(contribution.pk, "approve", moderator=moderator, seen=seen)
    assert status_of(contribution) == Status.PENDING


def test_without_what_was_seen_a_rejection_is_not_overturned(activity, moderator, reason):
    contribution = make_contribution(activity, Status.REJECTED)
    with pytest.raises(DecidedMeanwhile):
        decide(contribution.pk, "approve", moderator=moderator)
    assert status_of(contribution) == Status.REJECTED


@pytest.mark.point("Q7")
def test_each_decision_is_in_the_audit_log_with_person_and_reason_and_without_the_text(
    activity, moderator, reason
):
    contribution = make_contribution(activity, Status.PENDING, text="A secret nobody may keep")
    decide(contribution.pk, "reject", moderator=moderator, reason=reason, note="Sorry")
    (entry,) = AuditEntry.objects.for_instance(Contribution.objects.get(pk=contribution.pk))
    assert (entry.action, entry.user, entry.data["reason"]) == (
        "participation.reject",
        moderator,
        reason.label,
    )
    assert entry.label == contribution.reference
    decision = Decision.objects.filter(contribution=contribution.pk).first()
    assert (decision.actor, decision.reason, decision.note) == (moderator, reason, "Sorry")


def test_whoever_listens_learns_reason_and_note(activity, moderator, reason):
    heard = []

    def listen(sender, **what):
        heard.append(what)

    contribution = make_contribution(activity, Status.PENDING)
    status_changed.connect(listen)
    try:
        decide(contribution.pk, "reject", moderator=moderator, reason=reason, note=" Try again ")
    finally:
        status_changed.disconnect(listen)
    assert [(what["action"], what["reason"], what["note"]) for what in heard] == [
        ("reject", reason, "Try again")
    ]


def test_counters_follow_decisions(activity, moderator, reason):
    contribution = make_contribution(activity, Status.PENDING)
    for action, expected in (("approve", 1), ("hide", 0), ("restore", 1)):
        decide(contribution.pk, action, moderator=moderator, reason=reason)
        activity.refresh_from_db()
        assert activity.contributions_count == expected
