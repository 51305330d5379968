"""The staff groups: exactly the rights that each needs, however often they are set up."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from consultation_blocks.models import Campaign, DecisionReason, Workshop
from consultation_blocks.moderation.groups import ANALYSTS, EDITORS, MODERATORS, setup_groups
from consultation_blocks.moderation.reasons import DEFAULT_REASONS, create_default_reasons
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.services import WorkshopClaim
from tests.factories import make_contribution, make_person

from .conftest import ROLES

TEAM = "/admin/snippets/consultation_blocks/campaign/edit/{}/"
WORKSHOP = "/admin/snippets/consultation_blocks/workshop/edit/{}/"


@pytest.mark.point("Q9")
def test_a_migrated_site_has_the_three_groups_and_not_wagtails_own(db):
    names = set(Group.objects.values_list("name", flat=True))
    assert {EDITORS, MODERATORS, ANALYSTS} <= names
    assert not {"Editors", "Moderators"} & names


def test_setting_up_twice_changes_nothing_and_repairs_what_is_missing(db):
    def rights() -> tuple:
        return (
            sorted(Group.objects.values_list("name", "permissions__codename")),
            GroupPagePermission.objects.count(),
            GroupCollectionPermission.objects.count(),
            DecisionReason.objects.count(),
        )

    before = rights()
    setup_groups()
    create_default_reasons()
    assert rights() == before
    Group.objects.get(name=MODERATORS).permissions.clear()
    setup_groups()
    assert rights() == before


@pytest.mark.parametrize("name", [EDITORS, MODERATORS, ANALYSTS])
def test_no_group_has_a_right_over_accounts_or_groups(db, name):
    rights = Permission.objects.filter(group__name=name)
    assert rights.filter(content_type__app_label="wagtailadmin", codename="access_admin").exists()
    assert not rights.filter(
        content_type__model__in=["user", "group", "permission", "groupapprovaltask"]
    ).exists()


def test_only_editors_touch_pages_pictures_and_documents(db):
    assert set(GroupPagePermission.objects.values_list("group__name", flat=True)) == {EDITORS}
    assert set(GroupCollectionPermission.objects.values_list("group__name", flat=True)) == {EDITORS}
    page_rights = set(GroupPagePermission.objects.values_list("permission__codename", flat=True))
    assert page_rights == {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}


@pytest.mark.parametrize("path", ["/admin/images/add/", "/admin/documents/add/", "/admin/pages/"])
def test_an_editor_reaches_what_an_editor_needs(as_role, path):
    assert as_role("editor").get(path).status_code == 200


@pytest.mark.parametrize("role", [role for role in ROLES if role != "superuser"])
@pytest.mark.parametrize("path", ["/admin/users/", "/admin/groups/", "/admin/sites/"])
def test_accounts_groups_and_sites_are_for_superusers(as_role, role, path):
    assert as_role(role).get(path).status_code == 302


@pytest.mark.parametrize("role", ROLES)
def test_editors_and_superusers_name_the_moderators_of_a_campaign(activity, as_role, people, role):
    newcomer = people["foreign moderator"]
    as_role(role).post(TEAM.format(activity.campaign_id), {"moderators": [newcomer.pk]})
    named = list(activity.campaign.moderators.all())
    assert named == ([newcomer] if role in ("editor", "superuser") else [people["moderator"]])


def test_only_people_who_may_decide_can_be_named(activity, as_role, people):
    citizen = make_person("Citizen with an account")
    client = as_role("editor")
    assert "Citizen with an account" not in client.get(TEAM.format(activity.campaign_id)).content.decode()
    client.post(TEAM.format(activity.campaign_id), {"moderators": [citizen.pk]})
    assert list(activity.campaign.moderators.all()) == [people["moderator"]]


@pytest.mark.parametrize("role", ["editor", "moderator", "superuser"])
def test_nobody_adds_or_deletes_campaigns_here(activity, as_role, role):
    client = as_role(role)
    client.post(TEAM.format(activity.campaign_id).replace("edit", "delete"))
    client.post("/admin/snippets/consultation_blocks/campaign/add/", {"title": "New"})
    assert list(Campaign.objects.exclude(pk=activity.campaign_id).values_list("title", flat=True)) == list(
        Campaign.objects.exclude(pk=activity.campaign_id).exclude(title="New").values_list("title", flat=True)
    )
    assert Campaign.objects.filter(pk=activity.campaign_id).exists()


@pytest.mark.parametrize("role", ROLES)
def test_a_workshop_is_corrected_by_its_campaigns_moderators(activity, as_role, role):
    contribution = make_contribution(activity, Status.PENDING, workshop_claim=WorkshopClaim(name="Atelier"))
    data = {"name": "Atelier du lundi", "kind": "", "date": "", "place": "", "facilitator": ""}
    as_role(role).post(WORKSHOP.format(contribution.workshop_id), data)
    expected = "Atelier du lundi" if role in ("moderator", "superuser") else "Atelier"
    assert Workshop.objects.get().name == expected


def test_two_workshops_of_a_campaign_never_get_the_same_name(activity, as_moderator):
    first, second = (
        make_contribution(activity, workshop_claim=WorkshopClaim(name=name)).workshop
        for name in ("Écoles", "Autre")
    )
    data = {"name": " Écoles ", "kind": "", "date": "", "place": "", "facilitator": ""}
    response = as_moderator.post(WORKSHOP.format(second.pk), data)
    assert response.status_code == 200
    second.refresh_from_db()
    assert (first.name, second.name) == ("Écoles", "Autre")


def test_the_first_reasons_speak_three_languages(db):
    assert DecisionReason.objects.count() == len(DEFAULT_REASONS) >= 6
    for reason in DecisionReason.objects.all():
        assert len({reason.message_for("fr"), reason.message_for("en"), reason.message_for("ar")}) == 3


def test_reasons_that_the_town_deleted_do_not_come_back_beside_its_own(db):
    DecisionReason.objects.all().delete()
    DecisionReason.objects.create(label="La nôtre", message_fr="Voilà")
    assert create_default_reasons() == 0
    assert DecisionReason.objects.count() == 1
