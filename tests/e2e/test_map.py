"""The collaborative map in a real browser: places by view, filters, balloons, the form; keyboard, Arabic, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from consultation_blocks.models import Activity, MapContribution
from tests.consultation_blocks.proposals.helpers import proposals_activity, question
from tests.e2e.axe import violations
from tests.factories import make_contribution
from tests.map_blocks.helpers import AREA, OVERLAY, category, key_of, make_map, scattered, written

pytestmark = pytest.mark.django_db(transaction=True)
PAYLOAD = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


@pytest.fixture
def places_map(transactional_db) -> Activity:
    activity = make_map(
        category("Danger", "red", "warning"), category("Trees", "green", "tree"), area=AREA, overlay=OVERLAY
    )
    keys = [key_of(activity, "Danger"), key_of(activity, "Trees")]
    for number, (latitude, longitude) in enumerate(scattered(12, reach=0.006)):
        make_contribution(
            activity,
            title=f"Place {number}",
            category=keys[number % 2],
            latitude=latitude,
            longitude=longitude,
        )
    activity.refresh_from_db()
    return activity


def counted(page) -> int:
    """Places that stand on the live map, alone or in clusters."""
    return page.evaluate(
        "() => [...document.querySelectorAll('.leaflet-marker-pane .map-marker')]"
        ".reduce((sum, marker) => sum + (Number(marker.textContent) || 1), 0)"
    )


def opened(open_page, activity, **options):
    page = open_page(activity.get_absolute_url(), **options)
    expect(page.locator(".leaflet-marker-pane .map-marker").first).to_be_visible()
    return page


@pytest.mark.point("M3", "M6", "X2")
def test_the_map_shows_the_places_of_the_view_and_the_list_is_in_step(places_map, open_page):
    page = opened(open_page, places_map)
    expect(page.locator("[data-map-count]")).to_have_text(re.compile(r"^12 "))
    assert counted(page) == 12
    page.get_by_role("link", name="Trees").first.click()
    expect(page.locator("[data-map-count]")).to_have_text(re.compile(r"^6 "))
    expect(page.locator(".map-list [data-contribution]")).to_have_count(6)
    assert f"category={key_of(places_map, 'Trees')}" in page.url
    page.locator(".leaflet-control-zoom-in").click()
    page.locator(".leaflet-control-zoom-in").click()
    page.locator(".leaflet-control-zoom-in").click()
    expect(page.locator("[data-map-count]")).not_to_have_text(re.compile(r"^6 "))


@pytest.mark.point("X2")
def test_without_a_tile_server_the_overlay_and_the_places_are_there(places_map, open_page):
    page = opened(open_page, places_map)
    expect(page.locator(".leaflet-container path.map-overlay--water")).to_be_visible()
    expect(page.locator(".leaflet-container path.map-area")).to_be_visible()
    expect(page.locator(".map-frame__note")).to_be_visible()


@pytest.mark.point("X3")
def test_from_the_keyboard_a_place_of_the_list_is_shown_on_the_map_and_focus_comes_back(
    places_map, open_page
):
    page = opened(open_page, places_map)
    expect(page.locator("[data-map-count]")).to_have_text(re.compile(r"^12 "))
    button = page.locator("[data-map-show]").first
    button.focus()
    page.keyboard.press("Enter")
    link = page.locator(".map-balloon__link")
    expect(link).to_be_focused()
    first = page.locator(".map-list [data-contribution]").first
    assert first.get_attribute("data-contribution") in link.get_attribute("href")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


@pytest.mark.point("X9")
def test_what_people_write_is_text_in_the_balloon_too(places_map, open_page, watch):
    MapContribution.objects.all().delete()
    place = make_contribution(
        places_map,
        title=PAYLOAD,
        text=PAYLOAD,
        author_name=PAYLOAD,
        place=PAYLOAD,
        latitude=48.89,
        longitude=2.2,
    )
    page = opened(open_page, places_map)
    page.locator(".leaflet-marker-pane .map-marker").first.click(force=True)
    expect(page.locator(".map-balloon__title")).to_have_text(PAYLOAD)
    page.goto(f"/fr/map/places/{place.reference}/")
    expect(page.locator("h1")).to_have_text(PAYLOAD)
    assert watch.dialogs == []


@pytest.mark.point("M1", "X1")
def test_a_place_is_added_by_a_click_on_the_map(places_map, open_page):
    page = open_page(places_map.contribute_url)
    live = page.locator(".place-picker__live")
    expect(live.locator(".leaflet-control-zoom-in")).to_be_visible()
    live.click(position={"x": 200, "y": 180})
    expect(page.locator("[name=latitude]")).to_have_value(re.compile(r"^48\.\d{6}$"))
    expect(live.locator(".map-marker")).to_be_visible()
    page.get_by_label("Danger").check()
    values = written()
    for name in ("title", "text", "author_name", "email"):
        page.fill(f"[name={name}]", values[name])
    page.locator("form.form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/confirm/$"))
    place = MapContribution.objects.get(title=values["title"])
    assert (place.status, place.category) == ("unconfirmed", key_of(places_map, "Danger"))
    assert abs(place.latitude - 48.89) < 0.02


@pytest.mark.point("M1", "X3")
def test_the_marker_is_placed_from_the_keyboard(places_map, open_page):
    page = open_page(places_map.contribute_url)
    live = page.locator(".place-picker__live")
    expect(live.locator(".leaflet-control-zoom-in")).to_be_visible()
    live.focus()
    page.keyboard.press("ArrowRight")
    page.locator(".place-picker__tools button").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".place-picker__status")).not_to_be_empty()
    assert float(page.locator("[name=longitude]").input_value()) > 2.2


@pytest.mark.point("P1", "X1")
def test_the_same_map_chooses_the_place_of_a_proposal(transactional_db, open_page):
    activity = proposals_activity(question("place", "Where?"))
    page = open_page(activity.contribute_url)
    live = page.locator(".place-picker__live")
    expect(live.locator(".leaflet-control-zoom-in")).to_be_visible()
    live.click(position={"x": 200, "y": 180})
    expect(page.locator("[name$=latitude]")).to_have_value(re.compile(r"^48\.\d{6}$"))
    expect(live.locator(".map-marker")).to_be_visible()


@pytest.mark.point("M1", "X1")
def test_without_scripts_a_place_is_sent_with_coordinates_and_one_outside_is_refused(places_map, open_page):
    page = open_page(places_map.contribute_url, javascript=False, width=390)
    page.get_by_label("Danger").check()
    values = written(latitude="48.95")
    for name in ("title", "text", "latitude", "longitude", "author_name", "email"):
        page.fill(f"[name={name}]", values[name])
    page.locator("form.form button[type=submit]").click()
    expect(page.locator(".form-errors")).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value(values["text"])
    page.fill("[name=latitude]", "48,8901")
    page.locator("form.form button[type=submit]").click()
    assert MapContribution.objects.get(title=values["title"]).latitude == 48.8901


# How far something stands from the nearest edge of the map, and its shorter side; in pixels.
ROOM = """(selector) => {
    const map = document.querySelector('.place-picker__live').getBoundingClientRect()
    const part = document.querySelector(`.place-picker__live ${selector}`).getBoundingClientRect()
    const room = [part.left - map.left, map.right - part.right, part.top - map.top, map.bottom - part.bottom]
    return { room: Math.min(...room), side: Math.min(part.width, part.height) }
}"""


@pytest.mark.point("M1", "X4")
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("latitude", "longitude", "is_near"), [("43.2", "5.3", False), ("48.905", "2.2", True)]
)
def test_a_place_outside_comes_back_with_the_area_in_view(
    places_map, open_page, latitude, longitude, is_near, width
):
    page = open_page(places_map.contribute_url, width=width)
    expect(page.locator(".leaflet-control-zoom-in")).to_be_visible()
    if page.locator("[data-place-degrees]:not([open])").count():
        page.locator("[data-place-degrees] summary").click()
    page.get_by_label("Danger").check()
    for name, value in written(latitude=latitude, longitude=longitude, submission_key=None).items():
        if value:
            page.fill(f"main form.form [name={name}]", value)
    page.locator("form.form button[type=submit]").click()
    expect(page.locator(".form-errors")).to_be_visible()
    expect(page.locator("[name=latitude]")).to_have_value(latitude)
    expect(page.locator(".place-picker__live path.map-area")).to_be_visible()
    page.wait_for_function(f"() => ({ROOM})('path.map-area').room >= 0")
    assert page.evaluate(ROOM, "path.map-area")["side"] > 100
    assert (page.evaluate(ROOM, ".map-marker")["room"] >= 0) == is_near
    heights = [page.locator(f"[name={name}]").bounding_box()["height"] for name in ("latitude", "longitude")]
    assert heights[0] == pytest.approx(heights[1], abs=4)  # the border of an error is thicker


@pytest.mark.point("X1")
def test_without_scripts_picture_list_and_filters_are_there(places_map, open_page):
    page = open_page(places_map.get_absolute_url(), javascript=False)
    assert page.locator(".map-picture .map-pin, .map-picture .map-cluster").count() > 0
    assert page.locator(".map-list [data-contribution]").count() == 12
    assert page.locator("[data-map-show]:visible, [data-map-open]:visible").count() == 0
    page.get_by_role("link", name="Trees").first.click()
    assert page.locator(".map-list [data-contribution]").count() == 6


def test_on_a_campaign_page_leaflet_waits_until_somebody_wants_it(places_map, open_page):
    from pages.models import CampaignPage

    asked = []
    page = open_page(CampaignPage.objects.get().url, width=390)
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    button = page.locator("[data-map-open]")
    expect(button).to_be_visible()
    assert not [url for url in asked if "leaflet" in url]
    button.click()
    expect(page.locator(".leaflet-marker-pane .map-marker").first).to_be_visible()
    assert counted(page) == 12


@pytest.mark.point("X3", "X5")
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_on_map_form_and_place(places_map, open_page, language, width):
    place = places_map.contributions.first()
    for address in (
        places_map.get_absolute_url(),
        f"/fr/map/{places_map.pk}/new/",
        f"/fr/map/places/{place.reference}/",
    ):
        page = open_page(address.replace("/fr/", f"/{language}/"), width=width)
        page.wait_for_load_state("networkidle")
        if "places/" not in address:
            expect(page.locator(".leaflet-control-zoom-in")).to_be_visible()
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} is too wide"


@pytest.mark.point("M1", "X3")
def test_a_map_that_loads_late_leaves_what_is_being_written_alone(places_map, open_page):
    page = open_page("/fr/")
    held = []
    page.route("**/leaflet/leaflet.js", lambda route: held.append(route))
    page.goto(f"/fr/map/{places_map.pk}/new/", wait_until="domcontentloaded")
    expect(page.locator("[data-place-degrees]")).to_have_attribute("open", "")
    page.locator("[name=latitude]").fill("48.8925")
    page.locator("[name=longitude]").press_sequentially("2.2")
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("[data-place-map] .map-marker")).to_be_visible()
    expect(page.locator("[data-place-degrees]")).to_have_attribute("open", "")
    page.keyboard.type("071")
    assert page.input_value("[name=latitude]") == "48.8925"
    assert page.input_value("[name=longitude]") == "2.2071"
