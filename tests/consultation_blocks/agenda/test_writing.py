"""Who may propose and change events, when, in which status; and that nothing is taken twice."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from consultation_blocks.agenda import words
from consultation_blocks.models import Activity, Contribution, Event
from consultation_blocks.participation import services
from consultation_blocks.participation.kinds import Moderation, Status
from tests.factories import actor, make_event, make_person, set_phase

PHASES = ["before", "open", "after", "archived"]
ROLES = ["nobody", "citizen", "moderator", "superuser"]


def new_url(agenda):
    return reverse("event_new", args=[agenda.pk])


@pytest.mark.point("A1", "X4")
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("role", ROLES)
def test_an_event_is_taken_only_while_the_agenda_is_open_and_never_published_at_once(
    client, agenda, be, filled, role, phase
):
    set_phase(agenda, phase)
    be(role)
    shown = client.get(new_url(agenda))
    response = client.post(new_url(agenda), filled())
    if phase == "open":
        assert shown.status_code == 200
        assert response.status_code == 302
        event = Event.objects.get()
        assert event.status == (Status.UNCONFIRMED if role == "nobody" else Status.PENDING)
        assert event.timings.count() == 1
        assert not event.by_staff
    else:
        assert (shown.status_code, response.status_code) == (403, 403)
        assert not Event.objects.exists()


@pytest.mark.point("A1")
@pytest.mark.parametrize("role", ROLES)
def test_an_agenda_of_the_staff_takes_no_proposals(client, agenda, be, filled, role):
    Activity.objects.filter(pk=agenda.pk).update(options={"proposals": False, "view": "list"})
    be(role)
    assert client.get(new_url(agenda)).status_code == 403
    assert client.post(new_url(agenda), filled()).status_code == 403
    assert client.post(new_url(agenda), filled(add_date="1")).status_code == 403
    assert not Event.objects.exists()
    page = client.get(agenda.get_absolute_url()).content.decode()
    assert agenda.contribute_url not in page


@pytest.mark.point("A1")
def test_the_receipt_says_when_and_where(client, agenda, be, paris):
    person = be("citizen")
    event = make_event(
        agenda,
        (paris(2030, 5, 12, 18), paris(2030, 5, 12, 20)),
        status=Status.PENDING,
        author=person,
        location_name="Town <library>",
        address="3 rue du Lavoir",
    )
    page = client.get(reverse("receipt", args=[event.reference])).content.decode()
    assert "dimanche 12 mai 2030" in page
    assert words.hours(event.timings.get()) in page
    assert "Town &lt;library&gt;" in page and "3 rue du Lavoir" in page


def test_the_same_form_sent_twice_is_one_event(client, agenda, be, filled):
    be("citizen")
    data = filled(submission_key=str(uuid.uuid4()))
    first, second = client.post(new_url(agenda), data), client.post(new_url(agenda), data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Event.objects.count() == 1
    assert Event.objects.get().timings.count() == 1


def test_an_event_sent_by_mail_address_waits_for_its_confirmation_and_then_for_a_moderator(
    client, agenda, filled, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(new_url(agenda), filled())
    event = Event.objects.get()
    assert event.status == Status.UNCONFIRMED
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]
    services.confirm(event, actor(event.author))
    assert Event.objects.get().status == Status.PENDING


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 141}, "title"),
        ({"text": ""}, "text"),
        ({"dates-0-day": "2020-05-12"}, "dates"),
        ({"dates-0-day": None, "dates-0-begins": None, "dates-0-ends": None}, "dates"),
        ({"location_name": ""}, "location_name"),
        ({"attendance_mode": "2"}, "online_link"),
        ({"attendance_mode": "3"}, "online_link"),
        ({"attendance_mode": "3", "location_name": "", "online_link": "https://a.example"}, "location_name"),
        ({"attendance_mode": "2", "online_link": "javascript:alert(1)"}, "online_link"),
        ({"attendance_mode": "2", "online_link": "ftp://a.example"}, "online_link"),
        ({"attendance_mode": "4"}, "attendance_mode"),
        ({"latitude": "48.9"}, "longitude"),
        ({"latitude": "91", "longitude": "2"}, "latitude"),
        ({"latitude": "nan", "longitude": "2"}, "latitude"),
        ({"registration": "javascript:alert(1)"}, "registration"),
        ({"accessibility": ["mi", "zz"]}, "accessibility"),
        ({"author_name": ""}, "author_name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(client, agenda, filled, changes, field):
    response = client.post(new_url(agenda), filled(**changes))
    assert response.status_code == 422
    form = response.context["form"]
    assert field in form.errors
    assert not Event.objects.exists()
    if "text" not in changes:
        assert "Along the river." in response.content.decode()


@pytest.mark.point("A2")
def test_everything_that_is_said_of_an_event_is_kept(client, agenda, be, filled):
    be("citizen")
    sent = filled(
        **{
            "dates-1-day": "2030-05-13",
            "dates-1-begins": "22:00",
            "dates-1-ends": "01:00",
            "dates-1-ends_on": "2030-05-14",
            "dates-7-day": "2030-06-01",
            "dates-7-begins": "9:00",
            "dates-7-ends": "10:00",
            "attendance_mode": "3",
            "address": "12 rue de la Gare",
            "latitude": "48,8924",
            "longitude": "2.2069",
            "online_link": "https://visio.example.org/a",
            "registration": "01 47 29 50 50",
            "conditions": "Free",
            "organiser": "Friends of the river",
            "accessibility": ["mi", "hi"],
        }
    )
    assert client.post(new_url(agenda), sent).status_code == 302
    event = Event.objects.get()
    assert event.timings.count() == 3
    assert event.accessibility == {"mi": True, "hi": True}
    assert (event.latitude, event.longitude) == (48.8924, 2.2069)
    assert event.place == "Town library, 12 rue de la Gare"
    assert (event.online_link, event.registration) == ("https://visio.example.org/a", "01 47 29 50 50")
    assert event.event_status == Event.EventStatus.SCHEDULED


def test_what_the_way_of_taking_part_has_no_use_for_is_left_out(client, agenda, be, filled):
    be("citizen")
    client.post(
        new_url(agenda),
        filled(attendance_mode="2", online_link="https://a.example", latitude="48", longitude="2"),
    )
    event = Event.objects.get()
    assert (event.location_name, event.latitude, event.place) == ("", None, "")


def test_without_scripts_the_button_add_a_date_brings_empty_rows_and_loses_nothing(client, agenda, filled):
    response = client.post(new_url(agenda), filled(add_date="1", title=""))
    page = response.content.decode()
    assert response.status_code == 200
    assert 'name="dates-3-day"' in page
    assert "2030-05-12" in page
    assert "Along the river." in page
    assert not response.context["form"].errors
    assert not Event.objects.exists()


EDITABLE = [Status.PENDING, Status.PUBLISHED]
NOT_EDITABLE = [Status.REJECTED, Status.HIDDEN, Status.WITHDRAWN]


@pytest.mark.point("A1")
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("status", [*EDITABLE, *NOT_EDITABLE])
def test_its_author_changes_an_event_while_the_agenda_is_open_and_nobody_has_refused_it(
    client, agenda, be, filled, status, phase
):
    event = make_event(agenda, status=status, author=be("citizen"))
    set_phase(agenda, phase)
    url = reverse("event_edit", args=[event.reference])
    shown = client.get(url)
    response = client.post(url, filled(title="Another walk", event_status="6"))
    event = Event.objects.get()
    if phase == "open" and status in EDITABLE:
        assert (shown.status_code, response.status_code) == (200, 302)
        assert (event.title, event.event_status) == ("Another walk", Event.EventStatus.CANCELLED)
        assert event.status == Status.PENDING
        assert event.timings.get().begins_at.year == 2030
    else:
        assert (shown.status_code, response.status_code) == (403, 403)
        assert event.title != "Another walk"
        assert event.status == status


@pytest.mark.parametrize("role", ROLES)
def test_nobody_changes_somebody_elses_event(client, agenda, be, filled, role):
    event = make_event(agenda, author=make_person())
    be(role)
    url = reverse("event_edit", args=[event.reference])
    expected = 302 if role == "nobody" else 404
    assert client.get(url).status_code == expected
    assert client.post(url, filled(title="Mine now", event_status="1")).status_code == expected
    assert Event.objects.get().title == event.title


def test_an_unconfirmed_event_is_not_its_supposed_authors(client, agenda, be):
    event = make_event(agenda, status=Status.UNCONFIRMED, author=be("citizen"))
    assert client.get(reverse("event_edit", args=[event.reference])).status_code == 404


def test_a_published_event_that_is_changed_leaves_the_pages_and_counts_until_it_is_read_again(
    client, agenda, be, filled
):
    event = make_event(agenda, author=be("citizen"), title="Seen by all")
    client.post(reverse("event_edit", args=[event.reference]), filled(event_status="1"))
    agenda.refresh_from_db()
    assert agenda.contributions_count == 0
    assert "A walk" not in client.get(agenda.get_absolute_url()).content.decode()
    services.transition(Contribution.objects.get(), "approve")
    assert "A walk" in client.get(agenda.get_absolute_url() + "?q=walk").content.decode()


def test_where_moderation_comes_afterwards_a_changed_event_stays(client, agenda, be, filled):
    Activity.objects.filter(pk=agenda.pk).update(moderation=Moderation.AFTER)
    event = make_event(agenda, author=be("citizen"))
    client.post(reverse("event_edit", args=[event.reference]), filled(event_status="1"))
    event.refresh_from_db()
    assert event.status == Status.PUBLISHED
    assert event.edited_at is not None


def test_dates_that_have_passed_may_stay_when_an_event_is_changed_but_none_is_added(
    client, agenda, be, filled, paris
):
    past = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0) - timedelta(days=3)
    event = make_event(agenda, (past, past + timedelta(hours=1)), author=be("citizen"))
    url = reverse("event_edit", args=[event.reference])

    def dates(day):
        return filled(
            event_status="1",
            **{"dates-1-day": f"{day:%Y-%m-%d}", "dates-1-begins": "10:00", "dates-1-ends": "11:00"},
        )

    assert client.post(url, dates(past - timedelta(days=1))).status_code == 422
    assert client.post(url, dates(past)).status_code == 302
    assert event.timings.count() == 2


def test_the_form_of_an_event_shows_its_dates_as_they_are_in_paris(client, agenda, be, paris):
    event = make_event(agenda, (paris(2030, 7, 1, 22), paris(2030, 7, 2, 1)), author=be("citizen"))
    page = client.get(reverse("event_edit", args=[event.reference])).content.decode()
    for value in ('value="2030-07-01"', 'value="22:00"', 'value="01:00"', 'value="2030-07-02"'):
        assert value in page
