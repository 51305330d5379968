"""Each kind of question: its limits, its answer as it is kept, and what must be answered."""

import pytest

from consultation_blocks.models import Proposal
from consultation_blocks.proposals.forms import ProposalForm
from consultation_blocks.proposals.questions import questions_of
from site_core.models import User
from tests.factories import actor

from .helpers import every_kind, key_of, name_of, options, question, unsaved_activity, written

KNOWN = actor(User(display_name="Awa"))


@pytest.fixture
def activity():
    return unsaved_activity(*every_kind())


def form_for(activity, files=None, **values) -> ProposalForm:
    return ProposalForm(
        written(**values), files or {}, activity=activity, actor=KNOWN, questions=questions_of(activity)
    )


def kept(activity, label: str, **values) -> dict | None:
    form = form_for(activity, **values)
    assert form.is_valid(), form.errors
    return next((answer for answer in form.answers() if answer["label"] == label), None)


@pytest.mark.point("P1")
def test_title_and_text_come_first_then_the_questions_in_the_editors_order_then_who_speaks(activity):
    names = list(form_for(activity).fields)
    labels = [rules["label"] for rules in activity.options["fields"]]
    assert names[:2] == ["title", "text"]
    asked = [name for name in names if name in {name_of(activity, label) for label in labels}]
    assert asked == [name_of(activity, label) for label in labels]
    assert names.index("author_name") > names.index(asked[-1])


@pytest.mark.point("P1")
@pytest.mark.parametrize(
    ("label", "given", "value"),
    [
        ("Who else?", "The school", "The school"),
        ("Why?", "Because", "Because"),
        ("By when?", "2026-05-12", "2026-05-12"),
        ("By when?", "12/05/2026", "2026-05-12"),
        ("Cost", "12,5", 12.5),
        ("Cost", "12.5", 12.5),
        ("Cost", "300", 300),
        ("Tried elsewhere", "on", True),
        ("Link", "https://example.org/hall", "https://example.org/hall"),
    ],
)
def test_an_answer_is_kept_with_its_question(activity, label, given, value):
    answer = kept(activity, label, **{name_of(activity, label): given})
    assert answer["value"] == value
    assert answer["field"] in name_of(activity, label)
    assert answer["private"] is False


@pytest.mark.point("P1")
def test_a_choice_is_kept_by_key_and_by_name_so_that_it_survives_a_new_wording(activity):
    key = key_of(activity, "How large?", "The city")
    answer = kept(activity, "How large?", **{name_of(activity, "How large?"): key})
    assert (answer["value"], answer["keys"]) == ("The city", [key])


@pytest.mark.point("P1")
def test_several_choices_are_kept_together(activity):
    keys = [key_of(activity, "When?", name) for name in ("Morning", "Evening")]
    answer = kept(activity, "When?", **{name_of(activity, "When?"): keys})
    assert (answer["value"], answer["keys"]) == (["Morning", "Evening"], keys)


@pytest.mark.parametrize(
    ("label", "given"),
    [
        ("Who else?", "x" * 21),
        ("Why?", "x" * 51),
        ("How large?", "another"),
        ("When?", "another"),
        ("By when?", "2025-12-31"),
        ("By when?", "2028-01-01"),
        ("By when?", "tomorrow"),
        ("Cost", "-1"),
        ("Cost", "1001"),
        ("Cost", "NaN"),
        ("Cost", "1e400"),
        ("Link", "javascript:alert(1)"),
        ("Link", "ftp://example.org/"),
        ("Link", "https://example.org/" + "x" * 500),
        ("Theme", "another"),
    ],
)
@pytest.mark.point("P1")
def test_an_answer_beyond_the_limits_is_refused_beside_its_question(activity, label, given):
    form = form_for(activity, **{name_of(activity, label): given})
    assert not form.is_valid()
    assert list(form.errors) == [name_of(activity, label)]


@pytest.mark.point("P1")
def test_more_options_than_allowed_are_refused(activity):
    keys = [key_of(activity, "When?", name) for name in ("Morning", "Noon", "Evening")]
    form = form_for(activity, **{name_of(activity, "When?"): keys})
    assert list(form.errors) == [name_of(activity, "When?")]


