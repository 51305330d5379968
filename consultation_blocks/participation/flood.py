"""Too fast, too often, the same again, or full of links: what is refused and what is held for moderation.

    who                       pause   per hour
    not signed in, no e-mail  30 s    10 of one network address
    not signed in, e-mail     30 s    10 of one e-mail address, 60 of one network address
    signed in                 10 s    60 drafts

A draft is not sent yet: it counts within the hour, but neither the pause nor the same text stops somebody who tries out the preview.
"""

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from site_core.addresses import client_address

from .kinds import Status
from .models import Contribution
from .querysets import ContributionQuerySet
from .rules import Actor, Refused

LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
LINKS_ALLOWED = 2
HOUR = timedelta(hours=1)
# Somebody signed in may send every ten seconds, so thirty rows hold more than the five minutes in which texts are compared.
ENOUGH = 40


def address_hash(request: HttpRequest) -> str:
    """A hash of the address that says nothing tomorrow: the key changes every day and the address is never kept."""
    key = f"{settings.SECRET_KEY}|{timezone.localdate()}".encode()
    return hmac.new(key, client_address(request).encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Recent:
    """What the rules look at in one contribution of the last hour."""

    created_at: datetime
    status: str
    activity_id: int
    kind: str
    title: str
    text: str


def _recent(rows: ContributionQuerySet, limit: int) -> list[Recent]:
    """Newest first, in one query; `limit` rows are enough to know that the limit is reached."""
    fields = ("created_at", "status", "activity_id", "kind", "title", "text")
    rows = rows.filter(created_at__gt=timezone.now() - HOUR).order_by("-created_at", "-pk")
    return [Recent(*values) for values in rows.values_list(*fields)[: max(limit, ENOUGH)]]


def ensure_not_flooding(
    contribution: Contribution, actor: Actor, email: str, *, as_draft: bool = False
) -> None:
    """Raise `Refused` (429) where somebody sends too fast, too often, or the same text again within five minutes.

    An e-mail address to confirm is the way round the limit per network address: thirty people in one town hall.
    """
    per_hour, per_connection = settings.FLOOD_ANONYMOUS_PER_HOUR, settings.FLOOD_CONNECTION_PER_HOUR
    everything = Contribution.objects.order_by()
    same_connection = (
        everything.filter(abuse_hash=actor.abuse_hash) if actor.abuse_hash else everything.none()
    )
    pause = settings.FLOOD_REGISTERED_SECONDS if actor.is_known else settings.FLOOD_ANONYMOUS_SECONDS
    if actor.is_known:
        mine = _recent(everything.filter(author=actor.user), per_connection)
        if as_draft:
            _ensure_below(
                [row for row in mine if row.status == Status.DRAFT], per_connection, _often_yourself
            )
    elif email:
        mine = _recent(everything.filter(author__email=email.strip().lower()), per_hour)
        # Unasked mail must not rain on a stranger's address, whoever gives it.
        _ensure_below([row for row in mine if row.status == Status.UNCONFIRMED], per_hour, _often_address)
        if per_connection:
            # Only the oldest of so many matters, so only it is read.
            times = same_connection.filter(created_at__gt=timezone.now() - HOUR).order_by("-created_at")
            _refuse_until_hour_after(
                times.values_list("created_at", flat=True)[per_connection - 1 : per_connection].first(),
                _often_connection,
            )
    else:
        mine = _recent(same_connection.filter(author=None), per_hour)
        _ensure_below(mine, per_hour, _often_anonymous)
    if as_draft:
        return
    sent = [row for row in mine if row.status != Status.DRAFT]
    _ensure_pause(sent, pause)
    _ensure_new_text(sent, contribution)


def _often_anonymous() -> str:
    return _(
        "Many contributions have come from your connection within the hour. Give an e-mail address to go on now, or "
        "come back later."
    )


def _often_connection() -> str:
    return _(
        "Many contributions have come from your connection within the hour. Please come back later, or sign in."
    )


def _often_address() -> str:
    return _(
        "Several contributions wait for confirmation at this address. Confirm them with the codes that we have sent, "
        "or come back in an hour."
    )


def _often_yourself() -> str:
    return _("You have started many contributions within the hour. Send or withdraw some of them first.")


def _refuse_until_hour_after(moment: datetime | None, message: Callable[[], str]) -> None:
    if moment:
        raise Refused(message(), 429, _seconds_until(moment + HOUR))


def _ensure_below(rows: list[Recent], limit: int, message: Callable[[], str]) -> None:
    """Refuse where the last hour holds `limit` rows already; `Retry-After` is when the oldest of them leaves it."""
    if limit and len(rows) >= limit:
        _refuse_until_hour_after(rows[limit - 1].created_at, message)


def _ensure_pause(rows: list[Recent], pause: int) -> None:
    if not rows or rows[0].created_at <= timezone.now() - timedelta(seconds=pause):
        return
    seconds = _seconds_until(rows[0].created_at + timedelta(seconds=pause))
    message = ngettext(
        "That was quick. Please wait %(seconds)s second before you send again.",
        "That was quick. Please wait %(seconds)s seconds before you send again.",
        seconds,
    )
    raise Refused(message % {"seconds": seconds}, 429, seconds)


def _ensure_new_text(rows: list[Recent], contribution: Contribution) -> None:
    window = timedelta(seconds=settings.FLOOD_SAME_TEXT_SECONDS)
    now = timezone.now()
    said = (contribution.activity_id, contribution.KIND, contribution.title, contribution.text)
    for row in rows:
        if row.created_at <= now - window or not (row.title or row.text):
            continue
        if (row.activity_id, row.kind, row.title, row.text) == said:
            message = _(
                "You have just sent the same text. It has arrived; there is no need to send it again."
            )
            raise Refused(message, 429, _seconds_until(row.created_at + window))


def _seconds_until(moment: datetime) -> int:
    return max(1, -int((timezone.now() - moment).total_seconds() // 1))


def hold_reason(contribution: Contribution) -> str:
    """Why a contribution must be read by a moderator even where publication comes first; empty if it need not.

    Written for the moderators, so in the site's language, not in the author's.
    """
    links = len(LINK.findall(f"{contribution.title} {contribution.text}"))
    if links > LINKS_ALLOWED:
        with translation.override(settings.LANGUAGE_CODE):
            return _("More than two links")
    return ""
