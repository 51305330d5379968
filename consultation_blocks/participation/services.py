"""Every write of a contribution's life, one verb each, one transaction each; mail and caches after the commit."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import mercantile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from site_core.cache import CAMPAIGNS, activity_tag, campaign_tag, drop_tags, published_tag

from . import confirmation, counters, flood, signals
from .decisions import Decision
from .kinds import Moderation, Status
from .models import Activity, Attachment, Contribution, Report, Vote, Workshop, normalise_name
from .rules import (
    TRANSITIONS,
    Actor,
    Refused,
    allowed_vote_values,
    ensure_may_contribute,
    ensure_open,
    may_edit,
    may_report,
    may_vote,
    may_withdraw,
    status_after_sending,
)
from .uploads import files_of_rows

QUADKEY_ZOOM = 22


@dataclass(frozen=True)
class WorkshopClaim:
    """What a contribution says of the workshop that it comes from."""

    name: str
    headcount: int | None = None
    date: datetime.date | None = None
    kind: str = ""
    place: str = ""
    facilitator: str = ""


class Conflict(Refused):
    """Somebody else decided first; the message says what the contribution is now."""

    def __init__(self, current_status: str):
        label = Status(current_status).label
        super().__init__(
            _("Somebody has decided meanwhile: this is now “%(status)s”.") % {"status": label}, 409
        )
        self.current_status = current_status


def quadkey_of(latitude: float, longitude: float) -> str:
    """The Web-Mercator tile path of a place at zoom 22 (about 10 m); its prefixes are the tiles that hold it."""
    return mercantile.quadkey(mercantile.tile(longitude, max(min(latitude, 85.05), -85.05), QUADKEY_ZOOM))


def place(contribution: Contribution, latitude: float | None, longitude: float | None) -> None:
    """Set a contribution's coordinates (degrees, WGS 84) and what is derived from them; does not save."""
    if latitude is None or longitude is None:
        contribution.latitude = contribution.longitude = None
        contribution.quadkey = ""
    else:
        contribution.latitude, contribution.longitude = latitude, longitude
        contribution.quadkey = quadkey_of(latitude, longitude)


def find_or_create_workshop(activity: Activity, claim: WorkshopClaim) -> Workshop:
    """One workshop per campaign and name, whoever writes first; its headcount follows what is published."""
    workshop, _created = Workshop.objects.get_or_create(
        campaign_id=activity.campaign_id,
        name_key=normalise_name(claim.name),
        defaults={
            "name": claim.name,
            "date": claim.date,
            "kind": claim.kind,
            "place": claim.place,
            "facilitator": claim.facilitator,
        },
    )
    return workshop


def drop_pages(activity: Activity, *, by_vote: bool = False) -> None:
    """Make the pages of an activity's campaign stale; counts of what is published stay as they are where it was a vote."""
    tags = [campaign_tag(activity.campaign_id), activity_tag(activity.pk), CAMPAIGNS]
    if not by_vote:
        tags.append(published_tag(activity.campaign_id))
    transaction.on_commit(lambda: drop_tags(*tags), robust=True)


def submit(
    contribution: Contribution,
    *,
    actor: Actor,
    email: str = "",
    is_proven: bool = False,
    workshop: WorkshopClaim | None = None,
    attachments: Iterable[Attachment] = (),
    after_save: Callable[[Contribution], None] | None = None,
    as_draft: bool = False,
) -> Contribution:
    """Take a contribution in.

    Args:
        contribution: unsaved, of the kind's own class (Comment, Proposal, MapContribution, Event), with `activity`.
        actor: who sends it.
        email: for somebody who has not signed in; the contribution then waits until the address is confirmed.
        is_proven: a captcha was solved, so an activity that is open to all needs no address.
        attachments: unsaved, with their files already re-encoded or checked (`uploads`).
        after_save: writes rows that hang on the contribution (an event's dates), in the same transaction.
        as_draft: keep it for preview instead of sending it.

    Returns:
        The saved contribution, or the one saved before when the same form was sent twice.

    Raises:
        Refused: closed, no right, too fast, same text twice, or a form that was used for something else.
    """
    activity = contribution.activity
    ensure_may_contribute(activity, actor, email, is_proven)
    earlier = _sent_before(contribution, actor, email)
    if earlier:
        return earlier
    flood.ensure_not_flooding(contribution, actor, email, as_draft=as_draft)
    contribution.author = actor.user
    contribution.language = actor.language
    contribution.abuse_hash = "" if actor.is_known else actor.abuse_hash
    contribution.hold_reason = contribution.hold_reason or flood.hold_reason(contribution)
    place(contribution, contribution.latitude, contribution.longitude)
    attachments = list(attachments)
    try:
        with transaction.atomic(), files_of_rows(attachments):
            if workshop:
                contribution.workshop = find_or_create_workshop(activity, workshop)
                contribution.headcount = workshop.headcount
            contribution.status = Status.DRAFT
            if not as_draft and email and not actor.is_known:
                contribution.author = confirmation.find_or_create_person(email, actor.language)
                contribution.status = Status.UNCONFIRMED
            contribution.save()
            for attachment in attachments:
                attachment.contribution = contribution
                attachment.save()
            if after_save:
                after_save(contribution)
            if contribution.status == Status.UNCONFIRMED:
                confirmation.ask(contribution)
            elif not as_draft:
                _enter(contribution, actor)
    except IntegrityError:
        # The same form sent twice at the same moment: the unique submission key let one in.
        earlier = _sent_before(contribution, actor, email)
        if not earlier:
            raise
        return earlier
    return contribution


