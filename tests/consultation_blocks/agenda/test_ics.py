"""Calendars: one entry per date, identities that stay, nothing that a title could inject."""

from datetime import UTC, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from consultation_blocks.agenda import ics, services
from consultation_blocks.models import Event
from consultation_blocks.participation.kinds import Status
from tests.factories import make_activity, make_event


def entries(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def feed(agenda):
    return reverse("agenda_ics", args=[agenda.pk])


@pytest.mark.point("A4")
def test_a_calendar_reads_back_as_what_was_written(client, agenda, paris):
    timings = [
        (paris(2030, 5, 12, 18), paris(2030, 5, 12, 20)),
        (paris(2030, 10, 27, 1), paris(2030, 10, 27, 4)),
    ]
    event = make_event(
        agenda,
        *timings,
        title="Fête, été; « tous \\ ensemble »",
        text="Une ligne\nune autre",
        location_name="Médiathèque",
        address="12 rue de la Gare",
        latitude=48.8924,
        longitude=2.2069,
    )
    first, second = entries(client, reverse("event_ics", args=[event.reference]))
    assert str(first["SUMMARY"]) == event.title
    assert str(first["DESCRIPTION"]) == event.text
    assert str(first["LOCATION"]) == "Médiathèque, 12 rue de la Gare"
    assert (first["GEO"].latitude, first["GEO"].longitude) == (48.8924, 2.2069)
    assert [(entry.decoded("DTSTART"), entry.decoded("DTEND")) for entry in (first, second)] == [
        (begins.astimezone(UTC), ends.astimezone(UTC)) for begins, ends in timings
    ]
    assert str(first["STATUS"]) == "CONFIRMED"
    assert str(first["URL"]) == "http://testserver" + reverse("event_detail", args=[event.reference])
    assert first["UID"] != second["UID"]


@pytest.mark.point("A4")
def test_the_identity_of_a_date_stays_when_the_event_changes_and_its_sequence_grows(client, agenda, paris):
    days = [(paris(2030, 5, day, 18), paris(2030, 5, day, 20)) for day in (10, 12, 14)]
    event = make_event(agenda, days[1], by_staff=True, published_at=timezone.now() - timedelta(days=1))
    url = reverse("event_ics", args=[event.reference])
    [before] = entries(client, url)
    event.title = "Another title"
    services.publish_by_staff(event, days, user=None)
    after = {entry.decoded("DTSTART"): entry for entry in entries(client, url)}
    same = after[days[1][0].astimezone(UTC)]
    assert len({str(entry["UID"]) for entry in after.values()}) == 3
    assert str(same["UID"]) == str(before["UID"])
    assert str(same["SUMMARY"]) == "Another title"
    assert int(same["SEQUENCE"]) > int(before["SEQUENCE"])
    moved = [(paris(2030, 6, 1, 18), paris(2030, 6, 1, 20)), days[0], days[2]]
    services.publish_by_staff(event, moved, user=None)
    after = {entry.decoded("DTSTART"): entry for entry in entries(client, url)}
    assert str(after[moved[0][0].astimezone(UTC)]["UID"]) == str(before["UID"])


@pytest.mark.point("A4")
@pytest.mark.parametrize(
    ("status", "word"),
    [
        (Event.EventStatus.CANCELLED, "CANCELLED"),
        (Event.EventStatus.POSTPONED, "TENTATIVE"),
        (Event.EventStatus.FULL, "CONFIRMED"),
    ],
)
def test_a_cancelled_postponed_or_full_event_says_so(client, agenda, status, word):
    event = make_event(agenda, title="The walk", event_status=status)
    [entry] = entries(client, feed(agenda))
    assert str(entry["STATUS"]) == word
    assert str(entry["SUMMARY"]).endswith("– The walk")
    assert str(entry["UID"]).startswith(event.reference)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028"])
@pytest.mark.parametrize("field", ["title", "text", "location_name", "address"])
def test_a_line_break_in_a_field_begins_no_new_property(client, agenda, field, end):
    injected = f"Walk{end}ATTENDEE:mailto:a@example.org{end}END:VEVENT{end}BEGIN:VEVENT"
    event = make_event(agenda, **{field: injected})
    url = reverse("event_ics", args=[event.reference])
    [entry] = entries(client, url)
    assert "ATTENDEE" not in entry
    lines = client.get(url).content.decode().replace("\r\n ", "").split("\r\n")
    assert [line for line in lines if line.startswith(("ATTENDEE", "END:VEVENT", "BEGIN:VEVENT"))] == [
        "BEGIN:VEVENT",
        "END:VEVENT",
    ]
    text = client.get(url).content.decode().replace("\r\n", "")
    assert not any(character in text for character in ("\r", "\n", "\x0b", "\x85", "\u2028"))


@pytest.mark.point("A4", "X9")
def test_the_feed_holds_published_events_of_its_agenda_only(client, agenda):
    shown = make_event(agenda)
    for status in Status:
        if status != Status.PUBLISHED:
            make_event(agenda, status=status)
    make_event(make_activity("agenda"))
    assert [str(entry["UID"]).split("-")[0] for entry in entries(client, feed(agenda))] == [shown.reference]


@pytest.mark.point("A4")
def test_the_feed_follows_the_search_of_the_page(client, agenda):
    wanted = make_event(agenda, title="River")
    make_event(agenda, title="Else")
    assert f"{feed(agenda)}?q=river" in client.get(agenda.get_absolute_url() + "?q=river").content.decode()
    [entry] = entries(client, f"{feed(agenda)}?q=river&author=1")
    assert str(entry["UID"]).startswith(wanted.reference)


def test_the_feed_is_bounded(client, agenda, monkeypatch, paris):
    monkeypatch.setattr(ics, "MAX_DATES", 5)
    for day in range(1, 9):
        make_event(agenda, (paris(2030, 5, day, 18), paris(2030, 5, day, 19)))
    past = timezone.now() - timedelta(days=400)
    make_event(agenda, (past, past + timedelta(hours=1)))
    found = entries(client, feed(agenda))
    assert [entry.decoded("DTSTART").day for entry in found] == [1, 2, 3, 4, 5]


def test_an_agenda_of_a_campaign_that_is_not_public_has_no_feed(client, agenda):
    event = make_event(agenda)
    agenda.campaign.is_live = False
    agenda.campaign.save()
    assert client.get(feed(agenda)).status_code == 404
    assert client.get(reverse("event_ics", args=[event.reference])).status_code == 404


@pytest.mark.parametrize("kind", ["debate", "proposals"])
def test_other_activities_have_no_feed(client, db, kind):
    assert client.get(feed(make_activity(kind))).status_code == 404


def test_the_feed_holds_no_address_of_a_person(client, agenda, be):
    author = be("citizen")
    make_event(agenda, author=author, registration="organiser@example.org")
    text = client.get(feed(agenda)).content.decode()
    assert "@example.org" not in text
