"""Partial dates: what can be said, how it is said, and in which order it comes."""

import pytest
from django.utils import translation

from consultation_blocks.timeline.dates import DateError, PartialDate, display_span, ends_before
from consultation_blocks.timeline.formats.date_text import parse_date_text

pytestmark = pytest.mark.point("T3")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"year": "2016"}, PartialDate(2016)),
        ({"year": "622", "month": "08", "day": "09"}, PartialDate(622, 8, 9)),
        ({"year": "-13,800,000,000"}, PartialDate(-13_800_000_000)),
        ({"year": "−44", "month": 3.0}, PartialDate(-44, 3)),
        ({"year": 2016, "month": "", "day": None}, PartialDate(2016)),
        ({"year": "2016", "display_date": "spring"}, PartialDate(2016, display_date="spring")),
    ],
)
def test_loose_parts_are_read(raw, expected):
    assert PartialDate.parse(raw) == expected


def test_no_part_is_no_date():
    assert PartialDate.parse({"year": "", "month": None}) is None


@pytest.mark.parametrize(
    "raw",
    [
        {"month": "3"},
        {"year": 2016, "day": 3},
        {"year": 2016, "month": 13},
        {"year": 2015, "month": 2, "day": 29},
        {"year": 2016, "month": 4, "day": 31},
        {"year": 2016, "hour": 10},
        {"year": 2016, "month": 3, "day": 3, "hour": 24},
        {"year": 0},
        {"year": "about 1900"},
        {"year": True},
        {"year": float("nan")},
        {"year": "9" * 5000},
        {"year": ["2016"]},
        {"year": "1_9"},
        {"year": 10**12},
    ],
)
def test_an_impossible_date_is_refused_with_a_reason(raw):
    with pytest.raises(DateError) as caught:
        PartialDate.parse(raw)
    assert str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2012,1,26", PartialDate(2012, 1, 26)),
        ("-500", PartialDate(-500)),
        ("2012,1,26,14,30", PartialDate(2012, 1, 26, 14, 30)),
        ("6/27/2005 2:30 pm", PartialDate(2005, 6, 27, 14, 30)),
        ("1/2012", PartialDate(2012, 1)),
        ("2012-01-26 09:05:07.25", PartialDate(2012, 1, 26, 9, 5, 7, 250)),
    ],
)
def test_dates_in_one_string_are_read(text, expected):
    assert parse_date_text(text) == expected


@pytest.mark.parametrize("text", ["soon", "2012,", "13/40/2012", "1/26/2012 25:00", "2012,1,26,x"])
def test_a_string_that_is_no_date_is_refused(text):
    with pytest.raises(DateError):
        parse_date_text(text)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (PartialDate(2016), None, "2016"),
        (PartialDate(2016, 3), None, "mars 2016"),
        (PartialDate(2016, 3, 3), None, "3 mars 2016"),
        (PartialDate(2016, 3, 3, 14, 30), None, "3 mars 2016 à 14:30"),
        (PartialDate(2016, 3, 1), None, "1er mars 2016"),
        (PartialDate(2016, 3, 3), PartialDate(2016, 3, 5), "du 3 au 5 mars 2016"),
        (PartialDate(2016, 3, 30), PartialDate(2016, 4, 2), "du 30 mars au 2 avril 2016"),
        (PartialDate(2016, 12, 30), PartialDate(2017, 1, 2), "du 30 décembre 2016 au 2 janvier 2017"),
        (PartialDate(2016, 3), PartialDate(2016, 5), "mars – mai 2016"),
        (PartialDate(1914), PartialDate(1918), "1914 – 1918"),
        (PartialDate(-52, 9), None, "septembre 52 av. J.-C."),
        (PartialDate(-13_800_000_000), None, "il y a 13,8 milliards d’années"),
        (PartialDate(1900, display_date="vers 1900"), None, "vers 1900"),
        (PartialDate(2016, 3, 3), PartialDate(2016, 3, 3), "3 mars 2016"),
    ],
)
def test_dates_are_said_in_french(start, end, expected):
    with translation.override("fr"):
        assert display_span(start, end).replace("\xa0", " ") == expected


def test_dates_are_said_in_english():
    with translation.override("en"):
        assert display_span(PartialDate(2016, 3, 3), PartialDate(2016, 3, 5)) == "March 3 to March 5, 2016"
        assert PartialDate(-300_000).display() == "300,000 BCE"


def test_dates_are_said_in_arabic():
    with translation.override("ar"):
        assert "مارس" in PartialDate(2016, 3, 3).display()


def test_dates_come_in_order_and_the_vaguer_first():
    dates = [
        PartialDate(2016, 3, 3),
        PartialDate(2016),
        PartialDate(-44),
        PartialDate(2016, 3),
        PartialDate(-13_800_000_000),
        PartialDate(2016, 3, 3, 8),
    ]
    assert sorted(dates, key=lambda date: date.sort_key) == [
        dates[4],
        dates[2],
        dates[1],
        dates[3],
        dates[0],
        dates[5],
    ]


def test_a_vaguer_end_may_end_what_began_in_it():
    assert not ends_before(PartialDate(2016, 3, 5), PartialDate(2016))
    assert ends_before(PartialDate(2016, 3, 5), PartialDate(2016, 2))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (PartialDate(622), "0622"),
        (PartialDate(2016, 3), "2016-03"),
        (PartialDate(2016, 3, 3), "2016-03-03"),
        (PartialDate(2016, 3, 3, 9), "2016-03-03T09:00"),
        (PartialDate(2016, 3, 3, 9, 5, 7), "2016-03-03T09:05"),
        (PartialDate(-44), ""),
    ],
)
def test_machine_readable_dates_are_what_html_allows(date, expected):
    assert date.iso == expected


def test_the_year_before_year_one_is_next_to_it_on_the_axis():
    assert PartialDate(1).decimal_year - PartialDate(-1).decimal_year == 1
    assert 2016.16 < PartialDate(2016, 3, 3).decimal_year < 2016.18
