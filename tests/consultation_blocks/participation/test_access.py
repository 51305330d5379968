"""Who may send a contribution: role × phase × access, asked of the service itself and not only of the forms."""

import itertools

import pytest

from consultation_blocks.models import Contribution, Proposal
from consultation_blocks.participation import services
from consultation_blocks.participation.kinds import Access, Status
from consultation_blocks.participation.rules import Refused
from tests.factories import (
    PHASES,
    actor,
    make_activity,
    make_contribution,
    make_moderator,
    make_person,
    set_phase,
)

pytestmark = pytest.mark.django_db

ROLES = ("nobody", "solved captcha", "gave e-mail", "signed in", "moderator")
TAKEN = {
    Access.OPEN: {"solved captcha", "gave e-mail", "signed in", "moderator"},
    Access.EMAIL: {"gave e-mail", "signed in", "moderator"},
    Access.ACCOUNT: {"signed in", "moderator"},
}


@pytest.fixture
def activity():
    return make_activity("proposals")


def send(activity, role: str, **fields):
    known = {"signed in": make_person, "moderator": lambda: make_moderator(activity.campaign)}
    person = known[role]() if role in known else None
    proposal = Proposal(activity=activity, title="A bench", text="In the shade.", author_name="Ana", **fields)
    return services.submit(
        proposal,
        actor=actor(person, abuse_hash="h"),
        email="ana@example.org" if role == "gave e-mail" else "",
        is_proven=role == "solved captcha",
    )


@pytest.mark.point("I2", "X4")
@pytest.mark.parametrize(("access", "role", "phase"), [*itertools.product(Access.values, ROLES, PHASES)])
def test_only_the_right_people_at_the_right_time_may_send(activity, access, role, phase):
    activity.access = access
    activity.save()
    set_phase(activity, phase)
    if phase == "open" and role in TAKEN[access]:
        sent = send(activity, role)
        expected = Status.UNCONFIRMED if role == "gave e-mail" else Status.PENDING
        assert Contribution.objects.get().status == sent.status == expected
    else:
        with pytest.raises(Refused) as refusal:
            send(activity, role)
        assert refusal.value.message
        assert refusal.value.status in (401, 403)
        assert not Contribution.objects.exists()


@pytest.mark.point("I2")
def test_a_draft_made_with_a_captcha_cannot_be_sent_without_any_proof(activity):
    activity.access = Access.OPEN
    activity.save()
    draft = services.submit(
        Proposal(activity=activity, title="A bench", author_name="Ana"),
        actor=actor(),
        is_proven=True,
        as_draft=True,
    )
    with pytest.raises(Refused):
        services.send_draft(draft, actor=actor())
    assert services.send_draft(draft, actor=actor(), is_proven=True).status == Status.PENDING


@pytest.mark.point("X4")
@pytest.mark.parametrize("phase", PHASES)
def test_votes_and_edits_follow_the_phase_and_withdrawing_does_not(activity, phase):
    author, voter = make_person(), make_person()
    proposal = make_contribution(activity, author=author)
    set_phase(activity, phase)
    proposal.refresh_from_db()
    if phase == "open":
        services.cast_vote(proposal, 1, actor=actor(voter))
        services.edit(proposal, actor=actor(author), changes={"text": "Changed"})
        assert Contribution.objects.get().up_count == 1
    else:
        with pytest.raises(Refused):
            services.cast_vote(proposal, 1, actor=actor(voter))
        with pytest.raises(Refused):
            services.edit(proposal, actor=actor(author), changes={"text": "Changed"})
        assert Contribution.objects.get().up_count == 0
    services.withdraw(proposal, actor=actor(author))
    assert Contribution.objects.get().status == Status.WITHDRAWN


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize("who", ["author", "somebody else", "nobody"])
def test_only_the_author_edits_or_withdraws_and_not_once_it_is_refused(activity, status, who):
    author = make_person()
    proposal = make_contribution(activity, status, author=author, text="Before")
    acting = actor({"author": author, "somebody else": make_person(), "nobody": None}[who])
    allowed = who == "author" and status in (Status.DRAFT, Status.PENDING, Status.PUBLISHED)
    for act in (
        lambda: services.edit(proposal, actor=acting, changes={"text": "After"}),
        lambda: services.withdraw(proposal, actor=acting),
    ):
        if allowed:
            act()
            proposal.refresh_from_db()
        else:
            with pytest.raises(Refused):
                act()
    row = Contribution.objects.get()
    assert (row.text, row.status) == (("After", Status.WITHDRAWN) if allowed else ("Before", status))