def _sent_before(contribution: Contribution, actor: Actor, email: str) -> Contribution | None:
    """What this sender has sent with the same form, None where it is new.

    Raises:
        Refused: the form's key is of another activity or kind, or somebody else's; knowing it opens nothing (409).
    """
    key = contribution.submission_key
    earlier = key and Contribution.objects.filter(submission_key=key).select_related("author").first()
    if not earlier:
        return None
    if earlier.author_id is None:
        is_own = earlier.abuse_hash == actor.abuse_hash
    elif actor.is_known:
        is_own = earlier.author_id == actor.user.pk
    else:
        is_own = earlier.author.email == email.strip().lower()
    same_form = (earlier.activity_id, earlier.kind) == (contribution.activity_id, contribution.KIND)
    if not (is_own and same_form):
        message = _(
            "This form has been used once already. To send something else, copy your text and open the form again."
        )
        raise Refused(message, 409)
    return type(contribution).objects.get(pk=earlier.pk)


def send_draft(
    contribution: Contribution, *, actor: Actor, email: str = "", is_proven: bool = False
) -> Contribution:
    """Send a previewed draft: to confirmation by e-mail, to the queue, or to the page. Arguments as for `submit`."""
    ensure_may_contribute(contribution.activity, actor, email, is_proven)
    if email and not actor.is_known:
        # A draft has no author: only now is it known to whom the mail would go, and how many have just gone there.
        flood.ensure_not_flooding(contribution, actor, email)
    with transaction.atomic():
        if email and not actor.is_known:
            person = confirmation.find_or_create_person(email, actor.language)
            moved = Contribution.objects.filter(pk=contribution.pk, status=Status.DRAFT).update(
                status=Status.UNCONFIRMED, author=person
            )
            if moved:
                contribution.status, contribution.author = Status.UNCONFIRMED, person
                confirmation.ask(contribution)
            else:
                contribution.refresh_from_db(fields=["status", "author"])
        else:
            if actor.is_known and contribution.author_id is None:
                Contribution.objects.filter(pk=contribution.pk, author=None).update(author=actor.user)
                contribution.author = actor.user
            _enter(contribution, actor)
    return contribution


def confirm(contribution: Contribution, actor: Actor) -> Contribution:
    """The sender has proven the address: on to the queue or to the page."""
    with transaction.atomic():
        _enter(contribution, actor)
    return contribution


def _enter(contribution: Contribution, actor: Actor) -> None:
    """Move a draft or unconfirmed contribution to where the activity's moderation sends it."""
    target = status_after_sending(contribution.activity, bool(contribution.hold_reason))
    if target == Status.PUBLISHED:
        action = "publish"
    else:
        action = "send" if contribution.status == Status.DRAFT else "confirm"
    transition(contribution, action, actor=actor.user)


def transition(
    contribution: Contribution, action: str, *, actor=None, reason=None, note: str = ""
) -> Contribution:
    """Change a contribution's status: the only way, for everybody.

    The change is one conditional UPDATE, so of two people who decide at once one wins and the other gets `Conflict`.
    Counters and the decision log are written in the same transaction; mails, caches and signals follow the commit.

    Raises:
        Conflict: the contribution is no longer in a status from which this action leads anywhere.
    """
    before = contribution.status
    target = TRANSITIONS[action].get(before)
    now = timezone.now()
    stamps = {}
    if target == Status.PUBLISHED and contribution.published_at is None:
        stamps["published_at"] = now
    if contribution.submitted_at is None and target in (Status.PENDING, Status.PUBLISHED):
        stamps["submitted_at"] = now
    with transaction.atomic():
        moved = target and Contribution.objects.filter(pk=contribution.pk, status=before).update(
            status=target, **stamps
        )
        if not moved:
            contribution.refresh_from_db(fields=["status"])
            raise Conflict(contribution.status)
        contribution.status = target
        for name, value in stamps.items():
            setattr(contribution, name, value)
        Decision.objects.create(
            contribution_id=contribution.pk,
            actor=actor,
            action=action,
            from_status=before,
            to_status=target,
            reason=reason,
            note=note,
        )
        if target == Status.PUBLISHED:
            counters.count_publication(contribution, +1)
        elif before == Status.PUBLISHED:
            counters.count_publication(contribution, -1)
        if Status.PUBLISHED in (target, before):
            drop_pages(contribution.activity)
        signals.status_changed.send(
            sender=Contribution,
            contribution=contribution,
            action=action,
            before=before,
            actor=actor,
            reason=reason,
            note=note,
        )
    return contribution


