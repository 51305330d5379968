"""Mails that tell an author what became of a contribution. Written in the transaction of what they tell (`site_core.mail`)."""

from django.urls import reverse
from django.utils import translation

from site_core.mail import absolute_url, queue_mail

from ..participation.confirmation import CODE_LIFETIME, LINK_LIFETIME
from ..participation.kinds import Status
from ..participation.models import Contribution

# Moderators' acts of which the author is told; what authors do themselves needs no mail.
DECISION_MAILS = {
    "approve": "decision_published",
    "restore": "decision_published",
    "reject": "decision_rejected",
    "hide": "decision_hidden",
}
SENT = (Status.DRAFT, Status.UNCONFIRMED)


def _link(language: str, name: str, *arguments: str) -> str:
    """The complete address of a route in the reader's language."""
    with translation.override(language):
        return absolute_url(reverse(name, args=arguments))


def _place(contribution: Contribution, language: str) -> dict[str, str]:
    """Where it was written, in the reader's language."""
    activity = contribution.activity
    with translation.override(language):
        return {"activity_title": activity.local_title, "campaign_title": activity.campaign.local_title}


def _context(contribution: Contribution, language: str) -> dict:
    with translation.override(language):
        kind = contribution.get_kind_display()
    return {
        "reference": contribution.reference,
        "kind": kind,
        "heading": contribution.title,
        "excerpt": contribution.text,
        **_place(contribution, language),
        "name": contribution.author.display_name or contribution.author_name,
        "status": contribution.status,
        "mine_url": _link(language, "my_contributions"),
        "receipt_url": _link(language, "receipt", contribution.reference),
        "public_url": _link(language, "contribution", contribution.reference),
    }


def has_reader(contribution: Contribution) -> bool:
    """Whether there is somebody to write to: an author with an account in use; never for what was imported."""
    return bool(contribution.author_id and contribution.author.is_active and not contribution.source)


def send_confirmation(sender, contribution: Contribution, code: str, token: str, **kwargs) -> None:
    """The code and the link. Nothing of the text: the address may be somebody else's."""
    language = contribution.language
    context = {
        "code": f"{code[:3]} {code[3:]}",
        "confirm_url": _link(language, "confirm_link", token),
        **_place(contribution, language),
        "code_hours": int(CODE_LIFETIME.total_seconds() // 3600),
        "link_days": LINK_LIFETIME.days,
    }
    queue_mail(contribution.author.email, "confirmation", context, language)


def tell_author(
    sender, contribution: Contribution, action: str, before: str, actor, reason, note="", **kwargs
) -> None:
    """A receipt for what was sent, or the moderators' decision with its reason, in the author's language."""
    if not has_reader(contribution):
        return
    language = contribution.author.language
    template = (
        "receipt"
        if before in SENT and action in ("send", "confirm", "publish")
        else DECISION_MAILS.get(action)
    )
    if template is None:
        return
    context = _context(contribution, language)
    if reason is not None:
        context["reason"] = reason.message_for(language)
    queue_mail(contribution.author.email, template, {**context, "note": note}, language)
