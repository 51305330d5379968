"""What a campaign page shows: its sections, its activities, its figures, its phases."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify

from consultation_blocks.participation.blocks import InteractiveBlock
from consultation_blocks.participation.figures import add_figures
from consultation_blocks.participation.kinds import CONTRIBUTION_OF
from consultation_blocks.participation.models import Activity, Campaign

from .models import CampaignPage
from .phases import phases_of


@dataclass(frozen=True)
class Section:
    """One full-width part of a campaign page: a stream child with its anchor and, if interactive, its activity."""

    block: object
    anchor: str
    title: str
    activity: Activity | None
    is_interactive: bool


def campaign_of(page: CampaignPage) -> Campaign | None:
    """The campaign of a page, None before its first publication; see `activities_of`."""
    activities_of(page)
    return page._campaign


def activities_of(page: CampaignPage) -> list[Activity]:
    """All activities of a page, archived ones too, with their campaign: read in one query, once per page object."""
    if not hasattr(page, "_activities"):
        found = Activity.objects.filter(campaign__key=page.translation_key)
        page._activities = list(found.select_related("campaign"))
        for activity in page._activities:
            activity.campaign = page._activities[0].campaign
        page._campaign = (
            page._activities[0].campaign
            if page._activities
            else Campaign.objects.filter(key=page.translation_key).first()
        )
    return page._activities


def sections_of(page: CampaignPage, found: Iterable[Activity], is_preview: bool = False) -> list[Section]:
    """The parts of the page.

    A translation may still hold a block that was taken out of its source: readers are not shown it. An editor who puts
    one back sees it in the preview as it will be.
    """
    activities = {str(activity.block_id): activity for activity in found}
    sections = []
    for child in page.body:
        is_interactive = isinstance(child.block, InteractiveBlock)
        activity = activities.get(str(child.id))
        if activity and is_preview:
            activity.archived_at = None
        elif activities and is_interactive and (activity is None or activity.archived_at):
            continue
        title = (child.value.get("title") if hasattr(child.value, "get") else "") or ""
        anchor = f"{slugify(str(title)) or child.block_type}-{str(child.id)[:4]}"
        sections.append(Section(child, anchor, title, activity, is_interactive))
    return sections


def takes_part(section: Section) -> bool:
    """Whether citizens can do something in this section now."""
    return bool(section.activity and section.activity.kind in CONTRIBUTION_OF and section.activity.is_open)


def campaign_context(page: CampaignPage, is_preview: bool = False) -> dict:
    """`campaign` (with figures, or None before the first publication), `sections`, `toc` (sections with a title),
    `main_section` (the first where people can take part now), `phases`, `tags`."""
    campaign = campaign_of(page)
    activities = activities_of(page)
    if campaign:
        add_figures(campaign, activities)
    sections = sections_of(page, activities, is_preview)
    return {
        "campaign": campaign,
        "campaign_page": page,
        "sections": sections,
        "toc": [section for section in sections if section.title],
        "main_section": next((s for s in sections if takes_part(s)), None),
        "phases": phases_of(page.phases),
        "tags": page.tags.all(),
    }
