"""Counters stay equal to the rows, whatever happens in whatever order."""

import random

import pytest
from django.core.management import CommandError, call_command

from consultation_blocks.models import Activity, Comment, Contribution, Participation, Workshop
from consultation_blocks.participation import counters, services
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.rules import TRANSITIONS, Refused
from consultation_blocks.participation.services import WorkshopClaim
from tests.factories import actor, make_activity, make_contribution, make_person

pytestmark = pytest.mark.django_db


def act_at_random(chance: random.Random, activities: list[Activity], people: list) -> None:
    """One write of any kind, allowed or not."""
    rows = list(Contribution.objects.select_related("activity").order_by("pk"))
    verb = chance.choice(
        ["send", "comment", "reply", "vote", "vote", "vote", "report", "move", "move", "move"]
    )
    someone = actor(chance.choice(people))
    status = chance.choice([Status.PENDING, Status.PUBLISHED, Status.PUBLISHED])
    try:
        if verb == "send" or not rows:
            claim = (
                WorkshopClaim(chance.choice("ABC"), chance.randint(1, 40)) if chance.random() < 0.4 else None
            )
            make_contribution(chance.choice(activities), status, author=someone.user, workshop_claim=claim)
        elif verb == "comment":
            subject = chance.choice([row for row in rows if row.subject_id is None] or rows)
            make_contribution(subject.activity, status, model=Comment, author=someone.user, subject=subject)
        elif verb == "reply":
            parent = chance.choice(rows)
            root = parent.root or parent
            make_contribution(
                parent.activity,
                status,
                model=Comment,
                author=someone.user,
                parent=parent,
                root=root,
                subject=parent.subject,
                depth=parent.depth + 1,
            )
        elif verb == "vote":
            services.cast_vote(chance.choice(rows), chance.choice([1, 1, -1, 0]), actor=someone)
        elif verb == "report":
            services.report(chance.choice(rows), "spam", "", actor=someone)
        else:
            services.transition(chance.choice(rows), chance.choice(list(TRANSITIONS)))
    except Refused:
        pass


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_two_hundred_random_acts_every_counter_equals_its_rows(seed):
    chance = random.Random(seed)
    activities = [make_activity("debate"), make_activity("proposals")]
    people = [make_person() for _n in range(5)]
    for _step in range(200):
        act_at_random(chance, activities, people)
    assert Contribution.objects.filter(up_count__gt=0).exists()
    assert Activity.objects.filter(contributions_count__gt=0).exists()
    scores = dict(Contribution.objects.values_list("pk", "score"))
    assert counters.recompute_all(fix=False) == []
    counters.recompute_all()
    assert dict(Contribution.objects.values_list("pk", "score")) == pytest.approx(scores)
    call_command("recompute_counters", "--check")


def test_a_wrong_counter_of_every_kind_is_found_and_corrected(capsys):
    activity = make_activity("proposals")
    claim = WorkshopClaim("School", 12)
    proposal = make_contribution(activity, author=make_person())
    make_contribution(activity, workshop_claim=claim)
    make_contribution(activity, model=Comment, subject=proposal)
    expected = (
        Activity.objects.values("contributions_count", "collective_count", "votes_count").get(),
        Workshop.objects.values("headcount", "published_count").get(),
    )
    Activity.objects.update(contributions_count=9, collective_count=9, votes_count=9)
    Workshop.objects.update(headcount=9, published_count=9)
    Participation.objects.update(published_count=9)
    Contribution.objects.update(comments_count=9, replies_count=9, up_count=9, down_count=9, reports_count=9)
    with pytest.raises(CommandError):
        call_command("recompute_counters", "--check")
    assert Activity.objects.get().contributions_count == 9, "--check changes nothing"
    call_command("recompute_counters")
    assert "corrected" in capsys.readouterr().out
    assert expected == (
        Activity.objects.values("contributions_count", "collective_count", "votes_count").get(),
        Workshop.objects.values("headcount", "published_count").get(),
    )
    assert Participation.objects.get().published_count == 1
    call_command("recompute_counters", "--check")


def test_recomputing_reads_in_chunks(django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(counters, "CHUNK", 3)
    activity = make_activity("debate")
    for _n in range(7):
        make_contribution(activity)
    Contribution.objects.update(up_count=2)
    assert len(counters.recompute_all()) == 7
    with django_assert_max_num_queries(40):
        assert counters.recompute_all() == []


def test_the_score_is_the_lower_bound_of_wilsons_interval():
    from math import sqrt

    comment = make_contribution(make_activity("debate"))
    for value in (1, 1, 1, -1):
        services.cast_vote(comment, value, actor=actor(make_person()))
    comment.refresh_from_db()
    up, n, z = 3, 4, 1.96
    share = up / n
    spread = z * sqrt((share * (1 - share) + z * z / (4 * n)) / n)
    assert comment.score == pytest.approx((share + z * z / (2 * n) - spread) / (1 + z * z / n))
