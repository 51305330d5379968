"""A campaign's page and its API tell the same figures, at every moment."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from consultation_blocks.models import Campaign, Workshop
from consultation_blocks.participation import services
from consultation_blocks.participation.figures import add_figures
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.services import WorkshopClaim
from tests.factories import actor, block, make_campaign_page, make_contribution, make_moderator, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.point("C3")]
NAMES = ["contributions", "collective", "votes", "workshops_total", "participants"]


@pytest.fixture
def campaign() -> Campaign:
    page = make_campaign_page(block("debate"), block("proposals"), block("map"))
    return Campaign.objects.get(key=page.translation_key)


def of_the_page(campaign: Campaign) -> list[int]:
    fresh = Campaign.objects.get(pk=campaign.pk)
    add_figures(fresh, fresh.activities.all())
    return [getattr(fresh, name) for name in NAMES]


def of_the_api(campaign: Campaign) -> list[int]:
    row = Campaign.objects.with_figures().get(pk=campaign.pk)
    return [getattr(row, name) for name in NAMES]


def test_the_page_tells_what_the_api_tells_after_every_decision(campaign, django_capture_on_commit_callbacks):
    debate, proposals, _places = campaign.activities.order_by("position")
    author, moderator = make_person(), make_moderator(campaign)
    alone = make_contribution(proposals, Status.PENDING, author=author)
    together = make_contribution(
        debate, Status.PENDING, author=author, workshop_claim=WorkshopClaim("Class", 24, None)
    )
    assert of_the_page(campaign) == of_the_api(campaign) == [0] * 5
    seen = []
    for contribution, action in [
        (alone, "approve"),
        (together, "approve"),
        (alone, "hide"),
        (together, "withdraw"),
    ]:
        contribution.refresh_from_db()
        with django_capture_on_commit_callbacks(execute=True):
            services.transition(contribution, action, actor=moderator)
        assert of_the_page(campaign) == of_the_api(campaign)
        seen.append(of_the_page(campaign))
    assert seen == [[1, 0, 0, 0, 1], [2, 1, 0, 1, 25], [1, 1, 0, 1, 24], [0, 0, 0, 0, 0]]


def test_votes_are_told_at_once(campaign):
    proposal = make_contribution(campaign.activities.get(kind="proposals"))
    assert of_the_page(campaign)[2] == 0
    services.cast_vote(proposal, 1, actor=actor(make_person()))
    assert of_the_page(campaign) == of_the_api(campaign)
    assert of_the_page(campaign)[2] == 1


def test_corrected_counters_are_told_at_once(campaign):
    make_contribution(campaign.activities.get(kind="debate"), workshop_claim=WorkshopClaim("Class", 24, None))
    Workshop.objects.update(headcount=3)
    assert of_the_page(campaign)[4] == 3
    call_command("recompute_counters", verbosity=0)
    assert of_the_page(campaign)[4] == of_the_api(campaign)[4] == 24


def test_what_was_said_in_an_archived_activity_still_counts(campaign):
    proposals = campaign.activities.get(kind="proposals")
    make_contribution(proposals, author=make_person())
    campaign.activities.filter(pk=proposals.pk).update(archived_at=timezone.now())
    assert of_the_page(campaign) == of_the_api(campaign) == [1, 0, 0, 0, 1]