@pytest.mark.point("P1")
@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("text", {}),
        ("long_text", {}),
        ("choice", {"options": options("One", "Two")}),
        ("choices", {"options": options("One", "Two")}),
        ("checkbox", {}),
        ("date", {}),
        ("number", {}),
        ("place", {}),
        ("image", {}),
        ("file", {}),
        ("link", {}),
        ("category", {"categories": options("One", "Two")}),
    ],
)
def test_a_required_question_of_any_kind_must_be_answered(kind, values):
    activity = unsaved_activity(question(kind, "Asked", required=True, **values))
    form = form_for(activity)
    assert not form.is_valid()
    assert list(form.errors) == [name_of(activity, "Asked")]


@pytest.mark.parametrize("name", ["title", "text", "author_name"])
def test_title_text_and_name_are_always_required(activity, name):
    form = form_for(activity, **{name: "  "})
    assert name in form.errors


def test_the_text_has_the_length_that_the_editor_chose():
    activity = unsaved_activity()
    form = ProposalForm(
        written(text="x" * 201), activity=activity, actor=KNOWN, questions=[], text_length=200
    )
    assert list(form.errors) == ["text"]


@pytest.mark.point("P1")
def test_a_place_needs_no_map_an_address_is_enough(activity):
    form = form_for(activity, **{name_of(activity, "Where?"): "1 place du Marché"})
    assert form.is_valid()
    assert form.changes()["place"] == "1 place du Marché"
    assert form.changes()["latitude"] is None


@pytest.mark.parametrize(("latitude", "longitude"), [("48,8924", "2,2069"), ("48.8924", "2.2069")])
def test_coordinates_are_taken_with_comma_or_point(activity, latitude, longitude):
    names = {
        name_of(activity, "Where?", "latitude"): latitude,
        name_of(activity, "Where?", "longitude"): longitude,
    }
    form = form_for(activity, **names)
    assert form.is_valid(), form.errors
    assert (form.changes()["latitude"], form.changes()["longitude"]) == (48.8924, 2.2069)


@pytest.mark.parametrize(
    ("latitude", "longitude", "wrong"),
    [("48.9", "", "longitude"), ("", "2.2", "latitude"), ("91", "2", "latitude"), ("48", "inf", "longitude")],
)
def test_half_or_impossible_coordinates_are_refused(activity, latitude, longitude, wrong):
    names = {
        name_of(activity, "Where?", "latitude"): latitude,
        name_of(activity, "Where?", "longitude"): longitude,
    }
    form = form_for(activity, **names)
    assert name_of(activity, "Where?", wrong) in form.errors


@pytest.mark.point("P1", "X8")
def test_a_private_place_stays_out_of_the_public_columns():
    activity = unsaved_activity(question("place", "Where do you live?", private=True))
    names = {
        name_of(activity, "Where do you live?"): "12 rue des Lilas",
        name_of(activity, "Where do you live?", "latitude"): "48.9",
        name_of(activity, "Where do you live?", "longitude"): "2.2",
    }
    form = form_for(activity, **names)
    assert form.is_valid()
    changes = form.changes()
    assert (changes["place"], changes["latitude"], changes["longitude"]) == ("", None, None)
    assert changes["answers"][0]["value"]["address"] == "12 rue des Lilas"
    assert changes["answers"][0]["private"] is True


def test_the_category_is_the_proposals_own_and_no_answer(activity):
    key = key_of(activity, "Theme", "Nature")
    form = form_for(activity, **{name_of(activity, "Theme"): key})
    assert form.is_valid()
    assert form.changes()["category"] == key
    assert "Theme" not in [answer["label"] for answer in form.answers()]


def test_help_of_an_editor_is_text_and_never_markup(activity):
    activity = unsaved_activity(question("text", "A <b>bold</b> question", help_text="<script>x</script>"))
    html = form_for(activity).as_p()
    assert "<script>x" not in html
    assert "<b>bold" not in html


def test_a_question_of_a_kind_that_no_longer_exists_is_left_out(activity):
    activity.options["fields"].append({"id": "old", "type": "hologram", "label": "?", "required": True})
    form = form_for(activity)
    assert form.is_valid(), form.errors
    assert Proposal(**form.changes()).title == "A covered market hall"
