"""A form's own key: sent twice by its sender it is one contribution, and it opens nothing to anybody else."""

import uuid

import pytest
from django.urls import reverse

from consultation_blocks.models import Comment, Contribution, Event, Proposal
from consultation_blocks.participation import services
from consultation_blocks.participation.contribute import RECEIPTS
from consultation_blocks.participation.kinds import Access
from consultation_blocks.participation.rules import Refused
from tests.factories import actor, make_activity, make_person

pytestmark = pytest.mark.django_db
KEY = uuid.UUID("5f0f5dd2-26a5-4c1c-9d2f-0d8f6f1c3a11")


def send(activity, text="Once", model=Comment, person=None, email="", address="here", **options):
    contribution = model(activity=activity, text=text, author_name="Ana", submission_key=KEY)
    return services.submit(
        contribution,
        actor=actor(person, abuse_hash=address),
        email=email,
        is_proven=not (person or email),
        **options,
    )


@pytest.fixture
def activity():
    return make_activity("debate", access=Access.OPEN)


@pytest.mark.parametrize("who", ["signed in", "e-mail", "anonymous"])
def test_the_same_form_sent_again_by_its_sender_is_the_contribution_that_there_is(activity, who):
    options = {
        "signed in": {"person": make_person()},
        "e-mail": {"email": "ana@example.org"},
        "anonymous": {},
    }[who]
    first = send(activity, **options)
    assert send(activity, **options).pk == first.pk
    assert Contribution.objects.count() == 1
    if who == "e-mail":
        # From another network, as a telephone does, and confirmed and signed in meanwhile.
        assert send(activity, email="Ana@example.org ", address="there").pk == first.pk
        assert send(activity, person=first.author).pk == first.pk


@pytest.mark.parametrize("first", ["signed in", "e-mail", "anonymous"])
@pytest.mark.parametrize("then", ["signed in", "e-mail", "anonymous"])
def test_a_key_that_somebody_else_has_used_gives_nobody_their_contribution(activity, first, then):
    send(activity, **{"signed in": {"person": make_person()}, "e-mail": {"email": "a@x.org"}}.get(first, {}))
    options = {"signed in": {"person": make_person()}, "e-mail": {"email": "b@x.org"}}.get(then, {})
    with pytest.raises(Refused) as refused:
        send(activity, "Mine", **options, address="elsewhere")
    assert refused.value.status == 409
    assert Contribution.objects.count() == 1


@pytest.mark.parametrize(("kind", "model"), [("debate", Comment), ("proposals", Proposal), ("agenda", Event)])
def test_a_key_used_for_another_activity_or_kind_is_refused_and_not_an_error(activity, kind, model):
    person = make_person()
    send(activity, person=person)
    with pytest.raises(Refused) as refused:
        send(make_activity(kind), "Something else", model, person)
    assert refused.value.status == 409
    assert Contribution.objects.count() == 1


def test_a_stale_form_comes_back_with_its_text_and_without_a_receipt(client, activity):
    send(activity, "Somebody else's secret", email="other@example.org")
    other = make_activity("debate")
    data = {"text": "My words", "stance": "neutral", "author_name": "Bo", "email": "bo@example.org"}
    for where in (activity, other):
        url = reverse("debate_comment", args=[where.pk])
        response = client.post(url, {**data, "submission_key": str(KEY)})
        assert response.status_code == 409
        assert response.context["form"]["text"].value() == "My words"
        assert "secret" not in response.content.decode()
    assert RECEIPTS not in client.session
