"""Real threads with their own connections: the rules that the database holds, on SQLite and on PostgreSQL."""

import random
import uuid

import pytest

from consultation_blocks.models import Comment, Contribution, Decision, Vote
from consultation_blocks.participation import captcha, counters, services
from consultation_blocks.participation.kinds import Status
from site_core import throttle
from tests.factories import actor, make_activity, make_contribution, make_moderator, make_person
from tests.parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def activity(shared_database):
    return make_activity("debate")


@pytest.mark.point("D6")
def test_parallel_double_votes_leave_one_row_a_person_and_equal_counters(activity):
    comment = make_contribution(activity)
    people = [make_person() for _n in range(8)]
    chance = random.Random(4)
    votes = [(person, chance.choice([1, -1])) for person in people for _again in range(6)]
    chance.shuffle(votes)

    at_once(lambda person, value: services.cast_vote(comment, value, actor=actor(person)), votes)

    comment.refresh_from_db()
    activity.refresh_from_db()
    assert Vote.objects.count() == len(people)
    assert comment.up_count == Vote.objects.filter(value=1).count()
    assert comment.down_count == Vote.objects.filter(value=-1).count()
    assert activity.votes_count == len(people)
    assert counters.recompute_all(fix=False) == []


def test_votes_while_moderators_hide_and_restore_leave_equal_counters(activity):
    comments = [make_contribution(activity) for _n in range(3)]
    people = [make_person() for _n in range(6)]

    def act(kind, *arguments):
        fresh = Contribution.objects.select_related("activity").get(pk=arguments[0])
        try:
            if kind == "vote":
                services.cast_vote(fresh, arguments[2], actor=actor(arguments[1]))
            else:
                services.transition(fresh, kind)
        except services.Refused:
            pass

    acts = [
        ("vote", comment.pk, person, value)
        for comment in comments
        for person in people
        for value in (1, -1, 0, 1)
    ]
    acts += [
        (kind, comment.pk) for comment in comments for kind in ("hide", "restore") for _again in range(3)
    ]
    random.Random(7).shuffle(acts)

    at_once(act, acts)

    assert counters.recompute_all(fix=False) == []


@pytest.mark.point("Q4")
def test_of_two_moderators_who_decide_at_once_one_is_told_of_the_other(activity):
    for _round in range(5):
        comment = make_contribution(activity, Status.PENDING)
        moderators = [make_moderator(activity.campaign), make_moderator(activity.campaign)]
        rows = [Contribution.objects.select_related("activity").get(pk=comment.pk) for _n in moderators]
        before = Decision.objects.count()

        outcomes = at_once(
            lambda row, action, person: services.transition(row, action, actor=person),
            list(zip(rows, ("approve", "reject"), moderators, strict=True)),
        )

        conflicts = [outcome for outcome in outcomes if isinstance(outcome, services.Conflict)]
        assert len(conflicts) == 1
        comment.refresh_from_db()
        assert comment.status in (Status.PUBLISHED, Status.REJECTED)
        assert conflicts[0].current_status == comment.status
        assert Decision.objects.count() == before + 1
    assert counters.recompute_all(fix=False) == []


def test_the_same_form_sent_eight_times_at_once_is_one_contribution(activity):
    person, key = make_person(), uuid.uuid4()

    def send():
        comment = Comment(activity=activity, text="Once", author_name="Ana", submission_key=key)
        return services.submit(comment, actor=actor(person))

    outcomes = at_once(send, [()] * 8)

    assert Contribution.objects.count() == 1
    # The flood rule may see the first before the key does; whoever gets an answer gets the same contribution.
    answered = {outcome.pk for outcome in outcomes if not isinstance(outcome, services.Refused)}
    assert answered == {Contribution.objects.get().pk}


def test_a_report_sent_at_once_by_one_person_counts_once(activity):
    comment, person = make_contribution(activity), make_person()
    at_once(lambda: services.report(comment, "spam", "", actor=actor(person)), [()] * 6)
    comment.refresh_from_db()
    assert comment.reports_count == comment.reports.count() == 1


@pytest.mark.point("I2")
def test_a_captcha_solution_used_at_once_passes_once(shared_database, monkeypatch):
    from tests.consultation_blocks.participation.test_captcha import solve

    challenge = vars(captcha.get_altcha_challenge(max_number=200))
    solution = solve(challenge)
    outcomes = at_once(lambda: captcha.CaptchaField().clean(solution), [()] * 8)
    assert [outcome for outcome in outcomes if outcome == solution] == [solution]


def test_a_limit_of_ten_lets_exactly_ten_of_forty_parallel_tries_through(shared_database):
    outcomes = at_once(lambda: throttle.take("tries", 10, 60), [()] * 40)
    assert outcomes.count(True) == 10
    assert outcomes.count(False) == 30
