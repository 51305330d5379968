"""What these tests fill forms with: a form of every kind of question, and a picture as a telephone takes it."""

import io
import re
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from consultation_blocks.models import Activity, Proposal
from pages.models import CampaignPage
from tests.factories import block, make_campaign_page

GPS_TAG = 34853


def question(kind: str, label: str, **values) -> dict:
    return {"type": kind, "id": str(uuid.uuid4()), "value": {"label": label, **values}}


def options(*names: str) -> list[dict]:
    return [{"type": "item", "id": str(uuid.uuid4()), "value": name} for name in names]


def every_kind() -> list[dict]:
    """One question of each kind, none required."""
    return [
        question("category", "Theme", categories=options("Streets", "Nature")),
        question("text", "Who else?", max_length=20),
        question("long_text", "Why?", max_length=50),
        question("choice", "How large?", options=options("My street", "The city")),
        question("choices", "When?", options=options("Morning", "Noon", "Evening"), max_choices=2),
        question("checkbox", "Tried elsewhere"),
        question("date", "By when?", earliest="2026-01-01", latest="2027-12-31"),
        question("number", "Cost", minimum=0, maximum=1000),
        question("place", "Where?"),
        question("image", "Photo", max_megabytes=2),
        question("file", "Document", max_megabytes=1),
        question("link", "Link"),
    ]


def proposals_activity(*questions: dict, access: str = "email", **settings) -> Activity:
    """A published proposal form with these questions."""
    page = make_campaign_page(block("proposals", fields=list(questions), access=access, **settings))
    return Activity.objects.select_related("campaign").get(campaign__key=page.translation_key)


def unsaved_activity(*questions: dict, **fields) -> Activity:
    """The same without a page and a database, for what only reads the rules."""
    child = CampaignPage._meta.get_field("body").stream_block.child_blocks["proposals"]
    return Activity(
        kind="proposals",
        options=child.activity_options(child.to_python({"fields": list(questions)})),
        **fields,
    )


def name_of(activity: Activity, label: str, suffix: str = "") -> str:
    """The form input of the question with this label."""
    found = next(rules for rules in activity.options["fields"] if rules["label"] == label)
    return f"q-{found['id']}" + (f"-{suffix}" if suffix else "")


def key_of(activity: Activity, label: str, option: str) -> str:
    found = next(rules for rules in activity.options["fields"] if rules["label"] == label)
    return next(item["key"] for item in found["options"] if item["name"] == option)


def written(**values) -> dict:
    """The fields that every proposal has, filled in."""
    return {
        "title": "A covered market hall",
        "text": "Dry feet in winter.",
        "author_name": "Awa",
        "email": "awa@example.org",
        "submission_key": str(uuid.uuid4()),
        **values,
    }


def new_url(activity: Activity) -> str:
    return reverse("proposal_new", args=[activity.pk])


def start(client, activity: Activity, **values) -> Proposal:
    """Fill in the form as far as the preview; the draft that it made."""
    response = client.post(new_url(activity), written(**values))
    assert response.status_code == 302, errors_of(response)
    reference = re.search(r"/proposals/(\w+)/preview/$", response["Location"])[1]
    return Proposal.objects.get(reference=reference)


def send(client, proposal: Proposal):
    return client.post(reverse("proposal_preview", args=[proposal.reference]))


def errors_of(response) -> dict:
    return dict(response.context["form"].errors) if response.context and "form" in response.context else {}


def photo(name: str = "photo.jpg", size=(40, 30), gps: bool = True, kind: str = "JPEG") -> SimpleUploadedFile:
    picture = Image.new("RGB", size, "teal")
    exif = Image.Exif()
    if gps:
        exif.get_ifd(GPS_TAG).update({1: "N", 2: (48.0, 53.0, 32.0), 3: "E", 4: (2.0, 12.0, 24.0)})
        exif[0x010F] = "MakerOfThePhone"
    out = io.BytesIO()
    picture.save(out, kind, **({"exif": exif} if gps else {}))
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def document(name: str = "plan.pdf", content: bytes = b"%PDF-1.7 plan") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")
