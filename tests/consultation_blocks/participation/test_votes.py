"""Votes and reports: the page that works without scripts, the JSON for the script, and what is refused how."""

import pytest
from django.urls import reverse

from consultation_blocks.models import Report, Vote
from consultation_blocks.participation import services
from consultation_blocks.participation.kinds import Status
from tests.factories import actor, make_activity, make_contribution, make_person, set_phase

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def activity():
    return make_activity("debate")


@pytest.fixture
def comment(activity):
    return make_contribution(activity, author=make_person())


@pytest.fixture
def voter(client):
    person = make_person()
    client.force_login(person)
    return person


def url(contribution, name="vote"):
    return reverse(name, args=[contribution.reference])


@pytest.mark.point("D6", "X1")
def test_a_vote_without_scripts_is_a_page_with_a_button_and_leads_back(client, comment, voter):
    page = client.get(url(comment), {"value": "1"})
    assert page.status_code == 200
    assert comment.text in page.content.decode()
    response = client.post(url(comment), {"value": "1"})
    assert (response.status_code, response["Location"].endswith(f"#c-{comment.reference}")) == (302, True)
    comment.refresh_from_db()
    assert (comment.up_count, comment.down_count) == (1, 0)


@pytest.mark.point("D6")
def test_a_vote_can_be_changed_and_taken_back(client, comment, voter):
    answers = [client.post(url(comment), {"value": value}, **JSON).json() for value in (1, 1, -1, 0, 0)]
    assert [(a["up"], a["down"]) for a in answers] == [(1, 0), (1, 0), (0, 1), (0, 0), (0, 0)]
    comment.activity.refresh_from_db()
    assert comment.activity.votes_count == 0
    assert not Vote.objects.exists()


def test_somebody_unknown_is_led_to_sign_in_and_back(client, comment):
    response = client.get(url(comment), {"value": "-1"})
    assert (
        response["Location"]
        == f"{reverse('account_login')}?next=%2Ffr%2Fc%2F{comment.reference}%2Fvote%2F%3Fvalue%3D-1"
    )
    answer = client.post(url(comment), {"value": "1"}, **JSON)
    assert answer.status_code == 401
    assert answer.json()["sign_in"].startswith(reverse("account_login"))
    assert not Vote.objects.exists()


@pytest.mark.parametrize("value", ["2", "-2", "", "x", "1e9", "99999999999999999999"])
def test_values_that_do_not_exist_are_refused(client, comment, voter, value):
    assert client.post(url(comment), {"value": value}, **JSON).status_code == 400
    assert not Vote.objects.exists()


def test_a_proposal_takes_support_only(client, voter):
    proposal = make_contribution(make_activity("proposals"))
    assert client.post(url(proposal), {"value": "-1"}, **JSON).status_code == 400
    assert client.post(url(proposal), {"value": "1"}, **JSON).json() == {"value": 1, "up": 1, "down": 0}


@pytest.mark.point("D6")
def test_ones_own_is_refused_in_words(client, comment):
    client.force_login(comment.author)
    answer = client.post(url(comment), {"value": "1"}, **JSON)
    assert (answer.status_code, bool(answer.json()["message"])) == (403, True)
    assert client.get(url(comment)).status_code == 403
    assert client.post(url(comment, "report"), {"reason": "spam"}).status_code == 403


@pytest.mark.parametrize("status", [status for status in Status.values if status != Status.PUBLISHED])
def test_what_is_not_public_cannot_be_voted_upon_reported_or_guessed(client, activity, voter, status):
    comment = make_contribution(activity, status, text="not for you")
    for name in ("vote", "report"):
        for response in (client.get(url(comment, name)), client.post(url(comment, name), {"value": "1"})):
            assert response.status_code == 404
            assert "not for you" not in response.content.decode()


@pytest.mark.parametrize("phase", ["before", "after", "archived"])
def test_closed_activities_take_no_vote(client, activity, comment, voter, phase):
    set_phase(activity, phase)
    assert client.post(url(comment), {"value": "1"}, **JSON).status_code == 403
    assert client.get(url(comment)).status_code == 403
    assert not Vote.objects.exists()


def test_a_vote_that_meets_a_moderator_hiding_the_comment_leaves_no_trace(activity, comment):
    seen_before = type(comment).objects.select_related("activity").get(pk=comment.pk)
    services.transition(comment, "hide")
    with pytest.raises(services.Refused):
        services.cast_vote(seen_before, 1, actor=actor(make_person()))
    activity.refresh_from_db()
    assert (Vote.objects.count(), activity.votes_count) == (0, 0)


def test_votes_need_a_token(comment):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_person())
    assert strict.post(url(comment), {"value": "1"}, **JSON).status_code == 403
    token = strict.get(reverse("me_state")).json()["csrf"]
    assert strict.post(url(comment), {"value": "1"}, HTTP_X_CSRFTOKEN=token, **JSON).status_code == 200


@pytest.mark.point("D7")
def test_a_report_is_kept_once_a_person_and_counted(client, comment, voter):
    assert client.get(url(comment, "report")).status_code == 200
    assert client.post(url(comment, "report"), {"reason": "nonsense"}).status_code == 422
    for _twice in range(2):
        assert client.post(url(comment, "report"), {"reason": "spam", "text": "An advert"}).status_code == 200
    comment.refresh_from_db()
    assert Report.objects.count() == comment.reports_count == 1


def test_nobody_reports_more_than_thirty_a_day(client, activity, voter):
    answers = [
        client.post(url(make_contribution(activity), "report"), {"reason": "spam"}).status_code
        for _n in range(31)
    ]
    assert answers == [200] * 30 + [429]
