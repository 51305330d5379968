"""Who may do what, when. Pure predicates over an activity, a contribution and an actor; the views and services ask here.

What a phase allows:

    phase     read   contribute   vote   edit own
    before    yes    no           no     no
    open      yes    yes          yes    yes
    after     yes    no           no     no
    archived  yes    no           no     no
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from site_core.templatetags.dates_in_words import begin_in_words, day_and_time

from .kinds import Access, ContributionKind, Moderation, Status
from .models import Activity, Contribution


@dataclass(frozen=True)
class Actor:
    """Who acts, resolved once per request. `user` is None for somebody who has not signed in."""

    user: object | None = None
    language: str = "fr"
    abuse_hash: str = ""

    @property
    def is_known(self) -> bool:
        return self.user is not None


class Refused(Exception):
    """A write that the rules do not allow; `message` is for the person, `status` for HTTP."""

    def __init__(self, message: str, status: int = 403, retry_after: int | None = None):
        super().__init__(message)
        self.message = message
        self.status = status
        self.retry_after = retry_after


def closed_message(activity: Activity) -> str:
    """Why an activity takes nothing now, in words; empty while it is open."""
    phase = activity.phase()
    if phase == "before":
        return _("This opens on %(date)s. Come back then to take part.") % {
            "date": begin_in_words(activity.opens_at)
        }
    if phase == "after":
        return _("This closed on %(date)s. What was said stays readable.") % {
            "date": day_and_time(activity.closes_at)
        }
    if phase == "archived":
        return _("This is archived. What was said stays readable.")
    return ""


def ensure_open(activity: Activity) -> None:
    """Raise `Refused` (403) unless the activity takes contributions and votes now."""
    message = closed_message(activity)
    if message:
        raise Refused(message)


def needs_sign_in(activity: Activity, actor: Actor) -> bool:
    """Whether this person must sign in before the form is shown."""
    return activity.access == Access.ACCOUNT and not actor.is_known


def ensure_may_contribute(activity: Activity, actor: Actor, email: str, is_proven: bool) -> None:
    """Raise `Refused` unless the activity is open and takes contributions from this person.

    Args:
        email: the address that somebody who has not signed in will confirm, or empty.
        is_proven: that person has solved a captcha.
    """
    ensure_open(activity)
    if actor.is_known:
        return
    if activity.access == Access.ACCOUNT:
        raise Refused(_("Sign in to take part here."), 401)
    if not email and activity.access == Access.EMAIL:
        raise Refused(_("Give an e-mail address: it will be confirmed by a code."))
    if not email and not is_proven:
        raise Refused(_("Tick the box “I am not a robot”, or give an e-mail address to confirm."))


def is_author(contribution: Contribution, actor: Actor) -> bool:
    return (
        actor.is_known
        and contribution.author_id == actor.user.pk
        and contribution.status != Status.UNCONFIRMED
    )


def may_edit(contribution: Contribution, actor: Actor) -> bool:
    """The author, while the activity is open, and not once a moderator has refused or hidden it."""
    return (
        is_author(contribution, actor)
        and contribution.activity.is_open
        and contribution.status in (Status.DRAFT, Status.PENDING, Status.PUBLISHED)
    )


def may_withdraw(contribution: Contribution, actor: Actor) -> bool:
    """The author, at any time, until it is withdrawn or refused."""
    return is_author(contribution, actor) and contribution.status in (
        Status.DRAFT,
        Status.PENDING,
        Status.PUBLISHED,
    )


def may_vote(contribution: Contribution, actor: Actor) -> bool:
    """Anybody who is known, but never on one's own, and only while the activity is open."""
    return (
        actor.is_known
        and contribution.is_public
        and contribution.author_id != actor.user.pk
        and contribution.activity.is_open
    )


def allowed_vote_values(contribution: Contribution) -> tuple[int, ...]:
    """Comments take up and down votes; everything else takes support only."""
    return (1, -1) if contribution.kind == ContributionKind.COMMENT else (1,)


def may_report(contribution: Contribution, actor: Actor) -> bool:
    return actor.is_known and contribution.is_public and contribution.author_id != actor.user.pk


def may_moderate(contribution: Contribution, user) -> bool:
    """Superusers everywhere; moderators in the campaigns that they are assigned to."""
    if not user.is_active or not user.has_perm("consultation_blocks.moderate_contribution"):
        return False
    return user.is_superuser or contribution.activity.campaign.moderators.filter(pk=user.pk).exists()


# The status machine: action → {from: to}. `services.transition` is its only user.
TRANSITIONS: dict[str, dict[str, str]] = {
    "send": {Status.DRAFT: Status.PENDING},
    "confirm": {Status.UNCONFIRMED: Status.PENDING},
    "publish": {
        Status.DRAFT: Status.PUBLISHED,
        Status.UNCONFIRMED: Status.PUBLISHED,
        Status.PENDING: Status.PUBLISHED,
    },
    "approve": {Status.PENDING: Status.PUBLISHED, Status.REJECTED: Status.PUBLISHED},
    "reject": {Status.PENDING: Status.REJECTED},
    "hide": {Status.PUBLISHED: Status.HIDDEN},
    "restore": {Status.HIDDEN: Status.PUBLISHED},
    "withdraw": {
        Status.DRAFT: Status.WITHDRAWN,
        Status.PENDING: Status.WITHDRAWN,
        Status.PUBLISHED: Status.WITHDRAWN,
    },
    "resubmit": {Status.PUBLISHED: Status.PENDING},
}
MODERATION_ACTIONS = ("approve", "reject", "hide", "restore")
# An author is owed a reason whenever something of theirs is taken away.
REASON_REQUIRED = ("reject", "hide")


def status_after_sending(activity: Activity, held: bool) -> str:
    """Where a confirmed contribution goes: to the queue, or straight to the page."""
    return Status.PENDING if held or activity.moderation == Moderation.BEFORE else Status.PUBLISHED
