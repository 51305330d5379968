"""The read API, version 1: campaigns with their figures, activities, public contributions. Nothing personal, nothing pending."""

from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from ninja import NinjaAPI, Query, Schema
from wagtail.models import Page

from site_core.cache import CAMPAIGNS, SITE, campaign_tag

from ..participation.models import Activity, Campaign, Contribution
from ..participation.paging import keyset_page

api = NinjaAPI(
    title="Participation",
    version="1",
    urls_namespace="api-v1",
    openapi_url="/openapi.json",
    docs_url=None,  # its page loads scripts from another host
    description="What citizens see of the campaigns, for machines. Contributions that are not published are not here.",
)
MAX_LIMIT = 100


class Figures(Schema):
    """`participants`: each workshop's headcount once, plus people who wrote in their own name."""

    contributions: int
    collective: int
    workshops: int
    participants: int
    votes: int


class ActivityOut(Schema):
    id: int
    kind: str
    title: str
    open: bool
    url: str
    contributions: int


class CampaignOut(Schema):
    slug: str
    title: str
    url: str
    status: str
    figures: Figures
    activities: list[ActivityOut]


class CampaignList(Schema):
    results: list[CampaignOut]
    next_cursor: str


class WorkshopOut(Schema):
    name: str
    participants: int
    date: date | None


class Answer(Schema):
    label: str
    value: object


class ContributionOut(Schema):
    """`about` and `reply_to` are references of contributions; coordinates are WGS 84 degrees."""

    reference: str
    kind: str
    url: str
    title: str
    text: str
    language: str
    author_name: str
    stance: str
    category: str
    about: str | None
    reply_to: str | None
    workshop: WorkshopOut | None
    place: str
    latitude: float | None
    longitude: float | None
    votes_up: int
    votes_down: int
    comments: int
    published_at: datetime | None
    answers: list[Answer]


class ContributionList(Schema):
    results: list[ContributionOut]
    next_cursor: str


class Paging(Schema):
    limit: int = 20
    cursor: str = ""

    @property
    def size(self) -> int:
        return max(1, min(self.limit, MAX_LIMIT))


def _absolute(request: HttpRequest, name: str, argument) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return request.build_absolute_uri(reverse(name, args=[argument]))


def _page_urls(request: HttpRequest, campaigns: list[Campaign]) -> dict:
    """Address of each campaign's page in the default language, or in whichever it has; one query."""
    pages = (
        Page.objects.live().filter(translation_key__in=[c.key for c in campaigns]).select_related("locale")
    )
    urls = {}
    for page in sorted(
        pages, key=lambda page: (page.locale.language_code != settings.LANGUAGE_CODE, page.pk)
    ):
        url = page.get_url(request)
        if url:
            urls.setdefault(page.translation_key, request.build_absolute_uri(url))
    return urls


def _campaigns_out(request: HttpRequest, campaigns: list[Campaign]) -> list[dict]:
    urls = _page_urls(request, campaigns)
    activities: dict[int, list[dict]] = {campaign.pk: [] for campaign in campaigns}
    for activity in Activity.objects.current().filter(campaign__in=campaigns).order_by("position", "pk"):
        activities[activity.campaign_id].append(
            {
                "id": activity.pk,
                "kind": activity.kind,
                "title": activity.title,
                "open": activity.is_open,
                "url": _absolute(request, "activity", activity.pk),
                "contributions": activity.contributions_count,
            }
        )
    return [
        {
            "slug": campaign.slug,
            "title": campaign.title,
            "url": urls.get(campaign.key, ""),
            "status": campaign.status,
            "figures": {
                "contributions": campaign.contributions,
                "collective": campaign.collective,
                "workshops": campaign.workshops_total,
                "participants": campaign.participants,
                "votes": campaign.votes,
            },
            "activities": activities[campaign.pk],
        }
        for campaign in campaigns
    ]


@api.get("/campaigns/", response=CampaignList, summary="Campaigns, newest first")
def list_campaigns(request: HttpRequest, response: HttpResponse, paging: Query[Paging]):
    page = keyset_page(
        Campaign.objects.visible().with_figures(), ("-created_at", "-id"), paging.cursor, paging.size
    )
    response.cache_tags = {SITE, CAMPAIGNS}
    return {"results": _campaigns_out(request, page.items), "next_cursor": page.next_cursor}


@api.get("/campaigns/{slug}/", response=CampaignOut, summary="One campaign")
def show_campaign(request: HttpRequest, response: HttpResponse, slug: str):
    campaign = get_object_or_404(Campaign.objects.visible().with_figures(), slug=slug)
    response.cache_tags = {SITE, campaign_tag(campaign.pk)}
    return _campaigns_out(request, [campaign])[0]


def contribution_out(request: HttpRequest, contribution: Contribution) -> dict:
    """The public fields of a contribution; expects `subject`, `parent` and `workshop` to be selected."""
    workshop = contribution.workshop
    return {
        "reference": contribution.reference,
        "kind": contribution.kind,
        "url": _absolute(request, "contribution", contribution.reference),
        "title": contribution.title,
        "text": contribution.text,
        "language": contribution.language,
        "author_name": contribution.author_name,
        "stance": contribution.stance,
        "category": contribution.category,
        "about": contribution.subject.reference if contribution.subject else None,
        "reply_to": contribution.parent.reference if contribution.parent else None,
        "workshop": workshop
        and {"name": workshop.name, "participants": workshop.headcount, "date": workshop.date},
        "place": contribution.place,
        "latitude": contribution.latitude,
        "longitude": contribution.longitude,
        "votes_up": contribution.up_count,
        "votes_down": contribution.down_count,
        "comments": contribution.comments_count,
        "published_at": contribution.published_at,
        "answers": [
            {"label": answer.get("label", ""), "value": answer.get("value")}
            for answer in contribution.answers
            if not answer.get("private")
        ],
    }


@api.get("/activities/{activity_id}/contributions/", response=ContributionList, summary="What was said")
def list_contributions(request: HttpRequest, response: HttpResponse, activity_id: int, paging: Query[Paging]):
    """Oldest first. `limit` is at most 100; `cursor` is the `next_cursor` of the page before."""
    activity = get_object_or_404(Activity.objects.visible(), pk=activity_id)
    queryset = Contribution.objects.public().filter(activity=activity)
    page = keyset_page(
        queryset.select_related("subject", "parent", "workshop"), ("id",), paging.cursor, paging.size
    )
    response.cache_tags = {SITE, campaign_tag(activity.campaign_id)}
    results = [contribution_out(request, contribution) for contribution in page.items]
    return {"results": results, "next_cursor": page.next_cursor}
