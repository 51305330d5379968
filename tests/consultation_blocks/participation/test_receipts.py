"""A receipt tells where a contribution is now, not only that it once arrived."""

import pytest
from django.urls import reverse

from consultation_blocks.models import DecisionReason
from consultation_blocks.participation import services
from consultation_blocks.participation.kinds import Status
from tests.factories import make_activity, make_contribution, make_moderator, make_person, set_phase

pytestmark = [pytest.mark.django_db, pytest.mark.point("Q2")]
BACKEND = "django.contrib.auth.backends.ModelBackend"
ARRIVED = "Merci, c’est bien arrivé"


@pytest.fixture
def author():
    return make_person()


def receipt(client, contribution) -> str:
    client.force_login(contribution.author, backend=BACKEND)
    response = client.get(reverse("receipt", args=[contribution.reference]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (Status.PENDING, ARRIVED),
        (Status.PUBLISHED, ARRIVED),
        (Status.REJECTED, "n’a pas été publiée"),
        (Status.HIDDEN, "n’est plus affichée"),
        (Status.WITHDRAWN, "Vous avez retiré"),
    ],
)
def test_its_title_says_what_became_of_it(client, author, status, title):
    html = receipt(client, make_contribution(make_activity("proposals"), status, author=author))
    assert title in html
    assert (ARRIVED in html) == (title == ARRIVED)
    over = status in (Status.REJECTED, Status.HIDDEN, Status.WITHDRAWN)
    assert ('id="next"' in html) == (not over)


def test_a_refusal_comes_with_its_reason_and_the_moderator_s_note(client, author):
    activity = make_activity("proposals")
    contribution = make_contribution(activity, Status.PENDING, author=author)
    reason = DecisionReason.objects.first()
    services.transition(
        contribution,
        "reject",
        actor=make_moderator(activity.campaign),
        reason=reason,
        note="Voyez l’article 3.",
    )
    html = receipt(client, contribution)
    assert reason.message_fr in html.replace("&#x27;", "’").replace("&#x2019;", "’")
    assert "Voyez l’article 3." in html


@pytest.mark.parametrize(("phase", "invited"), [("open", True), ("after", False)])
def test_another_one_is_invited_only_while_it_is_open(client, author, phase, invited):
    activity = make_activity("proposals")
    contribution = make_contribution(activity, Status.WITHDRAWN, author=author)
    set_phase(activity, phase)
    assert (reverse("contribute", args=[activity.pk]) in receipt(client, contribution)) == invited
