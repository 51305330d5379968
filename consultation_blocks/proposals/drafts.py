"""Whose draft it is, and what must be kept of its sender between preview and sending."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest

from ..participation import rules
from ..participation.contribute import RECEIPTS
from ..participation.kinds import Access, Status
from ..participation.models import Proposal
from ..participation.rules import Actor

SENDERS = "proposal_senders"
KEPT = 20


def is_own_draft(request: HttpRequest, proposal: Proposal) -> bool:
    """A draft without an author belongs to the browser that made it."""
    return (
        proposal.status == Status.DRAFT
        and proposal.author_id is None
        and proposal.reference in request.session.get(RECEIPTS, [])
    )


def own_proposal(request: HttpRequest, reference: str, actor: Actor) -> Proposal:
    """A proposal of this person: theirs by account, or sent or begun from this browser.

    Raises:
        Http404: it does not exist, or is somebody else's; the answer is the same.
    """
    proposal = (
        Proposal.objects.filter(reference=reference.upper())
        .select_related("activity__campaign", "workshop", "author")
        .first()
    )
    if proposal is None:
        raise Http404
    sent_from_here = proposal.status != Status.DRAFT and proposal.reference in request.session.get(
        RECEIPTS, []
    )
    if not (rules.is_author(proposal, actor) or is_own_draft(request, proposal) or sent_from_here):
        raise Http404
    return proposal


def draft_of_form(request: HttpRequest, actor: Actor, submission_key: str) -> Proposal | None:
    """The draft that this very form has made before: sent twice, or sent again after going back."""
    try:
        found = Proposal.objects.filter(submission_key=submission_key, status=Status.DRAFT).first()
    except (ValueError, TypeError, ValidationError):
        return None
    return found if found and (is_own_draft(request, found) or rules.is_author(found, actor)) else None


def remember_sender(request: HttpRequest, proposal: Proposal, email: str, is_proven: bool) -> None:
    """Keep the address that a draft will be confirmed by: it is not written to the database before sending."""
    senders = {
        **request.session.get(SENDERS, {}),
        proposal.reference: {"email": email, "is_proven": is_proven},
    }
    request.session[SENDERS] = dict(list(senders.items())[-KEPT:])


def sender_of(request: HttpRequest, proposal: Proposal) -> dict:
    """`email` and `is_proven` of a draft of this browser; empty and False where nothing is known."""
    return request.session.get(SENDERS, {}).get(proposal.reference, {"email": "", "is_proven": False})


def forget_sender(request: HttpRequest, proposal: Proposal) -> None:
    senders = request.session.get(SENDERS, {})
    if senders.pop(proposal.reference, None) is not None:
        request.session[SENDERS] = senders


def may_be_sent(proposal: Proposal, actor: Actor, sender: dict) -> bool:
    """Whether it is known who sends: somebody signed in, an address to confirm, or a captcha where that is enough."""
    if actor.is_known or sender["email"]:
        return True
    return sender["is_proven"] and proposal.activity.access == Access.OPEN
