"""The verb of moderation: decide. Everything that a moderator does goes through it, one contribution at a time."""

from django.db import transaction
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from ..participation.decisions import Decision
from ..participation.kinds import Status
from ..participation.models import Contribution
from ..participation.rules import MODERATION_ACTIONS, REASON_REQUIRED, Refused
from ..participation.services import Conflict, transition
from .labels import done
from .models import DecisionReason
from .rules import is_moderator

# Where an action starts from when nobody says what the moderator had before their eyes.
USUAL_START = {
    "approve": Status.PENDING,
    "reject": Status.PENDING,
    "hide": Status.PUBLISHED,
    "restore": Status.HIDDEN,
}


class DecidedMeanwhile(Conflict):
    """Somebody decided between the reading and the decision; the message says what, who and when."""

    def __init__(self, contribution: Contribution):
        super().__init__(contribution.status)
        self.message = f"{self.message} {last_decision_in_words(contribution)}".strip()


class ChangedMeanwhile(Refused):
    """The author changed the text after the moderator had read it: what would be published was not read."""

    def __init__(self):
        super().__init__(_("Its author has changed this meanwhile. Read it again before you decide."), 409)


def seen_state(contribution: Contribution) -> str:
    """What a moderator has before their eyes, as a token that a form carries: status and last change."""
    edited = contribution.edited_at.isoformat() if contribution.edited_at else ""
    return f"{contribution.status}|{edited}"


def last_decision_in_words(contribution: Contribution) -> str:
    """“Rejected by Samira, 3 minutes ago (Advertising).”; empty where nothing was decided."""
    decision = (
        Decision.objects.filter(contribution_id=contribution.pk)
        .select_related("actor", "reason")
        .order_by("-pk")
        .first()
    )
    if decision is None:
        return ""
    values = {"done": done(decision.action), "who": decision.actor, "ago": timesince(decision.created_at)}
    if decision.reason:
        return _("%(done)s by %(who)s, %(ago)s ago (%(reason)s).") % (values | {"reason": decision.reason})
    if decision.actor:
        return _("%(done)s by %(who)s, %(ago)s ago.") % values
    return _("%(done)s, %(ago)s ago.") % values


def decide(
    contribution_id: int,
    action: str,
    *,
    moderator,
    reason: DecisionReason | None = None,
    note: str = "",
    seen: str = "",
) -> Contribution:
    """Approve, reject, hide or restore one contribution.

    Args:
        seen: `seen_state` of what the moderator read; without it only the usual case of each action is taken
            (approve and reject what is pending, hide what is published, restore what is hidden).

    Raises:
        Refused: no such contribution in this person's campaigns (403), or no reason where the author is owed one (400).
        DecidedMeanwhile, ChangedMeanwhile: it is no longer what the moderator saw (409).
    """
    if action not in MODERATION_ACTIONS:
        raise Refused(_("There is no such decision."), 400)
    if not is_moderator(moderator):
        raise Refused(_("You cannot decide on this."))
    if action in REASON_REQUIRED and reason is None:
        raise Refused(_("Choose the reason: its author is told."), 400)
    with transaction.atomic():
        contribution = (
            Contribution.objects.moderated_by(moderator)
            # Without the key: a reply written at this moment may refer to the row (PostgreSQL would call it a deadlock).
            .select_for_update(of=("self",), no_key=True)
            .select_related("activity__campaign")
            .filter(pk=contribution_id)
            .first()
        )
        if contribution is None:
            raise Refused(_("You cannot decide on this."))
        seen_status = seen.split("|")[0] or USUAL_START[action]
        if contribution.status != seen_status:
            raise DecidedMeanwhile(contribution)
        if seen and seen != seen_state(contribution):
            raise ChangedMeanwhile
        try:
            return transition(contribution, action, actor=moderator, reason=reason, note=note.strip())
        except Conflict as conflict:
            raise DecidedMeanwhile(contribution) from conflict
