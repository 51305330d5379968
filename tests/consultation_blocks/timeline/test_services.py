"""Bringing a file into a page: the draft, the second time, the command, the admin's two steps, the JSON address."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from consultation_blocks.timeline.formats import read_timeline
from consultation_blocks.timeline.services import ImportRefused, import_timeline, latest, timeline_blocks

from .conftest import stored_events
from .test_formats import COUNTS, SAMPLES, needs_samples

FILE = json.dumps(
    {
        "title": {"text": {"headline": "Our canal"}},
        "events": [
            {"start_date": {"year": 1850}, "text": {"headline": "Opening"}, "unique_id": "opening"},
            {"start_date": {"year": 1990}, "text": {"headline": "Event 1"}, "unique_id": "event-1"},
            {"text": {"headline": "Undated"}},
        ],
        "eras": [{"start_date": {"year": 1850}, "end_date": {"year": 1900}, "text": {"headline": "Steam"}}],
    }
).encode()


def events_of(page) -> list[str]:
    page.refresh_from_db()
    return [event["slug"] for event in timeline_blocks(latest(page))[0].value["events"]]


@pytest.mark.point("T1", "T2")
def test_an_import_adds_events_to_a_draft_and_leaves_the_public_page_alone(make_campaign):
    page, _activity = make_campaign(stored_events(2))
    outcome = import_timeline(page, read_timeline(FILE))
    assert events_of(page) == ["event-1", "event-2", "opening", "event-1-2"]
    assert (len(outcome.added), outcome.eras_added, outcome.title_taken) == (2, 1, True)
    assert any("Undated" in problem.where for problem in outcome.problems)
    page.refresh_from_db()
    assert len(timeline_blocks(page)[0].value["events"]) == 2
    assert page.has_unpublished_changes


def test_a_second_import_of_the_same_file_adds_nothing(make_campaign):
    page, _activity = make_campaign(stored_events(1))
    import_timeline(page, read_timeline(FILE))
    revisions = page.revisions.count()
    outcome = import_timeline(page, read_timeline(FILE))
    assert (outcome.added, outcome.already_there, outcome.eras_added, outcome.title_taken) == (
        [],
        2,
        0,
        False,
    )
    assert outcome.revision is None
    assert page.revisions.count() == revisions


def test_a_dry_run_changes_nothing(make_campaign):
    page, _activity = make_campaign(stored_events(1))
    revisions = page.revisions.count()
    assert len(import_timeline(page, read_timeline(FILE), dry_run=True).added) == 2
    assert page.revisions.count() == revisions


def test_a_timeline_that_has_left_the_page_is_refused(make_campaign):
    page, _activity = make_campaign(stored_events(1))
    with pytest.raises(ImportRefused):
        import_timeline(page, read_timeline(FILE), block_id="00000000-0000-0000-0000-000000000000")


def test_more_events_than_a_timeline_holds_are_refused(make_campaign, monkeypatch):
    page, _activity = make_campaign(stored_events(1))
    monkeypatch.setattr("consultation_blocks.timeline.services.MAX_EVENTS", 2)
    with pytest.raises(ImportRefused, match="2"):
        import_timeline(page, read_timeline(FILE))


@needs_samples
@pytest.mark.point("T1")
@pytest.mark.parametrize(("name", "events", "eras"), COUNTS)
def test_every_real_file_goes_into_a_page_and_shows(make_campaign, client, name, events, eras):
    page, activity = make_campaign(stored_events(0))
    outcome = import_timeline(page, read_timeline((SAMPLES / name).read_bytes()))
    outcome.revision.publish()
    assert (len(outcome.added), outcome.eras_added) == (events, eras)
    html = client.get(activity.get_absolute_url()).content
    assert html.count(b"<article") == events + 1
    exported = client.get(reverse("timeline_json", args=[activity.pk])).content
    assert read_timeline(exported).timeline == read_timeline((SAMPLES / name).read_bytes()).timeline


def test_the_command_says_what_it_did(make_campaign, tmp_path: Path, capsys):
    page, _activity = make_campaign(stored_events(0))
    file = tmp_path / "timeline.json"
    file.write_bytes(FILE)
    call_command("import_timeline", str(file), campaign="ropeworks", dry_run=True)
    assert events_of(page) == []
    call_command("import_timeline", str(file), campaign="ropeworks")
    assert events_of(page) == ["opening", "event-1"]
    assert "Undated" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "campaign"), [(b"{", "ropeworks"), (FILE, "nowhere"), (None, "ropeworks")]
)
def test_the_command_refuses_with_a_reason(make_campaign, tmp_path, content, campaign):
    make_campaign(stored_events(0))
    file = tmp_path / "timeline.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CommandError) as caught:
        call_command("import_timeline", str(file), campaign=campaign)
    assert len(str(caught.value)) > 10


def upload(content: bytes, name="timeline.json"):
    return SimpleUploadedFile(name, content, "application/json")


def test_the_admin_shows_what_a_file_brings_before_it_changes_a_draft(make_campaign, admin_client):
    page, _activity = make_campaign(stored_events(1))
    address = reverse("timeline_import_page", args=[page.pk])
    block_id = timeline_blocks(page)[0].id
    assert admin_client.get(address).status_code == 200
    look = admin_client.post(address, {"block": block_id, "file": upload(FILE)})
    assert "Undated" in look.content.decode()
    assert events_of(page) == ["event-1"]
    done = admin_client.post(address, {"token": look.context["token"]})
    assert done.status_code == 302
    assert len(events_of(page)) == 3
    # Sent twice, brought once.
    admin_client.post(address, {"token": look.context["token"]})
    assert len(events_of(page)) == 3


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\x00\xff", b"[" * 50_000, b"x" * (2 * 1024 * 1024 + 1)]
)
def test_the_admin_refuses_a_bad_file_with_a_message(make_campaign, admin_client, content):
    page, _activity = make_campaign(stored_events(1))
    response = admin_client.post(
        reverse("timeline_import_page", args=[page.pk]),
        {"block": timeline_blocks(page)[0].id, "file": upload(content)},
    )
    assert response.status_code == 200
    assert response.context["form"].errors["file"]


def test_the_report_shows_hostile_texts_as_text(make_campaign, admin_client):
    page, _activity = make_campaign(stored_events(1))
    hostile = json.dumps(
        {"events": [{"text": {"headline": "<script>alert(1)</script>x"}, "<img src=x onerror=alert(1)>": 1}]}
    )
    response = admin_client.post(
        reverse("timeline_import_page", args=[page.pk]),
        {"block": timeline_blocks(page)[0].id, "file": upload(hostile.encode())},
    )
    html = response.content.decode()
    assert "<img src=x" not in html
    assert "&lt;img src=x" in html
    assert "<script>alert(1)" not in html


def test_only_those_who_may_edit_the_page_import_into_it(make_campaign, client, django_user_model):
    page, _activity = make_campaign(stored_events(1))
    address = reverse("timeline_import_page", args=[page.pk])
    assert client.get(address).status_code == 302
    stranger = django_user_model.objects.create_user(email="citizen@example.org", password="a-long-password")
    client.force_login(stranger)
    for method in (client.get, client.post):
        response = method(address)
        assert response.status_code in (302, 403)
        assert "/admin/timelines" not in response.get("Location", "").split("?")[0]
    assert page.revisions.count() == 1


def test_the_admin_lists_the_pages_that_can_hold_a_timeline(make_campaign, admin_client):
    make_campaign(stored_events(1))
    assert "Ropeworks" in admin_client.get(reverse("timeline_import")).content.decode()


@pytest.mark.point("T1", "X9")
def test_the_json_address_answers_for_visible_timelines_only(
    make_campaign, client, django_capture_on_commit_callbacks
):
    page, activity = make_campaign(stored_events(3))
    address = reverse("timeline_json", args=[activity.pk])
    response = client.get(address)
    assert response["Content-Type"] == "application/json"
    assert [slide.headline for slide in read_timeline(response.content).timeline.events] == [
        "Event 1",
        "Event 2",
        "Event 3",
    ]
    assert client.post(address).status_code == 405
    with django_capture_on_commit_callbacks(execute=True):
        page.unpublish()
    assert client.get(address).status_code == 404
    assert client.get(reverse("timeline_json", args=[10**9])).status_code == 404


def test_a_draft_of_a_timeline_is_nowhere_public(make_campaign, client):
    page, activity = make_campaign(stored_events(1))
    import_timeline(page, read_timeline(FILE))
    for address in (page.url, activity.get_absolute_url(), reverse("timeline_json", args=[activity.pk])):
        assert b"Opening" not in client.get(address).content


def test_the_import_is_in_the_participation_menu_of_those_who_may_edit_pages(make_campaign, admin_client):
    page, _activity = make_campaign(stored_events(1))
    address = reverse("timeline_import")
    assert address in admin_client.get(reverse("wagtailadmin_home")).content.decode()
    edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("timeline_import_page", args=[page.pk]) in edit
