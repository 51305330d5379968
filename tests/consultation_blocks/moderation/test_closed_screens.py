"""Wagtail's own screens around snippets: none names what somebody may not see."""

import pytest
from django.urls import reverse
from wagtail.log_actions import log

from consultation_blocks.models import DecisionReason, Workshop
from consultation_blocks.moderation.models import AuditEntry
from consultation_blocks.moderation.services import decide
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.services import WorkshopClaim
from tests.factories import make_activity, make_contribution, make_event

from .conftest import ROLES

pytestmark = [pytest.mark.django_db, pytest.mark.point("Q9", "X9")]
STAFF = ("editor", "analyst", "foreign moderator", "moderator", "superuser")
SITE_HISTORY = ["wagtailadmin_reports:site_history", "wagtailadmin_reports:site_history_results"]


@pytest.mark.parametrize("role", ROLES)
def test_no_screen_of_usage_names_a_pending_event_a_workshop_or_a_contribution(role, activity, as_role):
    event = make_event(make_activity("agenda"), status=Status.PENDING, title="A picnic nobody may know of")
    claim = WorkshopClaim("House of the tanners", 12)
    contribution = make_contribution(activity, Status.PENDING, workshop_claim=claim)
    client = as_role(role)
    for found in (event, Workshop.objects.get(), contribution):
        # A comment's own class has no screens: the queue shows it as what it is, a contribution.
        name = "contribution" if found is contribution else found._meta.model_name
        address = f"/admin/snippets/consultation_blocks/{name}/usage/{found.pk}/"
        response = client.get(address, follow=True)
        assert response.status_code == 404 or response.request["PATH_INFO"] != address
        words = response.content.decode()
        assert "picnic" not in words
        assert "tanners" not in words
        assert contribution.reference not in words


@pytest.mark.parametrize("role", STAFF)
def test_the_site_s_history_tells_of_decisions_to_those_of_the_campaign_only(
    role, activity, moderator, reason, as_role
):
    contribution = make_contribution(activity, Status.PENDING, text="Not for all")
    decide(contribution.pk, "reject", moderator=moderator, reason=reason)
    assert AuditEntry.objects.count() == 1
    client = as_role(role)
    told = [contribution.reference in client.get(reverse(name)).content.decode() for name in SITE_HISTORY]
    export = client.get(reverse(SITE_HISTORY[0]), {"export": "csv"})
    content = b"".join(export.streaming_content) if export.streaming else export.content
    told.append(contribution.reference in content.decode())
    assert told == [role in ("moderator", "superuser")] * 3


def test_a_moderator_sees_the_history_of_the_own_campaign_s_workshops_only(
    activity, elsewhere, as_moderator, moderator
):
    for place, name in [(activity, "House of ours"), (elsewhere, "House of theirs")]:
        make_contribution(place, workshop_claim=WorkshopClaim(name, 12))
        log(Workshop.objects.get(name=name), "wagtail.edit", user=moderator)
    words = as_moderator.get(reverse(SITE_HISTORY[0])).content.decode()
    assert "House of ours" in words
    assert "House of theirs" not in words


@pytest.mark.parametrize("model", ["campaign", "workshop", "event", "decisionreason"])
def test_no_form_of_the_admin_links_to_a_screen_that_is_not_there(model, activity, as_role):
    make_contribution(activity, workshop_claim=WorkshopClaim("House", 12))
    agenda = make_activity("agenda")
    event = make_event(agenda, by_staff=True)
    found = {
        "campaign": activity.campaign,
        "workshop": Workshop.objects.get(),
        "event": event,
        "decisionreason": DecisionReason.objects.first(),
    }[model]
    page = as_role("superuser").get(f"/admin/snippets/consultation_blocks/{model}/edit/{found.pk}/")
    assert page.status_code == 200
    assert "/usage/" not in page.content.decode()
