"""What happens to proposals while somebody else writes to them, in threads with connections of their own."""

import pytest
from django.db import transaction

from consultation_blocks.models import Proposal
from consultation_blocks.proposals.services import change_proposal
from tests.factories import actor, make_contribution, make_person
from tests.parallel import at_once

from .helpers import proposals_activity, question

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def answers(who_else: str) -> list[dict]:
    kept = {"type": "text", "private": False}
    return [
        {**kept, "field": "telephone", "label": "Telephone", "value": "01 02 03 04 05"},
        {**kept, "field": "who", "label": "Who else?", "value": who_else},
    ]


@pytest.mark.point("X8", "P2")
def test_answers_changed_while_a_question_becomes_private_are_not_lost(shared_database):
    activity = proposals_activity(question("text", "Who else?"))
    author = make_person()
    sent = [
        make_contribution(activity, "pending", author=author, answers=answers("Nobody")) for _n in range(40)
    ]

    def change(proposal: Proposal) -> None:
        change_proposal(proposal, actor=actor(author), changes={"answers": answers("The neighbours")})

    def make_private() -> None:
        with transaction.atomic():
            activity.options["fields"].append({"id": "telephone", "private": True})
            activity.save()

    # Oldest first: what withholds begins with the newest and comes to these last.
    acts = [(make_private,), *((change, proposal) for proposal in sent)]
    outcomes = at_once(lambda act, *arguments: act(*arguments), acts, workers=4)

    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    said = [row.answers[1]["value"] for row in Proposal.objects.all()]
    assert said == ["The neighbours"] * 40
    assert all(row.answers[0]["private"] for row in Proposal.objects.all())
