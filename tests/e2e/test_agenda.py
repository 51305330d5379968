"""The agenda's form in a real browser: its rows of dates."""

import re

import pytest
from playwright.sync_api import expect

from consultation_blocks.models import Activity, Event
from tests.factories import make_activity

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agenda(transactional_db) -> Activity:
    return make_activity("agenda")


def filled(page) -> None:
    values = {
        "title": "A walk",
        "text": "Along the river.",
        "location_name": "Town library",
        "author_name": "Ana",
        "email": "ana@example.org",
        "dates-0-day": "2030-05-12",
        "dates-0-begins": "18:00",
        "dates-0-ends": "20:00",
    }
    for name, value in values.items():
        page.fill(f"main form.form [name='{name}']", value)


@pytest.mark.point("A1", "X1")
def test_a_date_that_is_added_and_left_alone_asks_for_nothing(agenda, open_page):
    page = open_page(agenda.contribute_url)
    filled(page)
    page.locator("[data-add-date]").click()
    row = page.locator("[data-date-row]").nth(1)
    expect(row.locator("[name$='-day']")).to_be_focused()
    assert [field.input_value() for field in row.locator("input").all()] == [""] * 4
    page.locator("main form.form .form__actions button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(r"/confirm/$"))
    assert Event.objects.get().timings.count() == 1


@pytest.mark.point("A1")
def test_another_day_has_the_hours_of_the_date_before_it_unless_they_are_given(agenda, open_page):
    page = open_page(agenda.contribute_url)
    filled(page)
    for number, day in enumerate(["2030-05-19", "2030-05-26"], 1):
        page.locator("[data-add-date]").click()
        if number == 2:
            page.fill("[name=dates-2-begins]", "10:00")
        page.fill(f"[name=dates-{number}-day]", day)
        page.locator(f"[name=dates-{number}-day]").blur()
    expect(page.locator("[name=dates-1-begins]")).to_have_value("18:00")
    expect(page.locator("[name=dates-1-ends]")).to_have_value("20:00")
    expect(page.locator("[name=dates-2-begins]")).to_have_value("10:00")
    expect(page.locator("[name=dates-2-ends]")).to_have_value("")
