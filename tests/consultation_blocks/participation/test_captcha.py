"""The captcha: solved once, taken once, and an e-mail address does instead."""

import base64
import hashlib
import json

import pytest
from django import forms
from django.urls import reverse
from freezegun import freeze_time

from consultation_blocks.participation.captcha import CaptchaField
from consultation_blocks.participation.forms import ContributionForm
from consultation_blocks.participation.kinds import Access
from tests.factories import actor, make_activity

pytestmark = pytest.mark.django_db


def solve(challenge: dict) -> str:
    """What the browser's worker does."""
    last = challenge.get("maxNumber") or challenge.get("maxnumber") or challenge["max_number"]
    number = next(
        n
        for n in range(last + 1)
        if hashlib.sha256(f"{challenge['salt']}{n}".encode()).hexdigest() == challenge["challenge"]
    )
    answer = {key: challenge[key] for key in ("algorithm", "challenge", "salt", "signature")} | {
        "number": number
    }
    return base64.b64encode(json.dumps(answer).encode()).decode()


@pytest.fixture
def solution(client, monkeypatch):
    monkeypatch.setattr("consultation_blocks.participation.captcha.MAX_NUMBER", 500)
    return solve(client.get(reverse("captcha")).json())


@pytest.mark.point("I2")
def test_a_solution_is_good_once(solution):
    field = CaptchaField()
    assert field.clean(solution) == solution
    with pytest.raises(forms.ValidationError):
        field.clean(solution)


def test_a_solution_spelled_otherwise_is_still_the_same_one(solution):
    field = CaptchaField()
    field.clean(solution)
    respelled = base64.b64encode(
        json.dumps(json.loads(base64.b64decode(solution)), indent=3).encode()
    ).decode()
    with pytest.raises(forms.ValidationError):
        field.clean(respelled)


@pytest.mark.parametrize(
    "payload", ["x", "e30=", base64.b64encode(b'"text"').decode(), base64.b64encode(b"[1]").decode()]
)
def test_rubbish_is_no_solution(payload):
    with pytest.raises(forms.ValidationError):
        CaptchaField().clean(payload)


def test_a_solution_expires(solution):
    from datetime import timedelta

    from django.utils import timezone

    with freeze_time(timezone.now() + timedelta(hours=2)), pytest.raises(forms.ValidationError):
        CaptchaField().clean(solution)


def form(data, access=Access.OPEN):
    activity = make_activity("debate", access=access)
    return ContributionForm({"author_name": "Ana", **data}, activity=activity, actor=actor())


@pytest.mark.point("I2", "X1")
def test_where_all_may_take_part_a_captcha_or_an_address_is_needed(solution):
    assert not form({}).is_valid()
    assert form({"email": "ana@example.org"}).is_valid()
    assert form({"captcha": solution}).is_valid()
    assert not form({"captcha": solution}).is_valid()


@pytest.mark.point("X2")
def test_the_box_is_served_by_us_and_says_what_to_do_without_scripts(client):
    html = form({}).as_div()
    assert "<noscript>" in html
    assert "<script" not in html
    assert "challengejson" not in html
    assert "style=" not in html
    assert "//" not in html.replace("&#", "")
