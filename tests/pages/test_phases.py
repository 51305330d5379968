"""Which phases of a campaign are past, current and to come."""

from datetime import date

import pytest

from pages.models import CampaignPage
from pages.phases import phases_of

TODAY = date(2026, 5, 12)


def states(*spans: tuple[str | None, str | None]) -> list[str]:
    stream_block = CampaignPage._meta.get_field("phases").stream_block
    raw = [
        {
            "type": "phase",
            "value": {"kind": "contribute", "title": "Phase", "starts_on": start, "ends_on": end},
        }
        for start, end in spans
    ]
    return [phase.state for phase in phases_of(stream_block.to_python(raw), TODAY)]


@pytest.mark.point("C2")
@pytest.mark.parametrize(
    ("span", "state"),
    [
        (("2026-05-01", "2026-05-11"), "past"),
        (("2026-05-01", "2026-05-12"), "current"),
        (("2026-05-12", "2026-05-30"), "current"),
        (("2026-05-13", "2026-05-30"), "to_come"),
        (("2026-05-01", None), "current"),
        ((None, "2026-05-12"), "current"),
        ((None, "2026-05-11"), "past"),
        ((None, None), "to_come"),
    ],
)
def test_a_phase_is_current_from_its_first_to_its_last_day(span, state):
    assert states(span) == [state]


@pytest.mark.point("C2")
def test_a_phase_without_last_day_ends_where_the_next_one_begins():
    assert states(("2026-04-01", None), ("2026-05-10", None), ("2026-06-01", None)) == [
        "past",
        "current",
        "to_come",
    ]


def test_a_phase_without_dates_is_past_once_a_later_one_has_begun():
    assert states((None, None), ("2026-05-10", "2026-05-20"), (None, None)) == ["past", "current", "to_come"]


def test_two_phases_that_overlap_are_both_current():
    assert states(("2026-05-01", "2026-05-20"), ("2026-05-10", "2026-05-30")) == ["current", "current"]


def test_no_phase_no_step():
    assert states() == []
