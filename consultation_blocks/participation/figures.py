"""The figures of a campaign whose activities are read anyway: no query while nothing is published or withdrawn in it."""

from collections.abc import Sequence

from site_core.cache import SITE, published_tag, remember

from .models import Activity, Campaign


def add_figures(campaign: Campaign, activities: Sequence[Activity]) -> None:
    """Write what `Campaign.objects.with_figures()` annotates onto the campaign, from all its activities."""
    campaign.contributions = sum(activity.contributions_count for activity in activities)
    campaign.collective = sum(activity.collective_count for activity in activities)
    campaign.votes = sum(activity.votes_count for activity in activities)
    campaign.workshops_total, campaign.participants = remember(
        f"people:{campaign.pk}", [SITE, published_tag(campaign.pk)], lambda: _people(campaign)
    )


def _people(campaign: Campaign) -> tuple[int, int]:
    rows = Campaign.objects.with_people().values_list("workshops_total", "participants")
    return rows.get(pk=campaign.pk)
