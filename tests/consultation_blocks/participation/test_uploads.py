"""How many files one connection may send, and that a file is on the disk only while its row is in the database."""

from pathlib import Path

import pytest

from consultation_blocks.models import Attachment, Proposal
from consultation_blocks.participation import services, uploads
from consultation_blocks.participation.models import private_storage
from consultation_blocks.participation.rules import Refused
from consultation_blocks.participation.uploads import image_attachment
from consultation_blocks.proposals.services import change_proposal
from tests.consultation_blocks.proposals.helpers import (
    document,
    errors_of,
    name_of,
    new_url,
    photo,
    proposals_activity,
    question,
    written,
)
from tests.factories import actor, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity():
    return proposals_activity(question("image", "Photo"), question("file", "Plan"), access="open")


def with_photo(activity, upload=None, **values) -> dict:
    return written(
        **{
            name_of(activity, "Photo"): upload or photo(),
            name_of(activity, "Photo", "caption"): "The square",
            **values,
        }
    )


@pytest.mark.point("I5", "Q5")
def test_a_script_that_sends_file_after_file_is_stopped_before_they_are_decoded(
    client, activity, monkeypatch
):
    monkeypatch.setattr(uploads, "UPLOADS_PER_HOUR", 3)
    # Two files count twice.
    both = with_photo(activity, title="", **{name_of(activity, "Plan"): document()})
    assert client.post(new_url(activity), both).status_code == 422
    assert client.post(new_url(activity), with_photo(activity, title="")).status_code == 422

    def decoded(*arguments, **options):
        raise AssertionError("a file was decoded")

    with monkeypatch.context() as patched:
        patched.setattr(uploads, "reencode", decoded)
        refused = client.post(new_url(activity), with_photo(activity, captcha="spent", text="Forty lines."))
    assert refused.status_code == 429
    assert 3500 < int(refused["Retry-After"]) <= 3601
    # Nothing else is judged, so nothing that is good for one try is used up.
    assert list(errors_of(refused)) == ["__all__"]
    form = refused.context["form"]
    assert (form["text"].value(), form["author_name"].value()) == ("Forty lines.", "Awa")
    assert form.lost_files
    assert not Proposal.objects.exists()
    assert client.post(new_url(activity), with_photo(activity), REMOTE_ADDR="192.0.2.9").status_code == 302


@pytest.mark.point("I5")
def test_what_has_no_file_is_never_stopped_for_files(client, activity, monkeypatch):
    monkeypatch.setattr(uploads, "UPLOADS_PER_HOUR", 1)
    assert client.post(new_url(activity), with_photo(activity)).status_code == 302
    assert client.post(new_url(activity), with_photo(activity)).status_code == 429
    assert client.post(new_url(activity), written()).status_code == 302


@pytest.mark.point("I1", "I5")
def test_a_school_of_thirty_that_sends_each_form_three_times_passes(client, activity):
    for number in range(30):
        for title, status in (("", 422), ("", 422), ("A market hall", 302)):
            values = {"title": title, "email": f"pupil{number}@example.org"}
            values[name_of(activity, "Plan")] = document()
            assert client.post(new_url(activity), with_photo(activity, **values)).status_code == status
    assert Attachment.objects.count() == 60


def stored() -> list:
    return sorted(path for path in Path(private_storage().location).rglob("*") if path.is_file())


@pytest.mark.point("I5")
def test_a_contribution_that_fails_after_its_file_was_written_leaves_no_file(activity):
    def fail(saved):
        raise Refused("too late")

    before = stored()
    sent = Proposal(activity=activity, title="A hall", text="Dry feet.", author_name="Awa")
    with pytest.raises(Refused):
        services.submit(
            sent, actor=actor(make_person()), attachments=[image_attachment(photo())], after_save=fail
        )
    assert stored() == before
    assert not Attachment.objects.exists()


@pytest.mark.point("I5")
def test_a_change_that_fails_leaves_the_file_that_stands_and_not_the_new_one(activity):
    person = make_person()
    standing = image_attachment(photo())
    sent = services.submit(
        Proposal(activity=activity, title="A hall", text="Dry feet.", author_name="Awa"),
        actor=actor(person),
        attachments=[standing],
    )
    before = stored()
    assert before

    def fail(*arguments, **options):
        raise Refused("too late")

    for change in (
        lambda: services.edit(
            sent, actor=actor(person), changes={}, attachments=[image_attachment(photo())], after_save=fail
        ),
        lambda: change_proposal(
            sent,
            actor=actor(person),
            changes={},
            new_files=[image_attachment(photo())],
            dropped_files=[standing, Attachment()],  # the second has never been saved
        ),
    ):
        with pytest.raises((Refused, ValueError)):
            change()
        assert stored() == before
        assert sent.attachments.get().uid == standing.uid
