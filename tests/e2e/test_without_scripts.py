"""All five activities in a browser that runs no script: read, filtered, filled in, voted on."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from consultation_blocks.models import Activity, Contribution, Vote
from consultation_blocks.participation.kinds import Moderation, Status
from consultation_blocks.timeline.conversion import list_item, slide_fields
from consultation_blocks.timeline.dates import PartialDate
from consultation_blocks.timeline.formats import Slide
from tests.factories import block, make_campaign_page, make_contribution, make_event, make_person

pytestmark = pytest.mark.point("X1")
WORDS = {
    "debate": "The deliveries must go on",
    "proposals": "Lime trees before the hall",
    "map": "The broken bench",
    "agenda": "A walk on Saturday",
    "timeline": "The ropeworks closes",
}
# What a visitor writes, beside name and address: activity → field → value.
ENTRIES = {
    "debate": {"text": "And the school run too"},
    "proposals": {"title": "A fountain", "text": "For the hot days."},
    "map": {"title": "A dark corner", "text": "No lamp.", "latitude": "48.8925", "longitude": "2.2071"},
    "agenda": {
        "title": "A bicycle workshop",
        "text": "Bring yours.",
        "location_name": "The hall",
        "dates-0-day": "2031-05-12",
        "dates-0-begins": "10:00",
        "dates-0-ends": "12:00",
    },
}


@pytest.fixture
def campaign():
    closing = list_item(slide_fields(Slide(headline=WORDS["timeline"], start=PartialDate(1968, 5))))
    settings = {"access": "email", "moderation": Moderation.AFTER}
    page = make_campaign_page(
        *[block(kind, **settings) for kind in ENTRIES],
        block("timeline", events=[closing]),
        title="The square",
    )
    activities = {a.kind: a for a in Activity.objects.filter(campaign__key=page.translation_key)}
    make_contribution(activities["debate"], text=WORDS["debate"], stance="against")
    make_contribution(activities["proposals"], title=WORDS["proposals"])
    make_contribution(activities["map"], title=WORDS["map"], latitude=48.892, longitude=2.206)
    make_event(activities["agenda"], title=WORDS["agenda"])
    return page, activities


def the_code() -> str:
    return re.search(r"^\s*(\d{3} ?\d{3})\s*$", mail.outbox[-1].body, re.MULTILINE)[1]


def send(page: Page) -> None:
    page.locator("main form.form .form__actions button[type=submit]").first.click()


@pytest.mark.parametrize("width", [390, 1280])
def test_every_block_is_read_in_the_campaign_and_on_its_own_page(open_page, campaign, width):
    page, activities = campaign
    window = open_page(page.url, width=width, javascript=False)
    for kind, words in WORDS.items():
        section = window.locator(f"[data-block={kind}][data-activity='{activities[kind].pk}']")
        expect(section.get_by_text(words).first).to_be_visible()
    for kind, words in WORDS.items():
        window.goto(reverse("activity", args=[activities[kind].pk]))
        expect(window.locator("main").get_by_text(words).first).to_be_visible()


@pytest.mark.parametrize("kind", ENTRIES)
def test_what_a_visitor_writes_is_sent_confirmed_and_read(open_page, campaign, kind):
    page, activities = campaign
    window = open_page(page.url, javascript=False)
    selector = "a[href*='/comment/']" if kind == "debate" else "a[href*='/contribute/']"
    window.locator(f"[data-block={kind}]").locator(selector).first.click()
    closed = window.locator("main form details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    for name, value in ENTRIES[kind].items():
        window.fill(f"main form.form [name='{name}']", value)
    if kind == "proposals":
        window.locator("main form.form fieldset").get_by_role("radio").first.check()
    window.fill("main [name=author_name]", "Ana")
    window.fill("main [name=email]", "ana@example.org")
    send(window)
    if kind == "proposals":
        preview = window.locator("[data-preview]")
        expect(preview).to_contain_text(ENTRIES[kind]["title"])
        window.locator("[data-preview] ~ form button[type=submit]").click()
    window.wait_for_url("**/confirm/")
    window.fill("[name=code]", the_code())
    window.locator("button[value=confirm]").click()
    window.wait_for_url("**/receipt/")
    sent = Contribution.objects.get(author_name="Ana")
    assert (sent.status, sent.activity) == (Status.PUBLISHED, activities[kind])
    expect(window.locator("main")).to_contain_text(sent.reference)
    window.goto(reverse("activity", args=[activities[kind].pk]))
    words = ENTRIES[kind].get("title") or ENTRIES[kind]["text"]
    expect(window.locator(f"#c-{sent.reference}")).to_contain_text(words)


@pytest.mark.parametrize("kind", ENTRIES)
def test_an_empty_form_comes_back_with_links_to_what_is_missing(open_page, campaign, kind):
    _page, activities = campaign
    window = open_page(reverse("contribute", args=[activities[kind].pk]), javascript=False)
    window.fill("main [name=author_name]", "Ana")
    send(window)
    link = window.locator(".form-errors a").first
    target = link.get_attribute("href")
    link.click()
    assert window.locator(target).count() == 1
    expect(window.locator("[name=author_name]")).to_have_value("Ana")


def test_a_vote_leads_through_the_code_and_counts(open_page, campaign):
    _page, activities = campaign
    person = make_person()
    window = open_page(reverse("activity", args=[activities["debate"].pk]), javascript=False)
    window.locator("[data-vote] [data-value='1']").first.click()
    window.fill("main [name=email]", person.email)
    send(window)
    window.fill("main [name=code]", the_code())
    send(window)
    window.locator("main form button[value='1']").first.click()
    assert Vote.objects.get().voter == person


def test_lists_are_sorted_searched_and_paged_by_links_and_forms(open_page, campaign):
    _page, activities = campaign
    for number in range(40):
        make_contribution(activities["proposals"], title=f"Idea {number:02d}")
    window = open_page(reverse("activity", args=[activities["proposals"].pk]), javascript=False)
    shown = window.locator("[data-contribution]")
    first = set(shown.evaluate_all("cards => cards.map((card) => card.dataset.contribution)"))
    window.locator(".pagination a, a[rel=next]").first.click()
    second = set(shown.evaluate_all("cards => cards.map((card) => card.dataset.contribution)"))
    assert second - first
    window.locator("main form[method=get] [name=q]").first.fill("lime")
    window.keyboard.press("Enter")
    expect(window.locator("main").get_by_text(WORDS["proposals"]).first).to_be_visible()
    assert shown.count() == 1
