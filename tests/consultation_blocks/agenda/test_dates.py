"""Dates as people type them become moments: nights when clocks change, midnight, overlaps, limits."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from consultation_blocks.agenda import clock
from consultation_blocks.agenda.fields import TimingsField
from consultation_blocks.agenda.services import check_future, check_timings, replace_timings
from consultation_blocks.models import EventTiming
from tests.factories import make_event


def row(day="2030-05-12", begins="18:00", ends="20:00", ends_on=""):
    return {"day": day, "begins": begins, "ends": ends, "ends_on": ends_on}


def clean(*rows, limit=20):
    return TimingsField(limit=limit).clean(list(rows))


def message_of(*rows, **options):
    with pytest.raises(ValidationError) as caught:
        clean(*rows, **options)
    return " ".join(caught.value.messages)


@pytest.mark.point("X4")
@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [
        (date(2027, 3, 27), time(2, 30), datetime(2027, 3, 27, 1, 30, tzinfo=UTC)),
        (date(2027, 3, 28), time(1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        (date(2027, 3, 28), time(3, 0), datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(3, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_an_hour_of_paris_is_the_right_moment_around_the_nights_when_clocks_change(day, hour, utc):
    assert clock.moment(day, hour) == utc


@pytest.mark.point("X4")
def test_half_past_two_does_not_exist_when_clocks_go_forward():
    assert "2027" in message_of(row("2027-03-28", "02:30", "04:00"))
    assert "2027" in message_of(row("2027-03-28", "01:00", "02:30"))
    assert clean(row("2027-03-28", "01:30", "03:30")) == [
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC))
    ]


@pytest.mark.point("X4")
def test_an_hour_that_comes_twice_is_the_first_one_unless_only_the_second_makes_sense():
    assert clean(row("2026-10-25", "02:15", "02:45")) == [
        (datetime(2026, 10, 25, 0, 15, tzinfo=UTC), datetime(2026, 10, 25, 0, 45, tzinfo=UTC))
    ]
    assert clean(row("2026-10-25", "02:45", "02:15")) == [
        (datetime(2026, 10, 25, 0, 45, tzinfo=UTC), datetime(2026, 10, 25, 1, 15, tzinfo=UTC))
    ]


@pytest.mark.point("A2")
def test_a_date_may_end_on_another_day_but_lasts_no_more_than_24_hours():
    [(begins, ends)] = clean(row(begins="22:00", ends="02:00", ends_on="2030-05-13"))
    assert ends - begins == timedelta(hours=4)
    [(begins, ends)] = clean(row(begins="10:00", ends="10:00", ends_on="2030-05-13"))
    assert ends - begins == timedelta(hours=24)
    assert "24" in message_of(row(begins="10:00", ends="10:01", ends_on="2030-05-13"))
    # 25 hours pass between two noons when clocks go back.
    assert "24" in message_of(row("2026-10-24", "12:00", "12:00", "2026-10-25"))


@pytest.mark.point("A2")
@pytest.mark.parametrize(
    "wrong",
    [
        row(ends="17:00"),
        row(ends="18:00"),
        row(ends_on="2030-05-11"),
        row(day=""),
        row(begins=""),
        row(ends=""),
        row(day="tomorrow"),
        row(begins="25:00"),
        row(ends_on="x"),
        row(day="0001-01-01"),
        row(day="9999-12-31", ends_on="9999-12-31"),
    ],
)
def test_a_row_that_is_no_date_is_refused_by_its_number(wrong):
    field = TimingsField(limit=20)
    with pytest.raises(ValidationError):
        field.clean([row(), wrong])
    assert list(field.widget.row_errors) == [1]


@pytest.mark.point("A2")
def test_dates_do_not_overlap_but_may_follow_at_once():
    assert message_of(row(), row(begins="19:59", ends="21:00"))
    assert len(clean(row(begins="20:00", ends="21:00"), row())) == 2


@pytest.mark.point("A2")
def test_an_event_has_at_least_one_date_and_no_more_than_the_form_takes():
    assert message_of()
    days = [row(day=f"2030-05-{number:02}") for number in range(1, 22)]
    assert len(clean(*days[:20])) == 20
    assert "20" in message_of(*days)


@pytest.mark.point("A2")
def test_an_event_has_at_most_800_dates():
    first = datetime(2030, 1, 1, tzinfo=UTC)
    timings = [(first + timedelta(days=n), first + timedelta(days=n, hours=1)) for n in range(801)]
    assert len(check_timings(timings[:800])) == 800
    with pytest.raises(ValidationError):
        check_timings(timings)


@pytest.mark.parametrize("text", ["18h30", "18 h 30", "18:30", "18H30"])
def test_the_hour_may_be_written_as_french_does(text):
    [(begins, _ends)] = clean(row(begins=text))
    assert begins == datetime(2030, 5, 12, 16, 30, tzinfo=UTC)


def test_a_proposed_date_lies_in_the_future_and_not_too_far():
    now = datetime.now(tz=UTC)
    hour = timedelta(hours=1)
    check_future([(now + hour, now + 2 * hour)])
    with pytest.raises(ValidationError):
        check_future([(now - hour, now + hour)])
    check_future([(now - hour, now + hour)], known={now - hour})
    with pytest.raises(ValidationError):
        check_future([(now + timedelta(days=2200), now + timedelta(days=2200, hours=1))])


@pytest.mark.django_db
def test_dates_that_stay_or_move_keep_their_rows_and_others_come_and_go(agenda):
    first = datetime(2030, 5, 1, 10, tzinfo=UTC)
    days = [(first + timedelta(days=n), first + timedelta(days=n, hours=1)) for n in range(4)]
    event = make_event(agenda, days[0], days[1])
    rows = dict(event.timings.values_list("begins_at", "pk"))
    replace_timings(event, [days[1], days[2]])
    assert dict(event.timings.values_list("begins_at", "pk")) == {
        days[1][0]: rows[days[1][0]],
        days[2][0]: rows[days[0][0]],
    }
    replace_timings(event, [days[3]])
    assert [row.begins_at for row in EventTiming.objects.all()] == [days[3][0]]
    event.refresh_from_db()
    assert (event.first_begins_at, event.last_ends_at) == days[3]
