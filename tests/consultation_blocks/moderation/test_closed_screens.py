"""Wagtail's own screens around snippets: none names what somebody may not see."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.log_actions import log

from consultation_blocks.models import DecisionReason, Workshop
from consultation_blocks.moderation.models import AuditEntry
from consultation_blocks.moderation.services import decide
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.services import WorkshopClaim
from tests.factories import make_activity, make_campaign_page, make_contribution, make_event, make_person

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


def bulk_addresses(rows: dict[str, int]) -> Iterator[tuple[str, str, str]]:
    """Model, action and address of every bulk action that there is for these rows (model → primary key)."""
    bulk_action_registry.get_bulk_actions_for_model("", "")  # reads what is registered
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            for action in actions:
                if model in rows:
                    yield (
                        model,
                        action,
                        reverse("wagtail_bulk_action", args=[app, model, action]) + f"?id={rows[model]}",
                    )


@pytest.mark.parametrize("role", ROLES)
def test_no_bulk_action_names_what_somebody_may_not_touch(role, activity, as_role):
    claim = WorkshopClaim("Canary house", 12)
    pending = make_contribution(activity, Status.PENDING, text="A canary waits", workshop_claim=claim)
    rows = {
        "contribution": pending.pk,
        "event": make_event(make_activity("agenda"), status=Status.PENDING, title="A canary picnic").pk,
        "workshop": Workshop.objects.get().pk,
        "user": make_person("Canary the citizen").pk,
        "page": make_campaign_page(publish=False, title="A canary's draft").pk,
    }
    theirs = {"editor": {"page"}, "moderator": {"contribution"}, "superuser": set(rows)}.get(role, set())
    client, tried = as_role(role), set()
    for model, action, address in bulk_addresses(rows):
        tried.add(model)
        words = client.get(address, follow=True).content.decode()
        if model not in theirs or (model == "contribution" and action == "delete"):
            assert "canary" not in words.lower(), address
        elif (model, action) in [("page", "delete"), ("user", "delete"), ("contribution", "approve")]:
            assert "canary" in words.lower(), address
    assert tried == set(rows)


@pytest.mark.parametrize("key", ["abc", "9" * 30, "", "%00"])
def test_a_bulk_action_on_what_is_no_id_is_no_fault(key, as_role):
    client = as_role("superuser")
    for names in [("consultation_blocks", "event", "delete"), ("wagtailcore", "page", "delete")]:
        response = client.get(reverse("wagtail_bulk_action", args=names) + f"?id={key}")
        assert response.status_code in (200, 302, 404)
