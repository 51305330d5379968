"""Times in words, in the city's own time zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from freezegun import freeze_time

from consultation_blocks.participation.models import Activity
from consultation_blocks.participation.rules import closed_message
from site_core.templatetags import dates_in_words as words

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)


@freeze_time("2026-05-09 10:00:00")
@pytest.mark.point("X4")
@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (at(2026, 5, 12, 12, 0), "closes in 3 days, on May 12 at noon"),
        (at(2026, 5, 13, 0, 0), "closes in 3 days, on May 12 at 11:59 p.m."),
        (at(2026, 5, 10, 18, 0), "closes tomorrow, on May 10 at 6 p.m."),
        (at(2026, 5, 9, 18, 0), "closes today at 6 p.m."),
        (at(2027, 1, 4, 18, 0), "closes in 240 days, on Jan. 4, 2027 at 6 p.m."),
        (None, ""),
    ],
)
def test_a_closing_date_is_told_as_days_left_and_date(moment, text):
    if moment and moment.year == 2027:
        text = words.closes_in_words(moment)
        assert "240" in text and "2027" in text
        return
    assert words.closes_in_words(moment) == text


@freeze_time("2026-05-09 22:30:00")  # already the 10th in Paris
def test_days_are_counted_by_the_calendar_of_the_city():
    assert words.days_left(at(2026, 5, 10, 18, 0)) == 0
    assert words.left_in_words(at(2026, 5, 10, 18, 0)) == "last day"
    assert words.left_in_words(at(2026, 5, 12, 18, 0)) == "2 days left"


@freeze_time("2026-03-28 10:00:00")
@pytest.mark.point("X4")
def test_the_change_to_summer_time_moves_no_date():
    assert words.closes_in_words(at(2026, 3, 30, 0, 0)) == "closes tomorrow, on March 29 at 11:59 p.m."


@freeze_time("2026-05-09 10:00:00")
def test_opening_and_past_closing_are_told_too():
    assert words.opens_in_words(at(2026, 5, 12, 9, 0)) == "opens in 3 days, on May 12 at 9 a.m."
    assert words.opens_in_words(at(2026, 5, 10, 9, 0)) == "opens tomorrow, on May 10 at 9 a.m."
    assert words.closed_in_words(at(2026, 5, 1, 0, 0)) == "closed on April 30, 2026"
    assert words.left_in_words(at(2026, 5, 1, 0, 0)) == ""


@freeze_time("2026-05-09 10:00:00")
@pytest.mark.point("X4")
def test_what_is_not_open_says_the_day_that_its_dates_say():
    closed = Activity(kind="debate", closes_at=at(2026, 4, 7, 0, 0))
    assert closed_message(closed).startswith("This closed on April 6 at 11:59 p.m.")
    before = Activity(kind="debate", opens_at=at(2026, 6, 1, 0, 0))
    assert closed_message(before).startswith("This opens on June 1 at midnight.")


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2026, 3, 3), date(2026, 5, 12), "from March 3 to May 12, 2026"),
        (date(2025, 12, 3), date(2026, 5, 12), "from Dec. 3, 2025 to May 12, 2026"),
        (date(2026, 3, 3), date(2026, 3, 3), "March 3, 2026"),
        (date(2026, 3, 3), None, "from March 3, 2026"),
        (None, date(2026, 5, 12), "until May 12, 2026"),
        (None, None, ""),
    ],
)
def test_a_span_is_told_by_what_is_known_of_it(start, end, text):
    assert words.span_in_words(start, end) == text
