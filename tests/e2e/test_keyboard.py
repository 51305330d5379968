"""What no scanner sees: the site by keyboard alone, as somebody without a mouse, or without sight, goes through it."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from consultation_blocks.models import Activity, Vote
from tests.factories import block, make_campaign_page, make_contribution, make_event, make_person

from .test_people import sign_in

pytestmark = pytest.mark.point("X3")
MOST_STOPS = 200
# Where the keyboard is, and whether one can see it: an outline of at least 3 px, of the element or of the card whose link it is.
FOCUS = """() => {
    const element = document.activeElement
    if (!element || element === document.body) return null
    const box = element.getBoundingClientRect()
    const rings = [element, element.closest('.card, label')].filter(Boolean).map((e) => getComputedStyle(e))
    const ring = rings.find((style) => style.outlineStyle !== 'none') || rings[0]
    return {
        html: element.outerHTML.slice(0, 160),
        outline: ring.outlineStyle === 'none' ? 0 : parseFloat(ring.outlineWidth),
        clear: ring.outlineColor.endsWith(', 0)'),
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    }
}"""


@pytest.fixture
def campaign():
    kinds = ["debate", "proposals", "map", "agenda"]
    page = make_campaign_page(*[block(kind) for kind in kinds], block("timeline"), title="The square")
    found = {a.kind: a for a in Activity.objects.filter(campaign__key=page.translation_key)}
    make_contribution(found["debate"], text="A comment")
    make_contribution(found["proposals"], title="A proposal")
    make_contribution(found["map"], title="A place", latitude=48.892, longitude=2.206)
    make_event(found["agenda"], title="A walk")
    return page, found


def stops(page: Page) -> list[dict]:
    """Every stop of the tabulator from the top of the page until it leaves the page or comes round."""
    seen, found = set(), []
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            return found
        mark = page.evaluate(
            "() => { const e = document.activeElement; return e.dataset.stop ||= Math.random() }"
        )
        if mark in seen:
            return found
        seen.add(mark)
        found.append(focus)
    raise AssertionError(f"more than {MOST_STOPS} stops: {found[-3:]}")


@pytest.mark.parametrize("width", [390, 1280])
def test_every_stop_can_be_seen_and_the_last_is_in_the_footer(open_page, campaign, width):
    page, found = campaign
    window = open_page(page.url, width=width)
    for address in [page.url, *[reverse("activity", args=[found[kind].pk]) for kind in ("proposals", "map")]]:
        window.goto(address)
        ways = stops(window)
        assert len(ways) > 10
        assert [way for way in ways if way["outline"] < 3 or way["clear"]] == []
        assert [way for way in ways if not way["inView"]] == []
        last = window.locator("footer a, footer button").last.evaluate("(e) => e.outerHTML.slice(0, 160)")
        assert last.split(" data-stop")[0][:60] in ways[-1]["html"]


def test_the_first_stop_leads_past_the_menus(open_page, campaign):
    page, _found = campaign
    window = open_page(page.url)
    window.keyboard.press("Tab")
    link = window.locator(":focus")
    expect(link).to_be_in_viewport()
    target = link.get_attribute("href")
    window.keyboard.press("Enter")
    window.keyboard.press("Tab")
    assert window.evaluate(
        "(target) => document.querySelector(target).contains(document.activeElement)", target
    )


def test_the_menu_of_a_phone_opens_and_closes(open_page, campaign):
    page, _found = campaign
    window = open_page(page.url, width=390)
    menu = window.locator("header details").first
    menu.locator("summary").focus()
    window.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    window.keyboard.press("Tab")
    assert window.evaluate("document.querySelector('header details').contains(document.activeElement)")
    expect(window.locator(":focus")).to_be_in_viewport()
    menu.locator("summary").focus()
    window.keyboard.press("Enter")
    expect(menu).not_to_have_attribute("open", "")


@pytest.mark.parametrize("kind", ["debate", "proposals", "map", "agenda"])
def test_after_a_faulty_form_the_focus_is_on_the_summary_whose_links_lead_to_the_fields(
    open_page, campaign, kind
):
    _page, found = campaign
    window = open_page(reverse("contribute", args=[found[kind].pk]))
    window.locator("main form.form .form__actions button[type=submit]").first.focus()
    window.keyboard.press("Enter")
    summary = window.locator(".form-errors")
    expect(summary).to_be_focused()
    window.keyboard.press("Tab")
    link = window.locator(":focus")
    target = link.get_attribute("href")
    window.keyboard.press("Enter")
    focused = "(target) => document.querySelector(target).contains(document.activeElement)"
    assert window.evaluate(focused, target), target


def test_a_vote_is_cast_with_the_keyboard_and_told(open_page, campaign):
    _page, found = campaign
    person = make_person()
    window = open_page("/fr/")
    sign_in(window, person)
    window.goto(reverse("activity", args=[found["debate"].pk]))
    button = window.locator("[data-vote] [data-value='1']").first
    button.focus()
    window.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_be_focused()
    told = window.locator("[role=status], [aria-live]").filter(has=window.locator(".toast"))
    expect(told.first).to_be_visible()
    assert Vote.objects.get().voter == person
