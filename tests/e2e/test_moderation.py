"""A moderator at work: by keyboard, with hostile text in the queue, in the admin's own content policy."""

import re

import pytest
from playwright.sync_api import expect

from consultation_blocks.models import Contribution
from consultation_blocks.participation.kinds import Status
from tests.factories import make_activity, make_contribution, make_moderator

PAYLOAD = "<img src=x onerror=alert(1)><script>alert(2)</script>"
QUEUE = "/admin/snippets/consultation_blocks/contribution/"


@pytest.fixture
def waiting(transactional_db):
    """Three that wait, oldest first, and the moderator's campaign."""
    activity = make_activity("debate")
    person = make_moderator(activity.campaign)
    person.set_password("a long password 1")
    person.save()
    return person, [
        make_contribution(activity, Status.PENDING, text=f"{PAYLOAD} number {n}") for n in range(3)
    ]


def sign_in(page, person) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", person.email)
    page.fill("[name=password]", "a long password 1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")


def wait_until_shown(page, text: str) -> None:
    """The page with this text has come, with its script."""
    expect(page.locator(".reading__text")).to_contain_text(text)
    page.wait_for_load_state("load")


def statuses(contributions) -> list[str]:
    return [Contribution.objects.get(pk=contribution.pk).status for contribution in contributions]


@pytest.mark.point("Q1")
@pytest.mark.parametrize("width", [390, 1280])
def test_a_queue_is_read_and_decided_with_the_keyboard(open_page, waiting, width):
    person, contributions = waiting
    page = open_page("/admin/", width=width)
    sign_in(page, person)
    page.goto(QUEUE)
    page.get_by_role("link", name=re.compile("number 0")).first.click()
    wait_until_shown(page, "number 0")
    page.keyboard.press("j")
    wait_until_shown(page, "number 1")
    page.keyboard.press("k")
    wait_until_shown(page, "number 0")
    page.keyboard.press("a")
    wait_until_shown(page, "number 1")
    page.keyboard.press("r")
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    wait_until_shown(page, "number 2")
    assert statuses(contributions) == [Status.PUBLISHED, Status.REJECTED, Status.PENDING]
    page.keyboard.press("u")
    page.wait_for_url(f"**{QUEUE}")


def test_letters_typed_into_the_note_decide_nothing(open_page, waiting):
    person, contributions = waiting
    page = open_page("/admin/")
    sign_in(page, person)
    page.goto(f"{QUEUE}inspect/{contributions[0].pk}/")
    page.keyboard.press("r")
    page.locator("#decision-note").fill("")
    page.locator("#decision-note").press_sequentially("a jar ajar 1")
    expect(page.locator("#decision-note")).to_have_value("a jar ajar 1")
    assert statuses(contributions) == [Status.PENDING] * 3


@pytest.mark.point("Q2")
def test_two_are_approved_in_bulk_and_one_rejected_without_javascript(open_page, waiting):
    person, contributions = waiting
    page = open_page("/admin/")
    sign_in(page, person)
    page.goto(QUEUE)
    for contribution in contributions[:2]:
        page.locator(f'input[type=checkbox][data-object-id="{contribution.pk}"]').check()
    page.locator("[data-bulk-action-button][href*='/approve/']").click()
    page.locator(".nice-padding form button[type=submit]").click()
    page.wait_for_url(f"**{QUEUE}*")
    assert statuses(contributions) == [Status.PUBLISHED, Status.PUBLISHED, Status.PENDING]
    plain = open_page("/admin/login/", javascript=False)
    sign_in(plain, person)
    plain.goto(f"{QUEUE}inspect/{contributions[2].pk}/")
    plain.locator("details summary").click()
    plain.locator("input[type=radio]").nth(1).check()
    plain.locator("details button").click()
    plain.wait_for_url(f"**{QUEUE}*")
    assert statuses(contributions) == [Status.PUBLISHED, Status.PUBLISHED, Status.REJECTED]
