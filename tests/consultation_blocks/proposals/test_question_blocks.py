"""What an editor composes becomes rules that a write can hold without the page."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from consultation_blocks.models import Activity
from consultation_blocks.proposals.questions import categories_of, questions_of
from pages.models import CampaignPage

from .helpers import every_kind, options, proposals_activity, question, unsaved_activity

pytestmark = pytest.mark.django_db


def proposals_block():
    return CampaignPage._meta.get_field("body").stream_block.child_blocks["proposals"]


@pytest.mark.point("P1")
def test_publishing_writes_every_question_with_its_id_and_limits_into_the_activity():
    raw = every_kind()
    activity = proposals_activity(*raw)
    kept = activity.options["fields"]
    assert [rules["id"] for rules in kept] == [item["id"] for item in raw]
    assert [rules["type"] for rules in kept] == [item["type"] for item in raw]
    limits = {rules["label"]: rules for rules in kept}
    assert limits["Who else?"]["max_length"] == 20
    assert limits["When?"]["max_choices"] == 2
    assert (limits["By when?"]["earliest"], limits["By when?"]["latest"]) == ("2026-01-01", "2027-12-31")
    assert (limits["Cost"]["minimum"], limits["Cost"]["maximum"]) == (0, 1000)
    assert limits["Photo"]["max_megabytes"] == 2
    assert [item["name"] for item in activity.options["categories"]] == ["Streets", "Nature"]


@pytest.mark.point("E1", "P1")
def test_a_new_form_asks_for_a_category_a_place_and_a_picture():
    with translation.override("en"):
        default = proposals_block().get_default()["fields"]
    assert [child.block_type for child in default] == ["category", "place", "image"]
    assert len(default[0].value["categories"]) >= 3


def test_options_written_without_ids_keep_their_key_from_one_reading_to_the_next():
    raw = question("choice", "How large?", options=["My street", "The city"])
    first, again = (unsaved_activity(raw).options["fields"][0]["options"] for _ in range(2))
    assert (
        first == again == [{"key": "my-street", "name": "My street"}, {"key": "the-city", "name": "The city"}]
    )


def test_the_default_questions_keep_their_ids_from_one_publication_to_the_next():
    activity = proposals_activity(*[])
    page = CampaignPage.objects.get(translation_key=activity.campaign.key)
    stream = page.body
    stream[0].value["fields"] = proposals_block().child_blocks["fields"].get_default()
    page.body = stream
    page.save_revision(clean=False).publish()
    first = Activity.objects.get(pk=activity.pk).options
    CampaignPage.objects.get(pk=page.pk).save_revision(clean=False).publish()
    assert Activity.objects.get(pk=activity.pk).options == first
    assert len(first["fields"]) == 3
    assert all(len(rules["id"]) == 36 for rules in first["fields"])


def test_words_come_from_the_page_and_rules_from_the_activity():
    activity = proposals_activity(question("text", "Quoi ?", max_length=20))
    translated = proposals_block().to_python(
        {
            "fields": [
                {
                    "type": "text",
                    "id": activity.options["fields"][0]["id"],
                    "value": {"label": "What?", "required": True},
                }
            ]
        }
    )
    (found,) = questions_of(activity, translated)
    assert (found.label, found.required, found.limits["max_length"]) == ("What?", False, 20)


def test_category_names_are_read_in_the_language_of_the_page():
    raw = question("category", "Thème", categories=options("Rues", "Nature"))
    activity = proposals_activity(raw)
    translated_items = [{**raw["value"]["categories"][0], "value": "Streets"}]
    translated = proposals_block().to_python(
        {"fields": [{**raw, "value": {"label": "Theme", "categories": translated_items}}]}
    )
    assert list(categories_of(activity, translated).values()) == ["Streets", "Nature"]


@pytest.mark.point("E2")
@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("number", {"minimum": 10, "maximum": 1}),
        ("date", {"earliest": "2027-01-01", "latest": "2026-01-01"}),
        ("choice", {"options": options("Only one")}),
        ("choice", {"options": options("One", "Two"), "label": ""}),
    ],
)
def test_an_editor_cannot_save_a_question_that_nobody_could_answer(kind, values):
    child = proposals_block().child_blocks["fields"].child_blocks[kind]
    value = child.to_python({"label": "Question", **values})
    with pytest.raises(ValidationError):
        child.clean(value)


@pytest.mark.point("E1")
def test_the_block_has_a_true_preview_for_the_picker(rf):
    found = proposals_block()
    value = found.get_preview_value()
    html = found.render(value, {"request": rf.get("/")})
    assert found.is_previewable
    assert html.count("proposal-card__text") == 3
    assert str(value["title"]) in html