def edit(
    contribution: Contribution,
    *,
    actor: Actor,
    changes: dict,
    attachments: Iterable[Attachment] = (),
    after_save: Callable[[Contribution], None] | None = None,
    by_receipt: bool = False,
) -> Contribution:
    """Change one's own contribution (field → value). Published ones go back to moderation where it comes before.

    Args:
        by_receipt: a draft that has no author yet is changed from the browser that made it.
    """
    ensure_open(contribution.activity)
    attachments = list(attachments)
    with transaction.atomic(), files_of_rows(attachments):
        # The row is held: a moderator who decides at this moment decides before or after, never on a mixture.
        contribution.refresh_from_db(
            fields=["status"], from_queryset=type(contribution)._base_manager.select_for_update(no_key=True)
        )
        own_draft = by_receipt and contribution.status == Status.DRAFT and contribution.author_id is None
        if not own_draft and not may_edit(contribution, actor):
            raise Refused(_("This can no longer be changed."))
        for name, value in changes.items():
            setattr(contribution, name, value)
        place(contribution, contribution.latitude, contribution.longitude)
        contribution.hold_reason = flood.hold_reason(contribution)
        if contribution.status != Status.DRAFT:
            contribution.edited_at = timezone.now()
        # Never `status` nor counters: others may be changing them at this moment.
        contribution.save(
            update_fields=[*changes, "latitude", "longitude", "quadkey", "edited_at", "hold_reason"]
        )
        for attachment in attachments:
            attachment.contribution = contribution
            attachment.save()
        if after_save:
            after_save(contribution)
        if contribution.status == Status.PUBLISHED:
            if contribution.activity.moderation == Moderation.BEFORE or contribution.hold_reason:
                transition(contribution, "resubmit", actor=actor.user)
            else:
                drop_pages(contribution.activity)
    return contribution


def withdraw(contribution: Contribution, *, actor: Actor) -> Contribution:
    """Take one's own contribution back."""
    if not may_withdraw(contribution, actor):
        raise Refused(_("This can no longer be withdrawn."))
    return transition(contribution, "withdraw", actor=actor.user)


def cast_vote(contribution: Contribution, value: int, *, actor: Actor) -> int:
    """Vote +1 or −1 (0 takes the vote back). The unique constraint holds one vote a person; returns what stands.

    Raises:
        Refused: closed, not signed in, one's own, or a value that this kind does not take.
    """
    ensure_open(contribution.activity)
    if not may_vote(contribution, actor):
        raise Refused(_("You cannot vote on this."))
    if value not in (0, *allowed_vote_values(contribution)):
        raise Refused(_("This vote does not exist."), 400)
    try:
        _write_vote(contribution, actor, value)
    except IntegrityError:
        # A double click: the other request has inserted the vote. What stands may still be the opposite one.
        _write_vote(contribution, actor, value, insert=False)
    return value


def _write_vote(contribution: Contribution, actor: Actor, value: int, insert: bool = True) -> None:
    votes = Vote.objects.filter(contribution=contribution, voter=actor.user)
    with transaction.atomic():
        if value == 0:
            # Held while it is deleted: by key, what another request has just turned round would be counted on the wrong side.
            standing = votes.select_for_update().first()
            if standing is None:
                return
            standing.delete()
            change = (-1, 0) if standing.value == 1 else (0, -1)
        elif -value in allowed_vote_values(contribution) and votes.filter(value=-value).update(value=value):
            change = (value, -value)
        elif insert:
            Vote.objects.create(contribution_id=contribution.pk, voter=actor.user, value=value)
            change = (int(value == 1), int(value == -1))
        else:
            return
        if not counters.count_vote(contribution, *change):
            raise Refused(_("You cannot vote on this."))
        drop_pages(contribution.activity, by_vote=True)


def report(contribution: Contribution, reason: str, text: str, *, actor: Actor) -> bool:
    """Report a contribution to the moderators; False where this person had reported it already."""
    if not may_report(contribution, actor):
        raise Refused(_("You cannot report this."))
    try:
        with transaction.atomic():
            Report.objects.create(
                contribution_id=contribution.pk, reporter=actor.user, reason=reason, text=text
            )
            Contribution.objects.filter(pk=contribution.pk).update(reports_count=F("reports_count") + 1)
    except IntegrityError:
        return False
    return True
