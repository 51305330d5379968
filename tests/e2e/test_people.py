"""Taking part in a real browser: the captcha, the code, votes in place, text that is not lost, pages that axe accepts."""

import re
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from consultation_blocks.models import Activity, Comment, Contribution, Vote
from consultation_blocks.participation import services
from consultation_blocks.participation.kinds import Moderation, Status
from tests.e2e.axe import violations
from tests.factories import actor, block, make_activity, make_campaign_page, make_contribution, make_person


@pytest.fixture
def activity():
    return make_activity("debate", access="open", moderation=Moderation.AFTER)


def sign_in(page, person):
    """Give a page's browser the session of a person, with the hint that signing in leaves."""
    client = Client()
    client.force_login(person)
    origin = re.match(r"https?://[^/]+", page.url).group(0)
    cookies = {"sessionid": client.cookies["sessionid"].value, "pf_session": "1"}
    page.context.add_cookies(
        [{"name": name, "value": value, "url": origin} for name, value in cookies.items()]
    )


def write(page, text: str):
    page.locator("main form textarea[name=text]").fill(text)
    page.locator("main form input[name=author_name]").fill("Ana")


def send(page):
    page.locator("main form button[type=submit]").first.click()


@pytest.mark.point("I2", "X2")
def test_the_box_is_ticked_solved_and_the_receipt_shows_the_reference(open_page, activity):
    page = open_page(reverse("debate_comment", args=[activity.pk]), width=390)
    write(page, "With a captcha and no address")
    page.locator("[data-captcha] input[type=checkbox]").check()
    page.wait_for_function("() => document.querySelector('[data-captcha-answer]').value !== ''")
    send(page)
    page.wait_for_url("**/receipt/")
    assert Contribution.objects.get().reference in page.locator("main").inner_text()


@pytest.mark.point("X1", "I1")
@pytest.mark.parametrize("javascript", [True, False])
def test_an_address_and_a_code_do_instead_with_and_without_scripts(open_page, activity, javascript):
    page = open_page(reverse("debate_comment", args=[activity.pk]), javascript=javascript)
    write(page, "With an address")
    page.locator("main form input[name=email]").fill("ana@example.org")
    send(page)
    page.wait_for_url("**/confirm/")
    code = re.search(r"\b(\d{3}) (\d{3})\b", mail.outbox[-1].body).group(0)
    page.locator("input[name=code]").fill(code)
    send(page)
    page.wait_for_url("**/receipt/")
    assert Contribution.objects.get().status == Status.PUBLISHED
    page.goto(reverse("my_contributions"))
    assert "With an address" in page.locator("main").inner_text()


def test_what_is_written_survives_leaving_the_page_and_is_forgotten_once_sent(open_page, activity):
    url = reverse("debate_comment", args=[activity.pk])
    page = open_page(url)
    write(page, "Half a thought")
    page.locator("main form input[name=email]").fill("ana@example.org")
    page.wait_for_function("() => Object.keys(sessionStorage).some((key) => key.startsWith('kept:'))")
    assert "ana@example.org" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.goto("/fr/account/login/")
    page.goto(url)
    assert page.locator("textarea[name=text]").input_value() == "Half a thought"
    page.locator("main form input[name=email]").fill("ana@example.org")
    send(page)
    page.wait_for_url("**/confirm/")
    page.goto(url)
    assert page.locator("textarea[name=text]").input_value() == ""


def test_a_second_click_sends_nothing_twice(open_page, activity):
    page = open_page(reverse("debate_comment", args=[activity.pk]))
    write(page, "Once is enough")
    page.locator("main form input[name=email]").fill("ana@example.org")
    page.locator("main form button[type=submit]").first.dblclick()
    page.wait_for_url("**/confirm/")
    assert Contribution.objects.count() == 1


# For each choice: how far its words stand from the end of its card, and the row that it is in.
CHOICES = """() => [...document.querySelectorAll('.stance-picker label')].map((label) => {
    const words = document.createRange()
    words.selectNodeContents(label.querySelector('span'))
    const [inner, card] = [words.getBoundingClientRect(), label.getBoundingClientRect()]
    return { room: Math.min(card.right - inner.right, inner.left - card.left), row: Math.round(card.top) }
})"""


