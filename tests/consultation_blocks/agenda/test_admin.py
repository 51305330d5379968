"""Events by staff: who may write them where, and that saving publishes."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from consultation_blocks.agenda.rules import writable_activities
from consultation_blocks.models import Decision, Event
from consultation_blocks.moderation.groups import ANALYSTS, EDITORS, setup_groups
from consultation_blocks.participation.kinds import Status
from tests.factories import make_activity, make_event, make_moderator, make_person, make_superuser, set_phase

BACKEND = "django.contrib.auth.backends.ModelBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def groups(agenda):
    """The groups' rights over pages, which need the pages' root."""
    setup_groups()


def url(name, *args):
    return reverse(Event.snippet_viewset.get_url_name(name), args=args)


def filled(agenda, **changes):
    data = {
        "activity": agenda.pk,
        "title": "Public meeting",
        "text": "Everybody is welcome.",
        "event_status": "1",
        "attendance_mode": "1",
        "location_name": "Town hall",
        "dates-0-day": "2030-05-12",
        "dates-0-begins": "18:00",
        "dates-0-ends": "20:00",
        "organiser": "The city",
        "accessibility": ["mi"],
    }
    return data | changes


@pytest.fixture
def sign_in(client, agenda):
    def become(role):
        def of_group(name):
            person = make_person(role)
            person.groups.add(Group.objects.get(name=name))
            return person

        person = {
            "citizen": make_person,
            "moderator": lambda: make_moderator(agenda.campaign),
            "analyst": lambda: of_group(ANALYSTS),
            "editor": lambda: of_group(EDITORS),
            "superuser": make_superuser,
        }[role]()
        client.force_login(person, backend=BACKEND)
        return person

    return become


@pytest.mark.point("A1", "Q9")
@pytest.mark.parametrize(
    ("role", "may"),
    [("citizen", False), ("moderator", False), ("analyst", False), ("editor", True), ("superuser", True)],
)
def test_who_may_write_events_in_the_admin(client, agenda, sign_in, role, may):
    sign_in(role)
    event = make_event(agenda, by_staff=True, title="Standing")
    for address in (url("list"), url("add"), url("edit", event.pk)):
        assert (client.get(address).status_code == 200) == may, address
    client.post(url("add"), filled(agenda))
    client.post(url("edit", event.pk), filled(agenda, title="Changed"))
    assert Event.objects.filter(title="Public meeting").exists() == may
    assert Event.objects.filter(title="Changed").exists() == may


@pytest.mark.point("A1")
def test_an_event_by_staff_is_published_at_once_and_counted_and_logged(client, agenda, sign_in):
    editor = sign_in("editor")
    set_phase(agenda, "after")
    assert client.post(url("add"), filled(agenda)).status_code == 302
    event = Event.objects.get()
    agenda.refresh_from_db()
    assert (event.status, event.by_staff, event.author) == (Status.PUBLISHED, True, None)
    assert (event.author_name, event.place, event.accessibility) == ("The city", "Town hall", {"mi": True})
    assert agenda.contributions_count == 1
    assert event.published_at is not None
    decision = Decision.objects.get()
    assert (decision.action, decision.actor) == ("publish", editor)
    assert "Public meeting" in client.get(agenda.get_absolute_url()).content.decode()


def test_several_dates_are_written_in_rows_and_changed(client, agenda, sign_in):
    sign_in("editor")
    second = {"dates-1-day": "2030-05-13", "dates-1-begins": "9:00", "dates-1-ends": "10:00"}
    client.post(url("add"), filled(agenda, **second))
    event = Event.objects.get()
    assert event.timings.count() == 2
    shown = client.get(url("edit", event.pk)).content.decode()
    assert 'value="2030-05-13"' in shown
    client.post(url("edit", event.pk), filled(agenda, event_status="6", **{"dates-0-day": "2030-06-01"}))
    event.refresh_from_db()
    assert event.event_status == Event.EventStatus.CANCELLED
    assert event.status == Status.PUBLISHED
    assert [timing.begins_at.month for timing in event.timings.all()] == [6]
    assert event.edited_at is not None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"dates-0-day": ""}, "dates"),
        ({"dates-0-day": "2027-03-28", "dates-0-begins": "02:30", "dates-0-ends": "04:00"}, "dates"),
        ({"location_name": ""}, "location_name"),
        ({"attendance_mode": "2"}, "online_link"),
        ({"registration": "javascript:alert(1)"}, "registration"),
        ({"activity": ""}, "activity"),
    ],
)
def test_the_form_says_what_is_wrong(client, agenda, sign_in, changes, field):
    sign_in("editor")
    response = client.post(url("add"), filled(agenda, **changes))
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not Event.objects.exists()


def test_only_agendas_of_own_campaigns_that_are_not_archived_are_offered(client, agenda):
    archived = make_activity("agenda")
    set_phase(archived, "archived")
    make_activity("debate")
    elsewhere = make_activity("agenda")
    editor = make_person()
    editor.groups.add(Group.objects.get(name=EDITORS))
    assert set(writable_activities(editor)) == {agenda, elsewhere}
    assert list(writable_activities(make_moderator(agenda.campaign))) == [agenda]
    assert not writable_activities(make_person()).exists()


def test_an_event_cannot_be_written_into_another_persons_campaign(client, agenda):
    """Somebody with the right to write events, but to no page: only the campaigns that they moderate."""
    from django.contrib.auth.models import Permission

    elsewhere = make_activity("agenda")
    person = make_moderator(agenda.campaign)
    person.user_permissions.add(
        *Permission.objects.filter(codename__in=["add_event", "change_event", "view_event"])
    )
    client.force_login(person, backend=BACKEND)
    assert client.post(url("add"), filled(elsewhere)).status_code == 200
    assert not Event.objects.exists()
    theirs = make_event(elsewhere, by_staff=True, title="Theirs")
    assert "Theirs" not in client.get(url("list")).content.decode()
    assert client.get(url("edit", theirs.pk)).status_code in (302, 404)
    client.post(url("edit", theirs.pk), filled(elsewhere, title="Mine"))
    assert not Event.objects.filter(title="Mine").exists()
    assert client.post(url("add"), filled(agenda)).status_code == 302


@pytest.mark.point("A1")
def test_what_a_citizen_proposed_is_not_rewritten_by_staff(client, agenda, sign_in):
    sign_in("superuser")
    event = make_event(agenda, title="A citizen's words")
    assert "A citizen" not in client.get(url("list")).content.decode()
    assert client.get(url("edit", event.pk)).status_code in (302, 404)
    client.post(url("edit", event.pk), filled(agenda, title="Rewritten"))
    assert not Event.objects.filter(title="Rewritten").exists()


def test_nobody_deletes_an_event_in_the_admin(client, agenda, sign_in):
    sign_in("superuser")
    event = make_event(agenda, by_staff=True)
    client.post(url("delete", event.pk))
    assert Event.objects.filter(pk=event.pk).exists()
