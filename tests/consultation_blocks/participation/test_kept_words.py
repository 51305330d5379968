"""A form that is refused as a whole gives back what was written in it."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from consultation_blocks.participation.kinds import Access
from tests.factories import make_activity, make_person, set_phase

pytestmark = [pytest.mark.django_db, pytest.mark.point("X1", "X4")]
WORDS = "Trees first,\nthen <benches> & water"
FORMS = {
    "debate": "debate_comment",
    "proposals": "proposal_new",
    "map": "map_contribute",
    "agenda": "event_new",
}


def given_back(response) -> list[str]:
    soup = BeautifulSoup(response.content, "html.parser")
    for line_break in soup.select("[data-kept] br"):
        line_break.replace_with("\n")
    return [quote.text for quote in soup.select("[data-kept]")]


def send(client, kind: str, activity, **extra):
    address = reverse(FORMS[kind], args=[activity.pk])
    return client.post(address, {"text": WORDS, "author_name": "Ana", "email": "ana@example.org"} | extra)


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("phase", ["before", "after", "archived"])
def test_what_was_written_while_it_closed_is_given_back(client, kind, phase):
    activity = set_phase(make_activity(kind), phase)
    response = send(client, kind, activity)
    assert response.status_code == 403
    assert given_back(response) == [WORDS]
    assert activity.contributions.count() == 0


@pytest.mark.parametrize("kind", FORMS)
def test_what_was_written_before_one_had_to_sign_in_is_given_back(client, kind):
    activity = make_activity(kind, access=Access.ACCOUNT)
    response = send(client, kind, activity)
    assert response.status_code == 403
    assert given_back(response) == [WORDS]
    assert reverse("account_login") + "?next=" in response.content.decode()
    assert activity.contributions.count() == 0


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_of_before_signing_in_says_so_in_plain_words_and_gives_back_what_was_written(kind):
    activity = make_activity(kind)
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person())
    response = send(client, kind, activity)
    assert response.status_code == 403
    html = response.content.decode()
    assert '<html lang="fr"' in html and "CSRF" not in html
    assert f'href="{reverse(FORMS[kind], args=[activity.pk])}"' in html
    assert given_back(response) == [WORDS]


def test_what_another_site_sends_here_is_not_repeated():
    client = Client(enforce_csrf_checks=True)
    activity = make_activity("debate")
    address = reverse("debate_comment", args=[activity.pk])
    elsewhere = "https://elsewhere.example"
    for headers in ({"Origin": elsewhere}, {"Origin": "null"}, {"Referer": f"{elsewhere}/form/"}):
        response = client.post(address, {"text": WORDS}, headers=headers)
        assert response.status_code == 403
        assert given_back(response) == []


def test_a_password_is_never_given_back():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "ana", "password": "a long password 1"})
    assert response.status_code == 403
    assert "a long password 1" not in response.content.decode()