@pytest.mark.point("D3")
@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_words_of_every_stance_stay_inside_their_card(open_page, width, language):
    clause = {"type": "item", "id": str(uuid.uuid4()), "value": {"heading": "A part", "text": "<p>Words</p>"}}
    make_campaign_page(block("debate", clauses=[clause]))
    address = reverse("activity", args=[Activity.objects.get().pk])
    page = open_page(address.replace("/fr/", f"/{language}/"), width=width, language=language)
    # Beside the text under discussion, and on a page of its own.
    link = page.locator(".discussion__head a[data-answer]")
    alone = link.get_attribute("href")
    link.click()
    page.locator(".answer-slot .stance-picker").wait_for()
    beside = page.evaluate(CHOICES)
    page.goto(alone)
    for choices in (beside, page.evaluate(CHOICES)):
        assert len(choices) == 4
        assert [choice for choice in choices if choice["room"] < 8] == []
        # Never three and one.
        assert len({choice["row"] for choice in choices}) in (1, 2, 4)


@pytest.mark.point("D6")
def test_a_vote_shows_at_once_stands_after_a_reload_and_can_be_taken_back(open_page, activity):
    comment = make_contribution(activity)
    page = open_page("/fr/")
    person = make_person()
    sign_in(page, person)
    page.goto(reverse("activity", args=[activity.pk]))
    up = page.locator(f'[data-vote="{comment.reference}"] [data-value="1"]').first
    expect(up).to_have_attribute("aria-pressed", "false")
    up.click()
    expect(up).to_have_attribute("aria-pressed", "true")
    page.locator(".toast").wait_for()
    assert up.inner_text().strip().endswith("1")
    page.reload()
    expect(up).to_have_attribute("aria-pressed", "true")
    up.focus()
    page.keyboard.press("Space")
    expect(up).to_have_attribute("aria-pressed", "false")
    page.locator(".toast").wait_for()
    assert not Vote.objects.exists()


@pytest.mark.point("D6")
def test_a_refused_vote_is_taken_back_and_says_why(open_page, activity):
    author = make_person()
    comment = make_contribution(activity, author=author)
    page = open_page("/fr/")
    sign_in(page, author)
    page.goto(reverse("activity", args=[activity.pk]))
    up = page.locator(f'[data-vote="{comment.reference}"] [data-value="1"]').first
    up.click()
    toast = page.locator(".toast--bad")
    toast.wait_for()
    assert toast.inner_text()
    assert up.get_attribute("aria-pressed") == "false"
    assert up.inner_text().strip().endswith("0")


def test_a_reader_without_session_asks_the_server_nothing_personal_until_voting(open_page, activity):
    comment = make_contribution(activity)
    page = open_page("/fr/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/me/state/" in request.url else None)
    page.goto(reverse("activity", args=[activity.pk]), wait_until="networkidle")
    assert asked == []
    assert page.context.cookies() == []
    page.locator(f'[data-vote="{comment.reference}"] [data-value="1"]').first.click()
    page.wait_for_url("**/account/login/**")
    assert len(asked) == 1


def pages_of(activity, person) -> dict[str, str]:
    """Every page of this room in one state worth seeing, by route."""
    mine = make_contribution(activity, Status.PENDING, author=person, text="Mine, waiting")
    make_contribution(activity, Status.REJECTED, author=person, text="Mine, refused")
    other = make_contribution(activity, author=make_person())
    return {
        "my_contributions": reverse("my_contributions"),
        "receipt": reverse("receipt", args=[mine.reference]),
        "vote": reverse("vote", args=[other.reference]),
        "report": reverse("report", args=[other.reference]),
        "withdraw": reverse("withdraw_contribution", args=[mine.reference]),
        "refused": reverse("vote", args=[other.reference]).replace("vote", "edit"),
        "sign out": reverse("account_logout"),
    }


@pytest.mark.point("X3")
@pytest.mark.parametrize(("language", "width"), [("fr", 390), ("fr", 1280), ("ar", 390), ("ar", 1280)])
def test_axe_finds_nothing_on_the_pages_of_taking_part(open_page, activity, language, width):
    with translation.override(language):
        person = make_person()
        sent = services.submit(
            Comment(activity=activity, text="Waiting", author_name="Ana"),
            actor=actor(),
            email="a@example.org",
        )
        token = re.search(r"/confirm/(\S+)/", mail.outbox[-1].body).group(1)
        page = open_page(f"/{language}/account/login/", width=width, language=language)
        found = {"sign in": violations(page)}
        page.goto(reverse("confirm_link", args=[token]))
        found["link"] = violations(page)
        page.goto(reverse("debate_comment", args=[activity.pk]))
        send(page)
        page.locator(".form-errors").wait_for()
        found["form with errors"] = violations(page)
        sign_in(page, person)
        for name, url in pages_of(activity, person).items():
            page.goto(url)
            found[name] = violations(page)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    assert sent.status == Status.UNCONFIRMED
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
