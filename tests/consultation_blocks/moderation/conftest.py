"""A campaign with a debate, another campaign beside it, and one person of each role."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from consultation_blocks.moderation.groups import ANALYSTS, EDITORS
from consultation_blocks.moderation.models import DecisionReason
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.models import Comment, Contribution
from tests.factories import make_activity, make_moderator, make_person, make_superuser

ROLES = ("anonymous", "citizen", "editor", "analyst", "foreign moderator", "moderator", "superuser")
DECIDERS = ("moderator", "superuser")


def admin_url(name: str, *args) -> str:
    return reverse(Contribution.snippet_viewset.get_url_name(name), args=args)


def bulk_url(action: str, *ids) -> str:
    query = "&".join(f"id={pk}" for pk in ids)
    return reverse("wagtail_bulk_action", args=["consultation_blocks", "contribution", action]) + f"?{query}"


def fill(activity, number: int, **fields) -> None:
    """Many that wait, written at once."""
    now = timezone.now()
    Comment.objects.bulk_create(
        [
            Comment(
                kind="comment",
                activity=activity,
                status=Status.PENDING,
                text=f"Waiting number {position}",
                submitted_at=now - timedelta(minutes=position),
                **fields,
            )
            for position in range(number)
        ]
    )


@pytest.fixture
def activity(db):
    return make_activity("debate")


@pytest.fixture
def elsewhere(db):
    """A debate of a campaign that the moderator has nothing to do with."""
    return make_activity("debate")


@pytest.fixture
def moderator(activity):
    return make_moderator(activity.campaign)


@pytest.fixture
def reason(db) -> DecisionReason:
    return DecisionReason.objects.get(label="Publicité ou démarchage")


@pytest.fixture
def people(activity, elsewhere, moderator) -> dict:
    """Role → person; None stands for somebody who has not signed in."""
    editor, analyst = make_person("Editor"), make_person("Analyst")
    editor.groups.add(Group.objects.get(name=EDITORS))
    analyst.groups.add(Group.objects.get(name=ANALYSTS))
    return {
        "anonymous": None,
        "citizen": make_person("Citizen"),
        "editor": editor,
        "analyst": analyst,
        "foreign moderator": make_moderator(elsewhere.campaign),
        "moderator": moderator,
        "superuser": make_superuser(),
    }


@pytest.fixture
def as_role(client, people):
    """Sign the test client in as somebody of a role; returns the client."""

    def sign_in(role: str):
        if people[role]:
            client.force_login(people[role])
        return client

    return sign_in


@pytest.fixture
def as_moderator(client, moderator):
    client.force_login(moderator)
    return client
