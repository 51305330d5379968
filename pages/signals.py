"""Pages and settings that change make kept pages stale, and publishing writes the activities."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from consultation_blocks.participation.activities import ActivityHost, close_campaign, sync_campaign
from site_core.cache import CAMPAIGNS, SITE, drop_tags
from site_core.models import CitySettings

from .workarounds import repair_child_count


def forget() -> None:
    """After the commit: before it, a page made anew would still show what was there."""
    transaction.on_commit(lambda: drop_tags(SITE, CAMPAIGNS), robust=True)


@receiver(page_published)
def write_activities(sender, instance, **kwargs):
    repair_child_count(instance)
    if isinstance(instance, ActivityHost):
        sync_campaign(instance)
    forget()


@receiver(page_unpublished)
def close_unpublished(sender, instance, **kwargs):
    if isinstance(instance, ActivityHost):
        close_campaign(instance)
    forget()


@receiver(post_delete)
def close_deleted(sender, instance, **kwargs):
    if isinstance(instance, ActivityHost):
        close_campaign(instance)
    if isinstance(instance, Page):
        forget()


@receiver(page_slug_changed)
@receiver(post_save, sender=CitySettings)
@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender=get_image_model())
@receiver([post_save, post_delete], sender=get_document_model())
def forget_pages(sender, **kwargs):
    """Which pages show it is not known: pictures and documents change far less often than pages are read."""
    forget()


@receiver([post_save, post_delete], sender=PageViewRestriction)
def follow_restriction(sender, instance, **kwargs):
    """A page (or one above it) became private or public again."""
    sync_below(instance.page)


@receiver(post_page_move)
def follow_move(sender, instance, **kwargs):
    """Below its new parent a page may be private, or no longer be."""
    sync_below(Page.objects.get(pk=instance.pk))


def sync_below(top: Page) -> None:
    for page in Page.objects.descendant_of(top, inclusive=True).live().specific():
        if isinstance(page, ActivityHost):
            sync_campaign(page)
    forget()
