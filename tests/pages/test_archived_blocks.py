"""A block that was taken out: what was said stays readable at its address, and no page invites to it any more."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from consultation_blocks.models import Activity
from pages.models import CampaignPage
from tests.factories import block, make_campaign_page, make_contribution, make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.point("X10")]
KINDS = ["debate", "proposals", "map", "agenda", "timeline"]


def publish(page: CampaignPage, *body: dict) -> None:
    page.body = page.body.stream_block.to_python(list(body))
    page.save_revision(clean=False).publish()


@pytest.fixture(params=KINDS)
def archived(request):
    """A campaign in French and English whose block is taken out of the French page, and what stood in it."""
    raw = block(request.param, title="Ce que nous disions")
    page = make_campaign_page(raw, block("quote", quote="Un mot"))
    english, _created = Locale.objects.get_or_create(language_code="en")
    translated = page.copy_for_translation(english, copy_parents=True)
    translated.save_revision(clean=False).publish()
    activity = Activity.objects.get(campaign__key=page.translation_key)
    said = make_contribution(activity, text="Des tilleuls") if request.param in KINDS[:3] else None
    publish(page, block("quote", quote="Un mot"))
    activity.refresh_from_db()
    assert activity.archived_at
    return page, CampaignPage.objects.get(pk=translated.pk), activity, said, raw


def test_its_address_shows_what_was_said_in_every_language(archived, client):
    _page, _translated, activity, said, _raw = archived
    for language in ("fr", "en", "ar"):
        response = client.get(f"/{language}/a/{activity.pk}/")
        assert response.status_code == 200, language
        html = response.content.decode()
        assert "Ce que nous disions" in html
        if said:
            assert f'id="c-{said.reference}"' in html
        assert reverse("contribute", args=[activity.pk]) not in html


def test_no_page_shows_it_any_more(archived, client):
    page, translated, _activity, _said, _raw = archived
    for address in (page.url, translated.url):
        html = client.get(address).content.decode()
        assert "data-activity" not in html
        assert "Ce que nous disions" not in html
        assert "Un mot" in html


def test_put_back_in_a_draft_it_is_seen_in_the_preview_and_nowhere_else(archived, client):
    page, _translated, activity, _said, raw = archived
    page.body = page.body.stream_block.to_python([raw])
    page.save_revision(clean=False)
    preview = page.make_preview_request().render().content.decode()
    assert f'data-activity="{activity.pk}"' in preview
    assert "data-activity" not in client.get(page.url).content.decode()
    activity.refresh_from_db()
    assert activity.archived_at


def test_published_again_it_is_as_before(archived, client):
    page, translated, activity, said, raw = archived
    publish(page, raw)
    for address in (page.url, translated.url):
        html = client.get(address).content.decode()
        assert f'data-activity="{activity.pk}"' in html
        if said:
            assert said.reference in html


def test_what_only_a_draft_says_is_not_shown_with_it(archived, client):
    page, _translated, activity, _said, raw = archived
    changed = raw | {"value": raw["value"] | {"title": "Un brouillon"}}
    page.body = page.body.stream_block.to_python([changed])
    page.save_revision(clean=False, user=make_superuser())
    assert "Un brouillon" not in client.get(activity.get_absolute_url()).content.decode()
