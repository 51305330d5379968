"""A campaign that is taken offline, or that only some people may read, is so in all its languages."""

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from consultation_blocks.models import Activity
from pages.models import CampaignPage
from tests.factories import make_contribution

from .test_translated_titles import ENGLISH, make, translate

pytestmark = [pytest.mark.django_db, pytest.mark.point("X9", "E1")]


def unpublish(page: CampaignPage) -> None:
    page.unpublish()


def restrict(page: CampaignPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def shown(client, page: CampaignPage) -> list[bool]:
    """Whether its title is on its own page, in the list, on the home page and in the search, its address in the sitemap."""
    places = [page.get_url(), page.get_parent().get_url(), "/en/", "/en/search/?q=square"]
    with translation.override("en"):
        found = [f">{ENGLISH[0]}<" in client.get(place).content.decode() for place in places]
    return [*found, f"{page.get_full_url()}</loc>" in client.get("/sitemap.xml").content.decode()]


@pytest.mark.parametrize("shut", [unpublish, restrict])
def test_its_translations_are_shut_with_it_and_open_again_with_it(
    client, shut, django_capture_on_commit_callbacks
):
    page, activity = make()
    make_contribution(activity)
    english = translate(page)
    assert shown(client, english) == [True] * 5
    with django_capture_on_commit_callbacks(execute=True):
        shut(page)
    assert shown(client, english) == [False] * 5
    assert client.get(english.get_url()).status_code == 404
    with translation.override("en"):
        assert client.get(reverse("activity", args=[activity.pk])).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        for restriction in PageViewRestriction.objects.all():
            restriction.delete()
        CampaignPage.objects.get(pk=page.pk).save_revision(clean=False).publish()
    assert shown(client, english) == [True] * 5
    assert Activity.objects.get(pk=activity.pk).campaign.is_visible


def test_a_restricted_page_is_read_by_those_who_may(client, admin_client):
    page, _activity = make()
    restrict(page)
    assert client.get(page.get_url()).status_code == 302
    assert admin_client.get(page.get_url()).status_code == 200
