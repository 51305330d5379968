"""Saving one's own contribution without having changed it changes nothing: it stays where it was."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone, translation

from consultation_blocks.models import Contribution
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.me import EDIT_ROUTES
from tests.consultation_blocks.proposals.helpers import proposals_activity, question
from tests.factories import make_activity, make_contribution, make_event, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.point("I4")]
KINDS = ["debate", "proposals", "map", "agenda"]
TEXT = "Two lines\r\nof words"
BEGINS = timezone.now().replace(second=0, microsecond=0) + timedelta(days=7)


def as_a_browser_sends_it(html: str) -> dict[str, list[str]]:
    """The fields of the page's main form with what stands in them."""
    soup = BeautifulSoup(html, "html.parser")
    form = [form for form in soup.select("main form[method=post]") if form.select_one("[name=author_name]")][
        -1
    ]
    data: dict[str, list[str]] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.name == "textarea":
            value = field.text.removeprefix("\n").replace("\r\n", "\n").replace("\n", "\r\n")
        elif field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            value = chosen.get("value", "")
        elif (field.get("type") in ("checkbox", "radio") and not field.has_attr("checked")) or field.get(
            "type"
        ) == "file":
            continue
        else:
            value = field.get("value", "")
        data.setdefault(field["name"], []).append(value)
    return data


def published(kind: str, author) -> tuple[Contribution, str]:
    activity = proposals_activity(question("text", "Where?")) if kind == "proposals" else make_activity(kind)
    place = {"latitude": 48.89, "longitude": 2.2} if kind == "map" else {}
    if kind == "agenda":
        contribution = make_event(activity, (BEGINS, BEGINS + timedelta(hours=2)), author=author, text=TEXT)
    else:
        text = TEXT.replace("\r", "") if kind == "debate" else TEXT  # as each form keeps it
        contribution = make_contribution(activity, author=author, text=text, **place)
    with translation.override("fr"):
        return contribution, reverse(EDIT_ROUTES[contribution.kind], args=[contribution.reference])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("more", "status"), [("", Status.PUBLISHED), (" more", Status.PENDING)])
def test_only_what_comes_back_changed_goes_back_to_the_moderators(client, kind, more, status):
    author = make_person()
    contribution, address = published(kind, author)
    client.force_login(author)
    data = as_a_browser_sends_it(client.get(address).content.decode())
    response = client.post(address, data | {"text": [TEXT + more]})
    assert response.status_code == 302, BeautifulSoup(response.content, "html.parser").main.text
    contribution.refresh_from_db()
    assert (contribution.status, contribution.edited_at is None) == (status, not more)
    assert contribution.text.endswith(more)
