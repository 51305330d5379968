"""The order of the queue: oldest first. What comes before and after a contribution, and what waits where."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, Min, Q, QuerySet

from site_core.search import holding

from ..participation.decisions import Decision
from ..participation.kinds import Status
from ..participation.models import Campaign, Contribution
from .rules import readable_contributions

ORDER = ("submitted_at", "pk")
RECENT_DECISIONS = 200
SEARCHED = ("title", "text", "reference", "author_name")


@dataclass(frozen=True)
class Neighbours:
    """Primary keys around a contribution in a filtered queue; None at the ends."""

    previous: int | None
    following: int | None


def _beyond(contribution: Contribution, direction: str) -> Q:
    if contribution.submitted_at is None:
        return Q(submitted_at__isnull=True) & Q(**{f"pk__{direction}": contribution.pk})
    return Q(**{f"submitted_at__{direction}": contribution.submitted_at}) | Q(
        submitted_at=contribution.submitted_at, **{f"pk__{direction}": contribution.pk}
    )


def neighbours(queue: QuerySet, contribution: Contribution) -> Neighbours:
    """Who stands before and after a contribution; it need not be in the queue itself any more."""
    keys = queue.order_by().values_list("pk", flat=True)
    return Neighbours(
        previous=keys.filter(_beyond(contribution, "lt")).order_by("-submitted_at", "-pk").first(),
        following=keys.filter(_beyond(contribution, "gt")).order_by(*ORDER).first(),
    )


def next_to_read(queue: QuerySet, contribution: Contribution) -> int | None:
    """Where to go after a decision: the following one, or back to the start of what is left."""
    keys = queue.exclude(pk=contribution.pk).values_list("pk", flat=True)
    return keys.filter(_beyond(contribution, "gt")).order_by(*ORDER).first() or keys.order_by(*ORDER).first()


def waiting_by_campaign(user) -> list[dict]:
    """`campaign`, `title`, `waiting`, `oldest`, `reported` for each campaign that this person moderates, in one query.

    Campaigns where nothing waits are left out; the longest wait comes first.
    """
    rows = (
        Contribution.objects.moderated_by(user)
        .filter(Q(status=Status.PENDING) | Q(status=Status.PUBLISHED, reports_count__gt=0))
        .order_by()
        .values("activity__campaign", "activity__campaign__title")
        .annotate(
            waiting=Count("pk", filter=Q(status=Status.PENDING)),
            oldest=Min("submitted_at", filter=Q(status=Status.PENDING)),
            reported=Count("pk", filter=Q(status=Status.PUBLISHED)),
        )
    )
    found = [
        {
            "campaign": row["activity__campaign"],
            "title": row["activity__campaign__title"],
            **{name: row[name] for name in ("waiting", "oldest", "reported")},
        }
        for row in rows
    ]
    return sorted(found, key=lambda row: (row["oldest"] is None, row["oldest"] or datetime.max))


def median_delay(user) -> timedelta | None:
    """Half of the last decisions on this person's campaigns came faster than this; None before the first."""
    decisions = Decision.objects.filter(
        action__in=("approve", "reject"), from_status=Status.PENDING, contribution__submitted_at__isnull=False
    )
    if not user.is_superuser:
        decisions = decisions.filter(contribution__activity__campaign__moderators=user)
    pairs = decisions.order_by("-pk").values_list("created_at", "contribution__submitted_at")[
        :RECENT_DECISIONS
    ]
    delays = [decided - submitted for decided, submitted in pairs if decided >= submitted]
    return median(delays) if delays else None


def readable_campaigns(user) -> QuerySet:
    """The campaigns that a filter may name: a moderator's own, or the readable ones for an analyst."""
    if user.has_perm("consultation_blocks.moderate_contribution"):
        return Campaign.objects.moderated_by(user)
    return Campaign.objects.visible()


def listed(user) -> QuerySet:
    """What a listing shows of each contribution, without a query per row."""
    return readable_contributions(user).select_related("activity__campaign", "workshop")


def search(queryset: QuerySet, words: str) -> QuerySet:
    """What holds these words, whatever case and accents, in one of the searched fields; everything where nothing is asked."""
    words = words.strip()[:200]
    return queryset.filter(holding(words, *SEARCHED)) if words else queryset
