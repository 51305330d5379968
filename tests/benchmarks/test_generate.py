"""The campaign that speed is measured on is one that people could have made."""

import pytest

from benchmarks.generate import generate
from consultation_blocks.models import Contribution, EventTiming, Vote
from consultation_blocks.participation import counters
from consultation_blocks.participation.kinds import ActivityKind, Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def generated(db):
    return generate(200, "measured")


def test_it_has_the_five_blocks_and_exactly_as_many_contributions_as_asked_for(generated):
    assert set(generated) == set(ActivityKind.values)
    assert Contribution.objects.count() == 200
    assert set(Contribution.objects.values_list("kind", flat=True)) == {"comment", "proposal", "map", "event"}
    assert EventTiming.objects.count() == Contribution.objects.filter(kind="event").count() > 0


def test_its_counters_are_what_a_recount_finds(generated):
    assert Vote.objects.count() > 100
    assert counters.recompute_all(fix=False) == []


def test_nobody_votes_on_what_is_theirs(generated):
    authors = dict(Contribution.objects.values_list("pk", "author"))
    assert all(
        authors[contribution] != voter
        for contribution, voter in Vote.objects.values_list("contribution", "voter")
    )


def test_some_of_it_waits_for_a_moderator_and_some_was_written_in_workshops(generated):
    assert 0 < Contribution.objects.filter(status=Status.PENDING).count() < 40
    assert 20 < Contribution.objects.filter(workshop__isnull=False).count() < 120
    assert Contribution.objects.filter(kind="comment", depth=1).exists()
