"""Files: checked by content, cleaned, bound to the draft, kept or replaced, never shown too early."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.signals import pre_save
from django.test import Client
from django.urls import reverse
from PIL import Image

from consultation_blocks.models import Activity, Attachment, Proposal
from tests.factories import make_person

from .helpers import (
    document,
    errors_of,
    name_of,
    new_url,
    photo,
    proposals_activity,
    question,
    send,
    start,
    written,
)

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture
def activity():
    return proposals_activity(
        question("image", "Photo", max_megabytes=2),
        question("file", "Document", max_megabytes=1),
        question("file", "Private paper", private=True),
    )


def with_photo(activity, upload=None, caption: str = "The square", **values) -> dict:
    return {
        name_of(activity, "Photo"): upload or photo(),
        name_of(activity, "Photo", "caption"): caption,
        **values,
    }


@pytest.mark.point("I5", "P1")
def test_a_photo_is_rewritten_without_position_and_maker(client, activity):
    draft = start(client, activity, **with_photo(activity))
    kept = draft.attachments.get()
    stored = kept.file.open("rb").read()
    picture = Image.open(io.BytesIO(stored))
    assert picture.format == "WEBP"
    assert not picture.getexif()
    assert b"MakerOfThePhone" not in stored
    assert (kept.caption, kept.field) == ("The square", name_of(activity, "Photo")[2:])


@pytest.mark.point("I5")
@pytest.mark.parametrize(
    ("label", "name", "content"),
    [
        ("Photo", "a.svg", SVG),
        ("Photo", "a.jpg", SVG),
        ("Photo", "a.html", HTML),
        ("Photo", "a.jpg", HTML),
        ("Photo", "a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40),
        ("Photo", "a.jpg", b""),
        ("Document", "a.svg", SVG),
        ("Document", "a.html", HTML),
        ("Document", "a.pdf", HTML),
        ("Document", "a.pdf.html", b"%PDF-1.7"),
        ("Document", "a.exe", b"MZ"),
    ],
)
def test_what_is_not_a_picture_or_a_document_is_refused_beside_its_question(
    client, activity, label, name, content
):
    upload = SimpleUploadedFile(name, content, "image/jpeg")
    response = client.post(new_url(activity), written(**{name_of(activity, label): upload}))
    assert response.status_code == 422
    assert name_of(activity, label) in errors_of(response)
    assert not Proposal.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.point("I5")
def test_a_picture_bomb_is_refused(client, activity):
    out = io.BytesIO()
    Image.new("1", (11_304, 11_304)).save(out, "PNG")
    assert out.tell() < 100_000
    upload = SimpleUploadedFile("bomb.png", out.getvalue(), "image/png")
    response = client.post(new_url(activity), written(**with_photo(activity, upload)))
    assert response.status_code == 422
    assert list(errors_of(response)) == [name_of(activity, "Photo")]


@pytest.mark.point("P1")
@pytest.mark.parametrize(("label", "megabytes"), [("Photo", 2), ("Document", 1)])
def test_a_file_larger_than_the_editor_allows_is_refused(client, activity, label, megabytes):
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.7" + b"0" * (megabytes * 1024 * 1024))
    response = client.post(new_url(activity), written(**{name_of(activity, label): upload}))
    assert response.status_code == 422
    # Number and unit may stand apart by a space that does not break.
    assert re.search(rf"{megabytes}\s", str(errors_of(response)[name_of(activity, label)]))


@pytest.mark.point("P1")
@pytest.mark.parametrize("caption", ["", "   "])
def test_a_picture_without_its_description_is_refused(client, activity, caption):
    response = client.post(new_url(activity), written(**with_photo(activity, caption=caption)))
    assert response.status_code == 422
    assert list(errors_of(response)) == [name_of(activity, "Photo", "caption")]


def test_a_description_without_a_picture_is_no_answer(client, activity):
    draft = start(client, activity, **{name_of(activity, "Photo", "caption"): "Nothing to see"})
    assert draft.answers == []


@pytest.mark.point("X9")
def test_files_of_a_draft_are_for_the_browser_that_sent_them(client, activity):
    draft = start(client, activity, **with_photo(activity))
    url = draft.attachments.get().get_absolute_url()
    assert url in client.get(reverse("proposal_preview", args=[draft.reference])).content.decode()
    assert client.get(url).status_code == 200
    assert Client().get(url).status_code == 404


@pytest.mark.point("X8", "P2")
def test_a_question_that_becomes_private_while_its_answer_is_on_the_way_keeps_it_private(client):
    activity = proposals_activity(question("text", "Phone"), question("file", "Paper"))
    client.force_login(make_person())
    sent = {
        name_of(activity, "Phone"): "01 02 03 04 05",
        name_of(activity, "Paper"): document("identity.pdf"),
    }

    def editor(**_signal) -> None:
        fields = [field | {"private": True} for field in activity.options["fields"]]
        Activity.objects.filter(pk=activity.pk).update(options=activity.options | {"fields": fields})

    pre_save.connect(editor, sender=Proposal)
    try:
        draft = start(client, activity, **sent)
    finally:
        pre_save.disconnect(editor, sender=Proposal)
    assert [answer["private"] for answer in draft.answers] == [True, True]
    assert draft.attachments.get().is_private


@pytest.mark.point("X8", "X9", "P1")
def test_a_file_that_answers_a_private_question_is_never_public(client, activity):
    client.force_login(make_person())
    draft = start(client, activity, **{name_of(activity, "Private paper"): document("identity.pdf")})
    send(client, draft)
    Proposal.objects.filter(pk=draft.pk).update(status="published")
    kept = draft.attachments.get()
    assert kept.is_private
    page = Client().get(reverse("proposal_detail", args=[draft.reference]))
    assert "identity.pdf" not in page.content.decode()
    assert kept.get_absolute_url() not in page.content.decode()
    assert Client().get(kept.get_absolute_url()).status_code == 404


@pytest.mark.point("P2")
def test_a_file_stays_when_the_words_change(client, activity):
    draft = start(client, activity, **with_photo(activity))
    before = draft.attachments.get()
    edit = reverse("proposal_edit", args=[draft.reference])
    assert before.get_absolute_url() in client.get(edit).content.decode()
    client.post(
        edit, written(title="Other words", **{name_of(activity, "Photo", "caption"): "The square at noon"})
    )
    draft.refresh_from_db()
    after = draft.attachments.get()
    assert (after.pk, after.caption) == (before.pk, "The square at noon")
    assert draft.answers[0]["value"] == "The square at noon"


@pytest.mark.point("P2")
def test_a_new_file_takes_the_place_of_the_old_one(client, activity, django_capture_on_commit_callbacks):
    draft = start(client, activity, **with_photo(activity))
    before = draft.attachments.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("proposal_edit", args=[draft.reference]),
            written(**with_photo(activity, photo(size=(60, 20)), caption="A new one")),
        )
    after = draft.attachments.get()
    assert after.pk != before.pk
    assert (after.width, after.height, after.caption) == (60, 20, "A new one")
    assert not before.file.storage.exists(before.file.name)
    assert after.file.storage.exists(after.file.name)


@pytest.mark.point("P2")
def test_a_file_can_be_taken_away(client, activity):
    draft = start(client, activity, **with_photo(activity))
    client.post(
        reverse("proposal_edit", args=[draft.reference]),
        written(
            **{
                name_of(activity, "Photo", "remove"): "on",
                name_of(activity, "Photo", "caption"): "The square",
            }
        ),
    )
    draft.refresh_from_db()
    assert not draft.attachments.exists()
    assert draft.answers == []


def test_a_required_file_that_stands_need_not_be_sent_again(client):
    activity = proposals_activity(question("file", "Plan", required=True))
    draft = start(client, activity, **{name_of(activity, "Plan"): document()})
    response = client.post(reverse("proposal_edit", args=[draft.reference]), written(title="Other words"))
    assert response.status_code == 302
    assert draft.attachments.count() == 1


def test_the_form_sent_twice_keeps_each_file_once(client, activity):
    values = written()
    client.post(new_url(activity), {**values, **with_photo(activity)})
    client.post(new_url(activity), {**values, **with_photo(activity)})
    assert Attachment.objects.count() == 1


def test_a_refused_form_says_to_choose_the_file_again(client, activity):
    response = client.post(new_url(activity), written(title="", **with_photo(activity)))
    assert response.context["form"].lost_files
    assert response.context["form"]["text"].value() == "Dry feet in winter."
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    "name", ['"><script>alert(1)</script>.pdf', "../../etc/passwd.pdf", "a\x00b.pdf", "x" * 300 + ".pdf"]
)
def test_the_name_of_a_file_is_only_ever_shown(client, activity, name):
    client.force_login(make_person())
    draft = start(client, activity, **{name_of(activity, "Document"): document(name)})
    kept = draft.attachments.get()
    assert kept.file.name.startswith("attachments/")
    assert str(kept.uid) in kept.file.name
    html = client.get(reverse("proposal_preview", args=[draft.reference])).content.decode()
    assert "<script>alert" not in html
