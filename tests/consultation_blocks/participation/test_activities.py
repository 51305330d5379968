"""From page to activity: published, translated, copied, changed, taken out, brought back."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from consultation_blocks.models import Activity, Campaign, Contribution
from consultation_blocks.participation.activities import page_of
from pages.models import CampaignIndexPage, CampaignPage
from tests.factories import block, make_campaign_page, make_contribution

pytestmark = pytest.mark.django_db


def activities_of(page: CampaignPage) -> list[Activity]:
    return list(Activity.objects.filter(campaign__key=page.translation_key))


def publish(page: CampaignPage, *body: dict) -> CampaignPage:
    page = CampaignPage.objects.get(pk=page.pk)
    page.body = page.body.stream_block.to_python(list(body))
    page.save_revision(clean=False).publish()
    return page


def test_a_draft_has_no_activity_and_publishing_writes_one_per_block():
    page = make_campaign_page(block("debate"), block("map"), publish=False)
    assert activities_of(page) == []
    publish(page, block("debate", title="First"), block("map", title="Second"))
    assert [(a.kind, a.title, a.position) for a in activities_of(page)] == [
        ("debate", "First", 0),
        ("map", "Second", 1),
    ]


@pytest.mark.point("X10")
def test_a_block_taken_out_archives_its_activity_and_comes_back_with_what_was_said():
    raw = block("debate")
    page = make_campaign_page(raw)
    (activity,) = activities_of(page)
    contribution = make_contribution(activity)
    publish(page)
    activity.refresh_from_db()
    assert activity.archived_at and activity.phase() == "archived"
    assert Contribution.objects.public().filter(pk=contribution.pk).exists(), "its link must not break"
    figures = Campaign.objects.with_figures().get(pk=activity.campaign_id)
    assert figures.contributions == 1, "it stays readable"
    publish(page, raw)
    activity.refresh_from_db()
    assert activity.archived_at is None and activity.contributions_count == 1
    assert len(activities_of(page)) == 1


@pytest.mark.point("X5")
def test_all_languages_of_a_page_share_one_activity():
    page = make_campaign_page(block("debate", title="Le débat"))
    english, _created = Locale.objects.get_or_create(language_code="en")
    source, _created = TranslationSource.update_or_create_from_instance(page)
    for parent in page.get_ancestors(inclusive=False).filter(depth__gt=1).specific():
        parent_source, _created = TranslationSource.update_or_create_from_instance(parent)
        Translation.objects.get_or_create(source=parent_source, target_locale=english)[0].save_target()
    Translation.objects.create(source=source, target_locale=english).save_target()
    translated = CampaignPage.objects.get(translation_key=page.translation_key, locale=english)
    translated.save_revision().publish()
    (activity,) = activities_of(page)
    assert activity.title == "Le débat"
    assert str(translated.body[0].id) == str(activity.block_id)
    assert page_of(activity.campaign, "en").pk == translated.pk
    assert page_of(activity.campaign, "ar").pk == page.pk


@pytest.mark.point("C5")
def test_a_copied_campaign_has_its_own_empty_activities():
    page = make_campaign_page(block("debate"))
    (activity,) = activities_of(page)
    make_contribution(activity)
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"}, keep_live=False)
    copy.save_revision().publish()
    (other,) = activities_of(copy)
    assert other.pk != activity.pk and other.contributions_count == 0


@pytest.mark.point("X4")
def test_a_block_without_dates_follows_its_campaign():
    today = timezone.localdate()
    page = make_campaign_page(
        block("debate"),
        block("debate", closes_at=(timezone.now() + timedelta(days=30)).isoformat()),
        starts_on=today - timedelta(days=9),
        ends_on=today - timedelta(days=1),
    )
    follows, has_its_own = activities_of(page)
    assert (follows.phase(), has_its_own.phase()) == ("after", "open")


@pytest.mark.point("X4")
@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 3, 28), 23), (date(2026, 10, 25), 25), (date(2027, 6, 1), 24)]
)
def test_the_last_day_ends_at_midnight_in_paris_also_when_the_clocks_change(day, hours):
    opens, closes = CampaignPage(title="x", starts_on=day, ends_on=day).campaign_dates()
    assert (closes.timestamp() - opens.timestamp()) / 3600 == hours
    assert closes.isoformat().startswith((day + timedelta(days=1)).isoformat() + "T00:00:00")


def test_an_unpublished_or_restricted_campaign_is_closed_to_all_readers():
    page = make_campaign_page(block("debate"))
    (activity,) = activities_of(page)
    contribution = make_contribution(activity)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert not Contribution.objects.public().filter(pk=contribution.pk).exists()
    restriction.delete()
    assert Contribution.objects.public().filter(pk=contribution.pk).exists()
    page.unpublish()
    assert not Contribution.objects.public().filter(pk=contribution.pk).exists()
    assert not Activity.objects.visible().filter(pk=activity.pk).exists()


def test_a_campaign_moved_below_a_private_page_is_private_from_then_on():
    page = make_campaign_page(block("debate"))
    (activity,) = activities_of(page)
    contribution = make_contribution(activity)
    open_index = page.get_parent()
    private = CampaignIndexPage(title="Private", slug="private", locale=page.locale)
    open_index.get_parent().add_child(instance=private)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    page.move(private, pos="last-child")
    assert not Contribution.objects.public().filter(pk=contribution.pk).exists()
    CampaignPage.objects.get(pk=page.pk).move(
        CampaignIndexPage.objects.get(pk=open_index.pk), pos="last-child"
    )
    assert Contribution.objects.public().filter(pk=contribution.pk).exists()


def test_a_parent_unpublished_with_its_children_closes_the_campaign():
    page = make_campaign_page(block("debate"))
    Page.objects.get(pk=page.get_parent().pk).specific.unpublish()
    page.unpublish()
    assert not Campaign.objects.get(key=page.translation_key).is_live


def test_a_deleted_page_keeps_what_was_said_out_of_sight():
    page = make_campaign_page(block("debate"))
    (activity,) = activities_of(page)
    contribution = make_contribution(activity)
    page.delete()
    assert Contribution.objects.filter(pk=contribution.pk).exists()
    assert not Contribution.objects.public().filter(pk=contribution.pk).exists()
