"""The list of campaigns: its filters, each a link in the address, and its cards with real figures.

The number of queries is the same for one campaign and for a thousand.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Case, F, Q, When
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from taggit.models import Tag
from wagtail.models import Page

from consultation_blocks.participation.models import Campaign

from .models import CampaignPage
from .readable import readable

PAGE_SIZE = 12
OPEN, UPCOMING, CLOSED = "open", "upcoming", "closed"


@dataclass(frozen=True)
class Card:
    """What is shown of one campaign: its page, its campaign with figures (None before the first publication), its status."""

    page: CampaignPage
    campaign: Campaign | None
    status: str

    @property
    def closes_at(self) -> datetime | None:
        return self.page.campaign_dates()[1]


@dataclass(frozen=True)
class Option:
    """One choice of a filter: a link to the list with, or without, it."""

    label: str
    url: str
    is_on: bool


@dataclass(frozen=True)
class Chosen:
    """One active filter and the address of the list without it."""

    label: str
    url: str


def status_of(page: CampaignPage) -> str:
    """`upcoming`, `open` or `closed`, by the page's own dates."""
    today = timezone.localdate()
    if page.starts_on and today < page.starts_on:
        return UPCOMING
    return CLOSED if page.ends_on and today > page.ends_on else OPEN


def with_status(pages, status: str):
    """Those campaign pages that have a status today."""
    today = timezone.localdate()
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=today)
    if status == UPCOMING:
        return pages.filter(starts_on__gt=today)
    if status == CLOSED:
        return pages.filter(begun, ends_on__lt=today)
    return pages.filter(begun, Q(ends_on__isnull=True) | Q(ends_on__gte=today))


def readable_campaigns(parent: Page | None, locale=None):
    """Campaign pages that everybody may read, below one page or in one language."""
    pages = readable(CampaignPage.objects.all())
    if parent is not None:
        return pages.child_of(parent)
    return pages.filter(locale=locale)


def in_order(pages, status: str = ""):
    """What can still be taken part in first: open, upcoming, closed; open ones by the end that is nearest."""
    if status == OPEN:
        return pages.order_by(F("ends_on").asc(nulls_last=True), "-pk")
    if status == UPCOMING:
        return pages.order_by("starts_on", "pk")
    if status == CLOSED:
        return pages.order_by(F("ends_on").desc(), "-pk")
    today = timezone.localdate()
    rank = Case(When(starts_on__gt=today, then=1), When(ends_on__lt=today, then=2), default=0)
    return pages.annotate(rank=rank).order_by("rank", F("starts_on").desc(nulls_last=True), "-pk")


def cards_of(pages) -> list[Card]:
    """Cards of campaign pages, with their pictures and figures: four queries, however many pages."""
    found = list(
        pages.select_related("cover", "locale").prefetch_related("cover__renditions", "tagged_items__tag")
    )
    campaigns = {
        c.key: c for c in Campaign.objects.with_figures().filter(key__in=[p.translation_key for p in found])
    }
    return [Card(page, campaigns.get(page.translation_key), status_of(page)) for page in found]


def cards_by_status(locale, size: int = 6) -> dict[str, list[Card]]:
    """For the home page: open, upcoming and closed campaigns of one language."""
    pages = readable_campaigns(None, locale)
    return {
        f"{status}_cards": cards_of(in_order(with_status(pages, status), status)[:size])
        for status in (OPEN, UPCOMING, CLOSED)
    }


class Filters:
    """The filters of the address. What is unknown or malformed is ignored."""

    names = ("status", "district", "theme")

    def __init__(self, pages, query: QueryDict, path: str):
        self.path = path
        self.labels = {
            "status": {OPEN: _("Open"), UPCOMING: _("Coming soon"), CLOSED: _("Closed")},
            "district": {
                district: district
                for district in pages.exclude(district="")
                .order_by("district")
                .values_list("district", flat=True)
                .distinct()
            },
            "theme": dict(
                Tag.objects.filter(pages_campaigntag_items__content_object__in=pages)
                .order_by("name")
                .values_list("slug", "name")
                .distinct()
            ),
        }
        self.values = {name: query[name] for name in self.names if query.get(name) in self.labels[name]}

    def url(self, **changes: str) -> str:
        """The list's address with some filters changed (empty: without)."""
        values = {name: value for name, value in (self.values | changes).items() if value}
        query = QueryDict(mutable=True)
        for name, value in values.items():
            query[name] = value
        return f"{self.path}?{query.urlencode()}" if values else self.path

    def apply(self, pages):
        if "status" in self.values:
            pages = with_status(pages, self.values["status"])
        if "district" in self.values:
            pages = pages.filter(district=self.values["district"])
        if "theme" in self.values:
            pages = pages.filter(
                pk__in=CampaignPage.objects.filter(tags__slug=self.values["theme"]).values("pk")
            )
        return pages

    def groups(self) -> list[dict]:
        """The filters to choose from, each with its options as links; those with nothing to choose are left out."""
        titles = {"status": _("When"), "district": _("District"), "theme": _("Theme")}
        groups = []
        for name in self.names:
            if not self.labels[name]:
                continue
            chosen = self.values.get(name, "")
            options = [Option(_("All"), self.url(**{name: ""}), not chosen)]
            options += [
                Option(label, self.url(**{name: value}), value == chosen)
                for value, label in self.labels[name].items()
            ]
            groups.append({"label": titles[name], "options": options})
        return groups

    def active(self) -> list[Chosen]:
        return [
            Chosen(self.labels[name][value], self.url(**{name: ""})) for name, value in self.values.items()
        ]


def index_context(index_page: Page, query: QueryDict, path: str) -> dict:
    """What the campaign index shows: `cards`, `filter_groups`, `active_filters`, `reset_url`, `next_url`, `total`."""
    pages = readable_campaigns(index_page)
    filters = Filters(pages, query, path)
    found = in_order(filters.apply(pages), filters.values.get("status", ""))
    paginator = Paginator(found, PAGE_SIZE)
    current = paginator.get_page(query.get("page"))
    next_url = ""
    if current.has_next():
        base = filters.url()
        next_url = f"{base}{'&' if '?' in base else '?'}page={current.next_page_number()}"
    return {
        "cards": cards_of(current.object_list),
        "total": paginator.count,
        "filter_groups": filters.groups(),
        "active_filters": filters.active(),
        "reset_url": path,
        "next_url": next_url,
    }
