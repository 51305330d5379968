"""The timeline in a real browser: keys, Back, two timelines on a page, announcements, right to left, print."""

import json

import pytest

from consultation_blocks.participation.models import Activity
from consultation_blocks.timeline.conversion import list_item, slide_fields
from consultation_blocks.timeline.formats import read_timeline
from tests.e2e.axe import violations

pytestmark = pytest.mark.django_db(transaction=True)


def stored(names: list[str], group: str = "") -> list[dict]:
    events = [
        {
            "start_date": {"year": 2001 + place},
            "text": {"headline": name, "text": "<p>Words.</p>"},
            "group": group,
        }
        for place, name in enumerate(names)
    ]
    timeline = read_timeline(json.dumps({"events": events}).encode()).timeline
    return [list_item(slide_fields(slide)) for slide in timeline.events]


@pytest.fixture
def campaign(transactional_db):
    """A published page with two timelines; returns it with their activities."""
    from pages.models import CampaignPage
    from pages.tree import ensure_campaign_index

    bodies = [("Canal", ["Opening", "Flood", "Closing"]), ("Market", ["First stall", "Roof", "Fire"])]
    page = CampaignPage(
        title="Ropeworks",
        slug="ropeworks",
        body=json.dumps(
            [
                {"type": "timeline", "value": {"title": title, "events": stored(names)}}
                for title, names in bodies
            ]
        ),
    )
    ensure_campaign_index().add_child(instance=page)
    page.save_revision().publish()
    return page, list(Activity.objects.order_by("position"))


def block(browser_page, activity):
    return browser_page.locator(f"[data-timeline=t{activity.pk}]")


def shown(timeline) -> list[str]:
    return [text.strip() for text in timeline.locator(".timeline__headline:visible").all_inner_texts()]


@pytest.mark.point("X1", "T4")
def test_without_scripts_the_whole_list_is_there_and_no_dead_button(campaign, open_page):
    page, activities = campaign
    timeline = block(open_page(page.url, javascript=False), activities[0])
    assert shown(timeline) == ["Opening", "Flood", "Closing"]
    assert timeline.locator("button").count() == 0


@pytest.mark.point("T4", "T5")
def test_keys_move_the_timeline_that_has_the_focus_and_only_that_one(campaign, open_page):
    page, (canal, market) = campaign
    browser_page = open_page(page.url)
    first, second = block(browser_page, canal), block(browser_page, market)
    browser_page.keyboard.press("ArrowRight")
    assert (shown(first), shown(second)) == (["Opening"], ["First stall"])
    second.locator("[data-step='1']").focus()
    browser_page.keyboard.press("ArrowRight")
    assert (shown(first), shown(second)) == (["Opening"], ["Roof"])
    browser_page.keyboard.press("End")
    assert shown(second) == ["Fire"]
    browser_page.keyboard.press("ArrowRight")
    assert shown(second) == ["Fire"]
    browser_page.keyboard.press("Home")
    assert shown(second) == ["First stall"]


@pytest.mark.point("T5")
def test_a_change_of_slide_announces_date_and_title_only(campaign, open_page):
    page, (canal, _market) = campaign
    timeline = block(open_page(page.url), canal)
    live = timeline.locator("[data-timeline-live]")
    assert live.inner_text() == ""
    timeline.locator("[data-step='1']").click()
    assert live.text_content() == "2002 – Flood"


@pytest.mark.point("T4")
def test_back_returns_to_the_slide_before_in_each_timeline(campaign, open_page):
    page, (canal, market) = campaign
    browser_page = open_page(page.url)
    first, second = block(browser_page, canal), block(browser_page, market)
    first.locator("[data-step='1']").click()
    second.locator("[data-step='1']").click()
    first.locator("[data-step='1']").click()
    assert browser_page.url.endswith(f"#t{canal.pk}-closing")
    browser_page.go_back()
    first.locator(".is-current", has_text="Flood").wait_for()
    assert shown(second) == ["Roof"]
    browser_page.go_back()
    second.locator(".is-current", has_text="First stall").wait_for()
    assert shown(first) == ["Flood"]
    browser_page.go_back()
    first.locator(".is-current", has_text="Opening").wait_for()
    browser_page.go_forward()
    first.locator(".is-current", has_text="Flood").wait_for()


@pytest.mark.point("T4", "X6")
def test_a_link_to_an_event_opens_it(campaign, open_page):
    page, (_canal, market) = campaign
    browser_page = open_page(f"{page.url}#t{market.pk}-roof")
    assert shown(block(browser_page, market)) == ["Roof"]
    assert (
        block(browser_page, market).locator("[aria-current=true]").get_attribute("aria-label")
        == "2002 – Roof"
    )


@pytest.mark.point("T5")
def test_the_strip_is_one_stop_for_the_keyboard(campaign, open_page):
    page, (canal, _market) = campaign
    browser_page = open_page(page.url)
    timeline = block(browser_page, canal)
    assert timeline.locator(".timeline__marker[tabindex='0']").count() == 1
    timeline.locator(".timeline__marker[tabindex='0']").focus()
    browser_page.keyboard.press("ArrowRight")
    assert browser_page.evaluate("document.activeElement.getAttribute('aria-label')") == "2002 – Flood"


@pytest.mark.point("X5")
def test_in_arabic_the_axis_and_the_arrows_run_from_right_to_left(campaign, open_page):
    _page, (canal, _market) = campaign
    browser_page = open_page(canal.get_absolute_url().replace("/fr/", "/ar/"), language="ar")
    timeline = block(browser_page, canal)
    boxes = [marker.bounding_box()["x"] for marker in timeline.locator(".timeline__marker").all()]
    assert boxes == sorted(boxes, reverse=True)
    assert len(set(boxes)) == 3
    timeline.locator("[data-step='1']").focus()
    browser_page.keyboard.press("ArrowLeft")
    assert shown(timeline) == ["Flood"]
    browser_page.keyboard.press("ArrowRight")
    assert shown(timeline) == ["Opening"]


@pytest.mark.point("X3", "X6")
def test_the_list_is_one_click_away_and_is_what_prints(campaign, open_page):
    page, (canal, _market) = campaign
    browser_page = open_page(page.url)
    timeline = block(browser_page, canal)
    assert shown(timeline) == ["Opening"]
    timeline.locator("[data-set-view=list]").click()
    assert shown(timeline) == ["Opening", "Flood", "Closing"]
    timeline.locator("[data-set-view=slides]").click()
    browser_page.emulate_media(media="print")
    assert shown(timeline) == ["Opening", "Flood", "Closing"]


@pytest.mark.point("X3")
@pytest.mark.parametrize(("language", "width"), [("fr", 390), ("fr", 1280), ("ar", 390), ("ar", 1280)])
def test_axe_finds_nothing_on_the_timelines_own_page(campaign, open_page, language, width):
    _page, (canal, _market) = campaign
    address = canal.get_absolute_url().replace("/fr/", f"/{language}/")
    browser_page = open_page(address, width=width, language=language)
    assert violations(browser_page, within=".timeline") == []
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width
