"""The account: signing in by code, one's contributions, one's name, and the personal answer that pages ask for."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse

from consultation_blocks.models import DecisionReason, Vote
from consultation_blocks.participation import services
from consultation_blocks.participation.kinds import Status
from tests.factories import actor, make_activity, make_contribution, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity():
    return make_activity("proposals")


def code_of_last_mail() -> str:
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body).group(0)


@pytest.fixture
def ask(client, django_capture_on_commit_callbacks):
    def ask_for_code(email="ana@example.org", **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("account_login"), {"email": email, **fields})

    return ask_for_code


CODE_PAGE = "/fr/account/login/code/confirm/"


@pytest.mark.point("I1")
def test_the_first_time_and_every_other_time_it_is_the_same_page_and_the_same_answer(client, ask):
    known = make_person("Known")
    answers = {email: ask(email) for email in ("new@example.org", known.email)}
    assert {(a.status_code, a["Location"]) for a in answers.values()} == {(302, CODE_PAGE)}
    assert len({message.subject[6:] for message in mail.outbox}) == 1


@pytest.mark.point("I1")
def test_name_address_and_code_make_an_account_and_sign_in(client, ask):
    ask(name="Ana")
    response = client.post(CODE_PAGE, {"code": code_of_last_mail()}, follow=True)
    person = get_user_model().objects.get(email="ana@example.org")
    assert response.context["user"] == person
    assert response.redirect_chain[-1][0] == reverse("my_contributions")
    assert not person.has_usable_password()
    assert str(person) == "Ana"
    assert client.cookies["pf_session"].value == "1"


@pytest.mark.point("I1")
def test_whoever_asks_for_a_code_in_a_strangers_name_gives_them_no_name(
    ask, django_capture_on_commit_callbacks
):
    ask(name="A rude word")
    person = get_user_model().objects.get(email="ana@example.org")
    assert person.display_name == ""
    own_browser = Client()
    with django_capture_on_commit_callbacks(execute=True):
        own_browser.post(reverse("account_login"), {"email": person.email, "name": "Ana"})
    own_browser.post(CODE_PAGE, {"code": code_of_last_mail()})
    person.refresh_from_db()
    assert person.display_name == "Ana"


def test_somebody_with_an_account_keeps_the_name_whatever_is_typed(client, ask):
    person = make_person("Ana")
    ask(person.email.upper(), name="Somebody else")
    client.post(CODE_PAGE, {"code": code_of_last_mail()})
    person.refresh_from_db()
    assert person.display_name == "Ana"
    assert get_user_model().objects.filter(email__iexact=person.email).count() == 1


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/fr/search/?q=a", "/fr/search/?q=a"),
        ("https://evil.example/", "/fr/me/"),
        ("//evil.example/", "/fr/me/"),
        ("javascript:alert(1)", "/fr/me/"),
        (r"\\evil.example", "/fr/me/"),
    ],
)
def test_after_signing_in_one_lands_where_one_wanted_but_never_on_another_site(client, ask, target, expected):
    code_page = ask(next=target)["Location"]
    assert client.post(code_page, {"code": code_of_last_mail()})["Location"] == expected


def test_wrong_codes_run_out_and_a_new_session_does_not_help(client, ask):
    ask()
    right = code_of_last_mail()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    answers = [client.post(CODE_PAGE, {"code": wrong}).status_code for _n in range(5)]
    assert answers == [422, 422, 422, 422, 302]
    assert client.post(CODE_PAGE, {"code": right}).status_code == 302
    assert "_auth_user_id" not in client.session
    for _session in range(2):
        ask()
        for _n in range(5):
            client.post(CODE_PAGE, {"code": wrong})
    ask()
    refused = client.post(CODE_PAGE, {"code": code_of_last_mail()})
    assert (refused.status_code, int(refused["Retry-After"]) > 0) == (429, True)


def test_codes_are_sent_six_times_an_hour_to_one_address(ask):
    answers = [ask() for _n in range(7)]
    assert [a.status_code for a in answers] == [302] * 6 + [429]
    assert int(answers[-1]["Retry-After"]) > 3000
    assert len(mail.outbox) == 6


def test_signing_out_needs_a_post_and_takes_the_hint_away(client):
    client.force_login(make_person())
    client.cookies["pf_session"] = "1"
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    response = client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session
    assert response.cookies["pf_session"]["max-age"] == 0


def test_no_other_page_of_the_account_library_is_reachable(client):
    for path in ("password/reset/", "password/change/", "email/", "password/set/", "reauthenticate/"):
        assert client.get(f"/fr/account/{path}").status_code == 404


def test_the_state_of_a_reader_without_session_is_empty_and_sets_no_session(client):
    response = client.get(reverse("me_state"), {"refs": "A,B"})
    state = response.json()
    assert (state["signed_in"], state["name"], state["votes"]) == (False, "", {})
    assert state["csrf"]
    assert "sessionid" not in response.cookies
    assert "no-store" in response["Cache-Control"]


def test_a_hint_that_outlived_its_session_is_taken_away(client):
    client.cookies["pf_session"] = "1"
    assert client.get(reverse("me_state")).cookies["pf_session"]["max-age"] == 0


@pytest.mark.point("D6")
def test_the_state_holds_ones_own_votes_on_what_is_shown_and_nobody_elses(
    client, activity, django_assert_max_num_queries
):
    person = make_person("Ana")
    shown = [make_contribution(activity) for _n in range(3)]
    services.cast_vote(shown[0], 1, actor=actor(person))
    services.cast_vote(shown[1], 1, actor=actor(make_person()))
    client.force_login(person)
    references = ",".join(c.reference for c in shown).lower()
    with django_assert_max_num_queries(3):
        state = client.get(reverse("me_state"), {"refs": references}).json()
    assert state["votes"] == {shown[0].reference: 1}
    assert state["name"] == "Ana"


def test_the_state_answers_for_a_hundred_references_and_ignores_more(client, activity):
    person = make_person()
    voted = make_contribution(activity)
    Vote.objects.create(contribution_id=voted.pk, voter=person, value=1)
    client.force_login(person)
    noise = ["ZZZZZZZZ"] * 100
    state = client.get(reverse("me_state"), {"refs": ",".join([*noise, voted.reference])}).json()
    assert state["votes"] == {}


def test_my_contributions_say_where_each_is_and_why_one_was_refused(client, activity):
    person = make_person()
    reason = DecisionReason.objects.create(
        label="Off topic", message_fr="Hors sujet ici.", message_ar="خارج الموضوع."
    )
    make_contribution(activity, Status.PENDING, author=person, title="The waiting one")
    refused = make_contribution(activity, Status.PENDING, author=person, title="The refused one")
    services.transition(refused, "reject", reason=reason, note="Try the map instead.")
    make_contribution(activity, author=make_person(), title="Of somebody else")
    client.force_login(person)
    page = client.get(reverse("my_contributions")).content.decode()
    for expected in ("The waiting one", "The refused one", "Hors sujet ici.", "Try the map instead."):
        assert expected in page
    assert "Of somebody else" not in page
    assert "خارج الموضوع." in client.get("/ar/me/").content.decode()


@pytest.mark.parametrize("count", [0, 1, 19])
def test_the_list_of_my_contributions_costs_the_same_for_one_and_for_a_full_page(
    client, activity, count, django_assert_max_num_queries
):
    person = make_person()
    reason = DecisionReason.objects.create(label="Off topic", message_fr="Hors sujet.")
    for _n in range(count):
        make_contribution(activity, Status.REJECTED, author=person, reason=reason)
    client.force_login(person)
    client.get(reverse("my_contributions"))
    with django_assert_max_num_queries(9):
        page = client.get(reverse("my_contributions")).content.decode()
    assert page.count("data-contribution=") == count


def test_the_list_is_paged_and_every_contribution_comes_once(client, activity):
    person = make_person()
    made = {make_contribution(activity, Status.PENDING, author=person).reference for _n in range(25)}
    client.force_login(person)
    first = client.get(reverse("my_contributions"))
    second = client.get(reverse("my_contributions") + first.context["next_url"])
    seen = [c.reference for c in (*first.context["contributions"], *second.context["contributions"])]
    assert len(seen) == 25
    assert set(seen) == made
    assert second.context["next_url"] == ""


@pytest.mark.parametrize("name", ["my_contributions", "me_profile"])
def test_the_account_page_needs_somebody_signed_in(client, name):
    response = client.post(reverse(name)) if name == "me_profile" else client.get(reverse(name))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.point("I3")
def test_the_displayed_name_and_the_language_can_be_changed_and_the_address_cannot(client):
    person = make_person("Ana")
    client.force_login(person)
    fields = {"display_name": "Anouk", "language": "ar", "email": "x@example.org", "is_superuser": "1"}
    client.post(reverse("me_profile"), fields)
    was = person.email
    person.refresh_from_db()
    assert (person.display_name, person.language, person.email, person.is_superuser) == (
        "Anouk",
        "ar",
        was,
        False,
    )
    for wrong in ({"display_name": "", "language": "fr"}, {"display_name": "A", "language": "xx"}):
        assert client.post(reverse("me_profile"), wrong).status_code == 422
    person.refresh_from_db()
    assert (person.display_name, person.language) == ("Anouk", "ar")


def test_the_page_of_an_error_in_the_profile_can_be_opened_again(client):
    client.force_login(make_person("Ana"))
    response = client.get(reverse("me_profile"))
    assert (response.status_code, response["Location"]) == (302, reverse("my_contributions") + "#profile")


def test_withdrawing_asks_first_and_needs_a_post(client, activity):
    person = make_person()
    proposal = make_contribution(activity, author=person)
    client.force_login(person)
    url = reverse("withdraw_contribution", args=[proposal.reference])
    assert client.get(url).status_code == 200
    proposal.refresh_from_db()
    assert proposal.status == Status.PUBLISHED
    assert client.post(url).status_code == 302
    proposal.refresh_from_db()
    assert proposal.status == Status.WITHDRAWN
    assert client.post(url).status_code == 403


def test_somebody_elses_contribution_can_be_neither_edited_nor_withdrawn_nor_guessed(client, activity):
    proposal = make_contribution(activity, author=make_person())
    client.force_login(make_person())
    for name in ("edit_contribution", "withdraw_contribution"):
        assert client.get(reverse(name, args=[proposal.reference])).status_code == 404
    assert client.post(reverse("withdraw_contribution", args=[proposal.reference])).status_code == 404


def test_editing_leads_to_the_rooms_own_form(client, activity):
    person = make_person()
    proposal = make_contribution(activity, Status.PENDING, author=person)
    client.force_login(person)
    response = client.get(reverse("edit_contribution", args=[proposal.reference]))
    assert response["Location"] == reverse("proposal_edit", args=[proposal.reference])
    services.transition(proposal, "reject")
    assert client.get(reverse("edit_contribution", args=[proposal.reference])).status_code == 403
