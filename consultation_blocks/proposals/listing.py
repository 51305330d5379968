"""The proposals of an activity: the best of them on the campaign page, all of them with filters on their own."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from site_core.cache import SITE, published_tag, remember
from site_core.search import holding

from ..participation.models import Activity, Attachment, Proposal
from ..participation.paging import keyset_page

BEST = 6
PAGE = 12
WORDS = 6
# Proposals take support only, so the stored score rises with it and has the index.
SORTS = {
    "supported": ("-score", "-id"),
    "newest": ("-published_at", "-id"),
    "oldest": ("published_at", "id"),
}
SORT_LABELS = {
    "supported": gettext_lazy("Most supported"),
    "newest": gettext_lazy("Newest"),
    "oldest": gettext_lazy("Oldest"),
}
DEFAULT_SORT = "supported"


@dataclass(frozen=True)
class Filters:
    """What the address asks for; whatever it holds besides, or wrongly, is ignored."""

    search: str = ""
    category: str = ""
    sort: str = DEFAULT_SORT
    cursor: str = ""

    @classmethod
    def from_query(cls, query: QueryDict, categories: dict[str, str]) -> "Filters":
        category = query.get("category", "")
        sort = query.get("sort", "")
        return cls(
            search=" ".join(query.get("q", "").replace("\x00", "").split())[:100],
            category=category if category in categories else "",
            sort=sort if sort in SORTS else DEFAULT_SORT,
            cursor=query.get("cursor", "")[:300],
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.search or self.category)

    def state(self, **changes: str) -> dict[str, str]:
        """The parameters of this state with changes; always in the same order, without what is the default."""
        state = {"q": self.search, "category": self.category, "sort": self.sort, **changes}
        if state["sort"] == DEFAULT_SORT:
            del state["sort"]
        return {name: value for name, value in state.items() if value}

    def address(self, page: str, **changes: str) -> str:
        """The address of this state of a page, on its first page of results unless `cursor` is given."""
        query = urlencode(self.state(**changes))
        return f"{page}?{query}" if query else page


def public_proposals(activity: Activity) -> QuerySet[Proposal]:
    """Published proposals of an activity, with what a card shows, in two queries."""
    pictures = Attachment.objects.filter(is_image=True, is_private=False)
    return (
        Proposal.objects.public()
        .of(activity)
        .select_related("workshop")
        .defer("answers", "geometry", "abuse_hash")
        .prefetch_related(Prefetch("attachments", queryset=pictures, to_attr="pictures"))
    )


def narrowed(proposals: QuerySet[Proposal], filters: Filters) -> QuerySet[Proposal]:
    """Those that hold every word searched for in their title or text, or bear the reference, in the category."""
    if filters.category:
        proposals = proposals.filter(category=filters.category)
    words = Q()
    for word in filters.search.split()[:WORDS]:
        words &= holding(word, "title", "text")
    if filters.search:
        proposals = proposals.filter(words | Q(reference=filters.search.upper()))
    return proposals


def _dress(activity: Activity, proposals: list[Proposal], categories: dict[str, str]) -> list[Proposal]:
    for proposal in proposals:
        proposal.activity = activity
        proposal.category_name = categories.get(proposal.category, "")
    return proposals


def best_context(activity: Activity, categories: dict[str, str]) -> dict:
    """`proposals` (the most supported), `total`."""
    proposals = list(public_proposals(activity).order_by(*SORTS[DEFAULT_SORT])[:BEST])
    return {"proposals": _dress(activity, proposals, categories), "total": total_of(activity)}


def total_of(activity: Activity) -> int:
    """How many proposals are public: counted when one more or less is, not for each page."""
    tags = [SITE, published_tag(activity.campaign_id)]
    return remember(f"proposals:{activity.pk}", tags, Proposal.objects.public().of(activity).count)


def listing_context(activity: Activity, categories: dict[str, str], query: QueryDict) -> dict:
    """`proposals` (one page), `total`, `filters`, `next_url`, `first_url`, and what the filter bar takes."""
    filters = Filters.from_query(query, categories)
    found = narrowed(public_proposals(activity), filters)
    page = keyset_page(found, SORTS[filters.sort], filters.cursor, PAGE)
    address = activity.get_absolute_url()
    return {
        "proposals": _dress(activity, page.items, categories),
        "total": found.count() if filters.is_narrowed else total_of(activity),
        "filters": filters,
        "next_url": filters.address(address, cursor=page.next_cursor) if page.next_cursor else "",
        "first_url": filters.address(address),
        "groups": filter_groups(filters, categories, address),
        "chips": active_filters(filters, categories, address),
        "reset_url": filters.address(address, q="", category=""),
        "hidden": [(name, value) for name, value in filters.state().items() if name != "q"],
    }


def filter_groups(filters: Filters, categories: dict[str, str], address: str) -> list[dict]:
    """The choices of the filter bar: `[{label, options: [{label, url, is_on}]}]`."""

    def option(label: str, name: str, value: str, is_on: bool) -> dict:
        return {"label": label, "url": filters.address(address, **{name: value}), "is_on": is_on}

    groups = [
        {
            "label": _("Sort"),
            "options": [option(SORT_LABELS[key], "sort", key, key == filters.sort) for key in SORTS],
        }
    ]
    if categories:
        everything = option(_("All categories"), "category", "", not filters.category)
        chosen = [option(name, "category", key, key == filters.category) for key, name in categories.items()]
        groups.insert(0, {"label": _("Category"), "options": [everything, *chosen]})
    return groups


def active_filters(filters: Filters, categories: dict[str, str], address: str) -> list[dict]:
    """What narrows the list, each with the address without it."""
    active = []
    if filters.search:
        active.append({"label": filters.search, "url": filters.address(address, q="")})
    if filters.category:
        active.append({"label": categories[filters.category], "url": filters.address(address, category="")})
    return active
