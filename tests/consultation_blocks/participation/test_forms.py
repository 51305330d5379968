"""What every form of a citizen does alike: errors that say what to do, and text without hidden characters."""

import re

import pytest
from django.urls import reverse

from consultation_blocks.models import Contribution
from tests.factories import make_activity, make_person

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
FORMS = [
    ("debate", "debate_comment"),
    ("proposals", "proposal_new"),
    ("map", "map_contribute"),
    ("agenda", "event_new"),
]


@pytest.mark.point("X3")
@pytest.mark.parametrize(("kind", "name"), FORMS)
def test_an_empty_form_says_what_to_do_and_not_only_that_a_field_is_required(client, kind, name):
    activity = make_activity(kind)
    response = client.post(reverse(name, args=[activity.pk]), {})
    assert response.status_code == 422
    html = response.content.decode()
    assert "field--error" in html
    assert "Ce champ est obligatoire" not in html
    assert "Champ requis" not in html
    assert "Remplissez ce champ" in html


@pytest.mark.point("CC1")
@pytest.mark.parametrize(("kind", "name"), FORMS)
def test_what_a_group_must_say_is_not_called_optional(client, kind, name):
    activity = make_activity(kind, allow_collective=True)
    html = client.get(reverse(name, args=[activity.pk])).content.decode()
    for field, optional in [("workshop_name", False), ("workshop_headcount", False), ("workshop_date", True)]:
        (label,) = re.findall(rf'<label class="field__label" for="id_{field}">(.*?)</label>', html)
        assert ("(facultatif)" in label) == optional


@pytest.mark.point("X9")
def test_characters_that_turn_the_text_around_are_not_kept(client):
    activity = make_activity("debate")
    client.force_login(make_person(), backend=BACKEND)
    form = {"text": "Look\u202e at this", "author_name": "An\u2066n"}
    response = client.post(reverse("debate_comment", args=[activity.pk]), form)
    assert response.status_code == 302
    contribution = Contribution.objects.get()
    assert (contribution.text, contribution.author_name) == ("Look at this", "Ann")


def test_a_text_of_nothing_but_hidden_characters_is_empty(client):
    activity = make_activity("debate")
    client.force_login(make_person(), backend=BACKEND)
    form = {"text": "\u202e\u202e", "author_name": "Ann"}
    assert client.post(reverse("debate_comment", args=[activity.pk]), form).status_code == 422
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("kind", ["proposals", "map", "agenda", "timeline"])
def test_a_comment_on_nothing_outside_a_debate_does_not_exist(client, kind):
    activity = make_activity(kind)
    assert client.post(f"/fr/debate/{activity.pk}/comment/", {"text": "x"}).status_code == 404
