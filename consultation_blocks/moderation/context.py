"""What stands beside a contribution when a moderator reads it: everything that a decision may hang on."""

from datetime import date

from django.conf import settings
from django.db.models import Count, Q
from django.utils import formats
from django.utils.translation import gettext as _

from ..participation.kinds import ContributionKind, Status
from ..participation.models import Contribution
from ..participation.rules import TRANSITIONS
from .labels import done
from .models import DecisionReason

THREAD_SHOWN = 20
REPORTS_SHOWN = 20
DECISIONS_SHOWN = 30
# In the order of the buttons.
DECISIONS = ("approve", "reject", "hide", "restore")


def leads_anywhere(action: str, status: str) -> bool:
    return status in TRANSITIONS[action]


def possible_decisions(contribution: Contribution) -> list[str]:
    """Which decisions lead anywhere from a contribution's status."""
    return [action for action in DECISIONS if leads_anywhere(action, contribution.status)]


def in_words(value, kind: str = "") -> str:
    """An answer of the proposal form, of whatever type, as text."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list | tuple):
        return ", ".join(in_words(part) for part in value)
    if kind == "place" and isinstance(value, dict):
        degrees = [value[name] for name in ("latitude", "longitude") if value.get(name) is not None]
        return "\n".join(filter(None, [value.get("address"), ", ".join(f"{each:.5f}" for each in degrees)]))
    if kind == "date" and value:
        return formats.date_format(date.fromisoformat(value), "DATE_FORMAT")
    return "" if value is None else str(value)


def category_in_words(contribution: Contribution) -> str:
    """The name that the contribution's map or form gave to its category; empty where that is gone."""
    offered = contribution.activity.options.get("categories", [])
    return next((item["name"] for item in offered if item["key"] == contribution.category), "")


def answers_of(contribution: Contribution, with_private: bool) -> list[dict]:
    """`label`, `value` (text) and `private` of each answer; private ones only for moderators."""
    return [
        {
            "label": in_words(answer.get("label") or answer.get("field")),
            "value": in_words(answer.get("value"), answer.get("type", "")),
            "private": bool(answer.get("private")),
        }
        for answer in contribution.answers
        if isinstance(answer, dict) and (with_private or not answer.get("private"))
    ]


def earlier_decisions(contribution: Contribution) -> list[dict]:
    """Newest first: `label`, `actor`, `reason`, `note`, `date`."""
    decisions = contribution.decisions.select_related("actor", "reason").order_by("-pk")[:DECISIONS_SHOWN]
    return [
        {
            "label": done(decision.action),
            "actor": decision.actor,
            "reason": decision.reason,
            "note": decision.note,
            "date": decision.created_at,
        }
        for decision in decisions
    ]


def author_figures(contribution: Contribution, user) -> dict[str, int] | None:
    """How many other contributions this person sent to the campaigns that the moderator sees; None without author."""
    if contribution.author_id is None:
        return None
    others = (
        Contribution.objects.moderated_by(user)
        .filter(author=contribution.author_id)
        .exclude(pk=contribution.pk)
    )
    return others.order_by().aggregate(
        total=Count("pk"),
        published=Count("pk", filter=Q(status=Status.PUBLISHED)),
        refused=Count("pk", filter=Q(status__in=[Status.REJECTED, Status.HIDDEN])),
        pending=Count("pk", filter=Q(status=Status.PENDING)),
    )


def thread_around(contribution: Contribution) -> list[Contribution]:
    """What else was said under the same root, published or waiting, oldest first."""
    root_id = contribution.root_id or (contribution.pk if contribution.replies_count else None)
    if root_id is None:
        return []
    said = (
        Contribution.objects.filter(Q(root=root_id) | Q(pk=root_id))
        .filter(status__in=[Status.PUBLISHED, Status.PENDING])
        .exclude(pk__in=[contribution.pk, contribution.parent_id or 0])
    )
    return list(said.order_by("pk")[:THREAD_SHOWN])


def reasons_for(contribution: Contribution, chosen: str = "") -> list[dict]:
    """The reasons to choose from, each with the message in the author's language."""
    return [
        {
            "pk": reason.pk,
            "label": reason.label,
            "message": reason.message_for(contribution.language),
            "is_chosen": str(reason.pk) == str(chosen),
        }
        for reason in DecisionReason.objects.filter(is_active=True)
    ]


def reading_context(contribution: Contribution, user, *, moderates: bool) -> dict:
    """Everything that the reading page shows of a contribution and around it."""
    event = getattr(contribution, "event", None) if contribution.kind == ContributionKind.EVENT else None
    attachments = contribution.attachments.all()
    return {
        "activity": contribution.activity,
        "campaign": contribution.activity.campaign,
        "category": category_in_words(contribution),
        "language": dict(settings.LANGUAGES).get(contribution.language, contribution.language),
        "answers": answers_of(contribution, with_private=moderates),
        "attachments": list(attachments if moderates else attachments.filter(is_private=False)),
        "event": event,
        "timings": list(event.timings.all()[:10]) if event else [],
        "is_public": Contribution.objects.public().filter(pk=contribution.pk).exists(),
        "moderates": moderates,
        "thread": thread_around(contribution) if moderates else [],
        "decisions": earlier_decisions(contribution) if moderates else [],
        "reports": list(contribution.reports.order_by("-pk")[:REPORTS_SHOWN]) if moderates else [],
        "author_figures": author_figures(contribution, user) if moderates else None,
        "possible": possible_decisions(contribution) if moderates else [],
    }
