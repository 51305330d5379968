"""What a discussion shows and where its links lead: sort, filters, pages, all from the query string."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from site_core.cache import SITE, published_tag, remember

from ..participation import rules
from ..participation.kinds import Stance
from ..participation.models import Activity, Contribution
from ..participation.paging import Page
from .threads import DEFAULT_SORT, SORTS, comment_threads, public_comments

BEST_SHOWN = 3
STANCES = (Stance.FOR, Stance.NEUTRAL, Stance.AGAINST)


@dataclass(frozen=True)
class Choice:
    """One value of a sort or filter: a link, with and without JavaScript."""

    key: str
    label: str
    url: str
    is_on: bool
    count: int | None = None


@dataclass(frozen=True)
class Selection:
    """What was asked for, with everything unknown dropped. `clause` is None for all, "" for the whole text."""

    sort: str = DEFAULT_SORT
    stance: str = ""
    clause: str | None = None
    cursor: str = ""

    def query(self, **changes) -> str:
        """The query string of this selection with some values changed; a change starts again on the first page."""
        values = {"sort": self.sort, "stance": self.stance, "clause": self.clause, "after": ""} | changes
        if values["sort"] == DEFAULT_SORT:
            values["sort"] = ""
        return urlencode({key: value for key, value in values.items() if value})


def selection_of(query: Mapping, clauses: list[dict]) -> Selection:
    """Read `sort`, `stance`, `clause` and `after` from a query string; what is unknown counts as not given."""
    sort, stance, clause = query.get("sort", ""), query.get("stance", ""), query.get("clause", "")
    return Selection(
        sort=sort if sort in SORTS else DEFAULT_SORT,
        stance=stance if stance in Stance.values else "",
        clause=clause if clause in {item["id"] for item in clauses} else None,
        cursor=query.get("after", "")[:300],
    )


def comment_counts(activity: Activity) -> dict:
    """`{"stances": {…}, "clauses": {…}}`: first comments of a debate by stance and by clause; kept until one changes."""

    def count() -> dict:
        rows = (
            public_comments(activity)
            .filter(parent__isnull=True)
            .order_by()
            .values("stance", "clause")
            .annotate(total=Count("pk"))
        )
        totals: dict = {"stances": {}, "clauses": {}}
        for row in rows:
            for group, key in (("stances", row["stance"]), ("clauses", row["clause"])):
                totals[group][key] = totals[group].get(key, 0) + row["total"]
        return totals

    return remember(f"debate-counts:{activity.pk}", [SITE, published_tag(activity.campaign_id)], count)


def stance_balance(counts: dict) -> dict[str, int] | None:
    """How many first comments are `for`, `neutral` and `against`; None where nobody took a stance."""
    balance = {stance.value: counts["stances"].get(stance.value, 0) for stance in STANCES}
    return balance if any(balance.values()) else None


@dataclass(frozen=True)
class Discussion:
    """Everything that `thread.html` shows."""

    activity: Activity
    subject: Contribution | None
    threads: Page
    total: int
    groups: list[dict]
    active: list[dict]
    clauses: list[Choice]
    comment_url: str
    next_url: str
    next_fragment: str
    is_filtered: bool
    is_continued: bool
    first_url: str

    @property
    def has_choices(self) -> bool:
        return bool(self.total > 1 or self.is_filtered)


def discussion(
    activity: Activity,
    query: Mapping,
    subject: Contribution | None = None,
    address: str = "",
    counts: dict | None = None,
) -> Discussion:
    """A page of a debate's own discussion, or of the one about a contribution.

    Args:
        query: the request's GET parameters.
        address: of the page that shows it, for its links; the activity's or the subject's own by default.
        counts: of `comment_counts`, where stances and clauses can be filtered.
    """
    clauses = [] if subject else activity.options.get("clauses", [])
    chosen = selection_of(query, clauses)
    threads = comment_threads(
        activity, subject, chosen.sort, chosen.cursor, stance=chosen.stance, clause=chosen.clause
    )
    address = address or (subject or activity).get_absolute_url()

    def link(**changes) -> str:
        asked = chosen.query(**changes)
        return f"{address}?{asked}#discussion" if asked else f"{address}#discussion"

    following = chosen.query(after=threads.next_cursor) if threads.next_cursor else ""
    about = urlencode({"about": subject.reference}) if subject else ""
    fragment = f"{reverse('debate_threads', args=[activity.pk])}?{'&'.join(filter(None, [following, about]))}"
    comment_url = reverse("debate_comment", args=[activity.pk])
    return Discussion(
        activity=activity,
        subject=subject,
        threads=threads,
        total=subject.comments_count if subject else activity.contributions_count,
        groups=_groups(chosen, link, counts),
        active=_active(chosen, link, clauses),
        clauses=_clause_choices(chosen, link, clauses, counts) if counts else [],
        comment_url=f"{comment_url}?{about}" if about else comment_url,
        next_url=f"{address}?{following}#discussion" if following else "",
        next_fragment=fragment if following else "",
        is_filtered=bool(chosen.stance or chosen.clause is not None),
        is_continued=bool(chosen.cursor),
        first_url=link(),
    )


def _groups(chosen: Selection, link, counts: dict | None) -> list[dict]:
    labels = {"best": _("Best"), "newest": _("Newest"), "oldest": _("Oldest")}
    sorts = [Choice(key, labels[key], link(sort=key), key == chosen.sort) for key in SORTS]
    groups = [{"label": _("Sort"), "options": sorts}]
    if counts and (chosen.stance or any(counts["stances"].get(stance.value) for stance in STANCES)):
        stances = [Choice("", _("All"), link(stance=""), not chosen.stance)]
        for stance in STANCES:
            count = counts["stances"].get(stance.value, 0)
            is_on = stance.value == chosen.stance
            stances.append(Choice(stance.value, str(stance.label), link(stance=stance.value), is_on, count))
        groups.append({"label": _("Stance"), "options": stances})
    return groups


def _active(chosen: Selection, link, clauses: list[dict]) -> list[dict]:
    """What narrows the list, each with the address without it."""
    active = []
    if chosen.stance:
        active.append({"label": Stance(chosen.stance).label, "url": link(stance="")})
    for item in clauses:
        if item["id"] == chosen.clause:
            active.append({"label": item["label"], "url": link(clause=None)})
    return active


def _clause_choices(chosen: Selection, link, clauses: list[dict], counts: dict) -> list[Choice]:
    return [
        Choice(
            item["id"],
            item["label"],
            link(clause=item["id"]),
            item["id"] == chosen.clause,
            counts["clauses"].get(item["id"], 0),
        )
        for item in clauses
    ]


def answering(activity: Activity) -> dict:
    """Whether one can answer and vote, and where: `closed_message`, `can_vote`, `answer_url` (empty while closed)."""
    message = rules.closed_message(activity)
    url = "" if message else reverse("debate_comment", args=[activity.pk])
    return {"closed_message": message, "can_vote": not message, "answer_url": url}


def block_context(activity: Activity, query: Mapping, full: bool) -> dict:
    """What the debate block adds to its context: the best of it on a campaign page, everything on its own page."""
    counts = comment_counts(activity)
    shared = {"balance": stance_balance(counts), **answering(activity)}
    if full:
        return shared | {"discussion": discussion(activity, query, counts=counts)}
    best = (
        public_comments(activity)
        .filter(parent__isnull=True)
        .select_related("workshop")
        .order_by(*SORTS["best"])[:BEST_SHOWN]
    )
    return shared | {"best": [_with_activity(comment, activity) for comment in best]}


def _with_activity(comment, activity: Activity):
    comment.activity = activity
    return comment
