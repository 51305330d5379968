"""The admin's home: what waits and since when, and the campaigns' figures; few queries, only one's own."""

import json
from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consultation_blocks.models import Campaign, Contribution
from consultation_blocks.moderation.queue import median_delay, waiting_by_campaign
from consultation_blocks.moderation.services import decide
from consultation_blocks.participation.kinds import Status
from pages.models import CampaignPage
from tests.factories import make_contribution, make_moderator, make_person

from .conftest import ROLES, admin_url, fill

HOME = "/admin/"


def wait(contribution, **since) -> None:
    Contribution.objects.filter(pk=contribution.pk).update(submitted_at=timezone.now() - timedelta(**since))


@pytest.mark.point("Q6")
def test_a_moderator_is_told_what_waits_and_since_when(activity, elsewhere, moderator):
    old, young = make_contribution(activity, Status.PENDING), make_contribution(activity, Status.PENDING)
    wait(old, days=5)
    wait(young, hours=1)
    make_contribution(activity, Status.REJECTED)
    reported = make_contribution(activity)
    Contribution.objects.filter(pk=reported.pk).update(reports_count=1)
    make_contribution(elsewhere, Status.PENDING)
    (row,) = waiting_by_campaign(moderator)
    assert (row["title"], row["waiting"], row["reported"]) == (activity.campaign.title, 2, 1)
    assert timezone.now() - row["oldest"] >= timedelta(days=5)


def test_the_campaign_that_waits_longest_comes_first(activity, elsewhere):
    person = make_moderator(activity.campaign, elsewhere.campaign)
    wait(make_contribution(activity, Status.PENDING), hours=1)
    wait(make_contribution(elsewhere, Status.PENDING), days=3)
    assert [row["campaign"] for row in waiting_by_campaign(person)] == [
        elsewhere.campaign_id,
        activity.campaign_id,
    ]


@pytest.mark.point("Q6")
def test_the_median_delay_is_that_of_ones_own_campaigns(activity, elsewhere, moderator, people):
    assert median_delay(moderator) is None
    for hours in (1, 2, 30):
        contribution = make_contribution(activity, Status.PENDING)
        wait(contribution, hours=hours)
        decide(contribution.pk, "approve", moderator=moderator)
    foreign = make_contribution(elsewhere, Status.PENDING)
    wait(foreign, days=40)
    decide(foreign.pk, "approve", moderator=people["foreign moderator"])
    assert timedelta(hours=2) <= median_delay(moderator) < timedelta(hours=2, minutes=5)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("anonymous", "citizen")])
def test_each_role_finds_its_own_panels_at_home(activity, as_role, role):
    page = as_role(role).get(HOME).content.decode()
    assert ('id="to-moderate-section"' in page) == (role in ("moderator", "foreign moderator", "superuser"))
    assert ('id="campaign-figures-section"' in page) == (role in ("editor", "analyst", "superuser"))


@pytest.mark.point("Q6")
@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("anonymous", "citizen")])
def test_the_search_of_the_side_bar_is_over_what_the_role_works_with(activity, as_role, role):
    html = as_role(role).get(HOME).content.decode()
    props = json.loads(BeautifulSoup(html, "html.parser").find(id="wagtail-sidebar-props").text)
    (search,) = [module for module in props["modules"] if module["_type"] == "wagtail.sidebar.SearchModule"]
    edits_pages = role in ("editor", "superuser")
    assert search["_args"] == [reverse("wagtailadmin_pages:search") if edits_pages else admin_url("list")]
    assert ("data-edits-no-pages" in html) == (not edits_pages)


def test_the_panel_leads_into_the_filtered_queue(activity, as_moderator):
    make_contribution(activity, Status.PENDING)
    page = as_moderator.get(HOME).content.decode()
    assert f"{admin_url('list')}?campaign={activity.campaign_id}" in page


def test_only_editors_get_links_to_the_pages(activity, as_role):
    page = as_role("editor").get(HOME)
    assert "/edit/" in page.content.decode().split('id="campaign-figures-section"')[1].split("</section>")[0]


def test_analysts_get_figures_without_links(activity, as_role):
    page = as_role("analyst").get(HOME)
    assert (
        "/edit/" not in page.content.decode().split('id="campaign-figures-section"')[1].split("</section>")[0]
    )


def test_the_closing_date_is_the_one_that_citizens_read(activity, as_role):
    midnight = timezone.make_aware(datetime(2050, 12, 17))
    Campaign.objects.filter(pk=activity.campaign_id).update(closes_at=midnight)
    panel = as_role("editor").get(HOME).content.decode().split('id="campaign-figures-section"')[1]
    assert "16 décembre" in panel and "23:59" in panel
    assert "17" not in panel.split("16 décembre")[1].split("</td>")[0]


def test_home_costs_the_same_however_much_waits(activity, as_role):
    client = as_role("superuser")
    make_contribution(activity, Status.PENDING)
    client.get(HOME)
    with CaptureQueriesContext(connection) as few:
        client.get(HOME)
    fill(activity, 500)
    with CaptureQueriesContext(connection) as many:
        client.get(HOME)
    assert len(many) == len(few)


def figures_panel(client) -> str:
    return client.get(HOME).content.decode().split('id="campaign-figures-section"')[1].split("</section>")[0]


@pytest.mark.point("Q9")
@pytest.mark.parametrize("role", ["editor", "analyst", "superuser"])
def test_a_campaign_that_nobody_moderates_says_so_with_a_way_to_mend_it(activity, as_role, role):
    client = as_role(role)
    nobody, team = "Personne ne la modère", f"/campaign/edit/{activity.campaign_id}/"
    activity.campaign.moderators.clear()
    assert nobody in figures_panel(client)
    assert (team in figures_panel(client)) == (role != "analyst")
    activity.campaign.moderators.add(make_person())
    assert nobody not in figures_panel(client)


@pytest.mark.point("Q9")
def test_publishing_a_campaign_without_moderators_says_so(activity, as_role):
    client = as_role("editor")
    page = CampaignPage.objects.get(translation_key=activity.campaign.key)
    for moderated in (False, True):
        (
            activity.campaign.moderators.set([make_person()])
            if moderated
            else activity.campaign.moderators.clear()
        )
        form = client.get(f"/admin/pages/{page.pk}/edit/").context["form"]
        fields = {name: form[name].value() for name in ("title", "slug", "question", "kind")}
        empty = ["starts_on", "ends_on", "lede", "district", "decision_maker", "criteria", "feedback"]
        streams = {"phases-count": 0, "body-count": 0, "comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
        data = fields | dict.fromkeys(empty, "") | streams | {"criteria": "null", "action-publish": "1"}
        response = client.post(f"/admin/pages/{page.pk}/edit/", data, follow=True)
        told = [str(message) for message in response.context["messages"]]
        assert any("publiée" in words for words in told), told
        assert any("Personne ne modère" in words for words in told) == (not moderated)


@pytest.mark.point("Q9")
def test_the_list_of_teams_names_people_and_dates_as_citizens_read_them(activity, as_role):
    midnight = timezone.make_aware(datetime(2050, 12, 17))
    Campaign.objects.filter(pk=activity.campaign_id).update(closes_at=midnight)
    activity.campaign.moderators.set([make_person("Malik Modérateur")])
    words = as_role("editor").get("/admin/snippets/consultation_blocks/campaign/").content.decode()
    assert "16 décembre 2050 à 23:59" in words
    assert "Malik Modérateur" in words
    assert "Opens at" not in words
