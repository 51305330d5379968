"""From page to activity: when a page with interactive blocks is published, its activities follow."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from site_core.cache import CAMPAIGNS, SITE, campaign_tag, drop_tags

from .models import Activity, Campaign, PublishedBlock


class ActivityHost:
    """Mixin for page models that carry interactive blocks in the StreamField `body`."""

    activity_stream = "body"

    def interactive_children(self) -> list:
        """The stream's interactive children, in the editor's order."""
        from .blocks import InteractiveBlock

        return [
            child
            for child in getattr(self, self.activity_stream)
            if isinstance(child.block, InteractiveBlock)
        ]

    def campaign_dates(self) -> tuple[datetime | None, datetime | None]:
        """When the whole opens and closes."""
        return None, None


def is_source(page: Page) -> bool:
    """Whether this page is the one that its translations come from: its settings are the activity's."""
    first = (
        Page.objects.filter(translation_key=page.translation_key)
        .order_by("pk")
        .values_list("pk", flat=True)
        .first()
    )
    return first == page.pk


def _free_slug(page: Page) -> str:
    slug = page.slug or slugify(page.title) or str(page.pk)
    taken = Campaign.objects.filter(slug=slug).exclude(key=page.translation_key).exists()
    return f"{slug}-{page.pk}" if taken else slug


def sync_campaign(page: Page) -> Campaign:
    """Write the campaign and the activities of a published page: made, changed, archived or revived.

    Only the source page's settings count; publishing a translation changes titles in its language and the caches.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update().filter(key=page.translation_key).first()
        if campaign is None or is_source(page):
            opens_at, closes_at = page.campaign_dates()
            campaign, _created = Campaign.objects.update_or_create(
                key=page.translation_key,
                defaults={
                    "title": page.title,
                    "slug": _free_slug(page),
                    "is_live": page.live,
                    "is_restricted": page.get_view_restrictions().exists(),
                    "opens_at": opens_at,
                    "closes_at": closes_at,
                },
            )
            _sync_activities(campaign, page)
        _write_languages(campaign)
        transaction.on_commit(lambda: drop_tags(SITE, CAMPAIGNS, campaign_tag(campaign.pk)))
    return campaign


def _sync_activities(campaign: Campaign, page: ActivityHost) -> None:
    seen = []
    opens_at, closes_at = page.campaign_dates()
    for position, child in enumerate(page.interactive_children()):
        settings = child.block.activity_settings(child.value)
        # A block without dates of its own follows the campaign: nothing stays open in a closed one.
        settings["opens_at"] = settings["opens_at"] or opens_at
        settings["closes_at"] = settings["closes_at"] or closes_at
        activity, _created = Activity.objects.update_or_create(
            campaign=campaign,
            block_id=child.id,
            defaults={**settings, "position": position, "archived_at": None},
        )
        seen.append(activity.pk)
    campaign.activities.filter(archived_at__isnull=True).exclude(pk__in=seen).update(
        archived_at=timezone.now()
    )


def _write_languages(campaign: Campaign, *, without: int | None = None) -> None:
    """What the campaign and its activities are called, and what their blocks say, in each language that it is live in.

    Always from all pages: what one publication wrote, the next one cannot have read too early. `without` is the id of
    a page that is being deleted.
    """
    live = Page.objects.live().filter(translation_key=campaign.key).exclude(pk=without)
    pages = live.select_related("locale").specific()
    campaign.titles, of_blocks = {}, defaultdict(dict)
    for page in pages:
        if not isinstance(page, ActivityHost):  # half deleted, with others at once
            continue
        language = page.locale.language_code
        campaign.titles[language] = page.title
        for child in page.interactive_children():
            of_blocks[str(child.id)][language] = child
    campaign.save(update_fields=["titles"])
    activities, published = list(campaign.activities.current()), []
    for activity in activities:
        children = of_blocks[str(activity.block_id)]
        activity.titles = {language: child.value.get("title") or "" for language, child in children.items()}
        published += [
            PublishedBlock(activity=activity, language=language, value=child.get_prep_value()["value"])
            for language, child in children.items()
        ]
    Activity.objects.bulk_update(activities, ["titles"])
    PublishedBlock.objects.bulk_create(
        published,
        update_conflicts=True,
        unique_fields=["activity", "language"],
        update_fields=["value"],
    )


def close_campaign(page: Page) -> None:
    """The source page was unpublished or deleted: nothing of the campaign is readable until it comes back.

    Of a translation only the titles go: its readers are shown the source page's.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update().filter(key=page.translation_key).first()
        if is_source(page) or not Page.objects.filter(translation_key=page.translation_key).exists():
            Campaign.objects.filter(key=page.translation_key).update(is_live=False)
        elif campaign:
            _write_languages(campaign, without=page.pk)
        transaction.on_commit(lambda: drop_tags(SITE, CAMPAIGNS))


def page_of(campaign: Campaign, language: str) -> Page | None:
    """The campaign's live page in a language, else its source page; specific. Two queries: only one body is read."""
    pages = list(
        Page.objects.live()
        .filter(translation_key=campaign.key)
        .select_related("locale")
        .only("locale", "content_type", "translation_key")
        .order_by("pk")
    )
    if not pages:
        return None
    return next((page for page in pages if page.locale.language_code == language), pages[0]).specific


def block_of(page: ActivityHost, activity: Activity):
    """The stream child that an activity stands for in one page, as it was last published where it has been archived."""
    stream = getattr(page, page.activity_stream)
    # By its raw id first: each kind of block that is looked at is read for all of the page.
    for position, raw in enumerate(stream.raw_data):
        if str(raw.get("id")) == str(activity.block_id):
            return stream[position]
    return _last_published(stream, activity, page.locale.language_code) if activity.archived_at else None


def _last_published(stream, activity: Activity, language: str):
    kept = {block.language: block for block in activity.published_blocks.order_by("pk")}
    found = kept.get(language) or next(iter(kept.values()), None)
    block = stream.stream_block.child_blocks.get(activity.kind)
    if found is None or block is None:
        return None
    return stream.StreamChild(block, block.to_python(found.value), id=str(activity.block_id))
