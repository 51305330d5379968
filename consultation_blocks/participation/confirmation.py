"""Taking part without a password: a code or a link proves that the address is the sender's."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from site_core import throttle

from . import signals
from .models import Confirmation, Contribution
from .rules import Refused

SALT = "contribution-confirmation"
MAX_ATTEMPTS = 5
CODE_LIFETIME = timedelta(hours=2)
LINK_LIFETIME = timedelta(days=14)
# New codes for one contribution: each gives five more tries, so they are few and not close together.
RESEND_PAUSE_SECONDS = 60
RESENDS_PER_DAY = 4
# Wrong codes in all for one person: whoever sends in somebody's name again and again gets no more tries by it.
TRIES_PER_HOUR = 12


def wait_message(name: str) -> tuple[str, int]:
    """What to say to somebody who asks too often, and the seconds to wait."""
    seconds = throttle.seconds_left(name)
    minutes = -(-seconds // 60)
    message = ngettext(
        "That was too often. Please try again in %(minutes)s minute.",
        "That was too often. Please try again in %(minutes)s minutes.",
        minutes,
    )
    return message % {"minutes": minutes}, seconds


def find_or_create_person(email: str, language: str):
    """The account of an address. A new one has no password; an existing one is not changed.

    It has no name either: whoever gives an address is not known to be the one who reads its mail (`take_name`).
    """
    users = get_user_model().objects
    person, _created = users.get_or_create(
        email=email.strip().lower(), defaults={"language": language, "password": "!"}
    )
    return person


def take_name(person, name: str) -> None:
    """Give the account the name that was typed with the address, which has just been proven; one that it has stays."""
    if name and not person.display_name:
        person.display_name = name
        person.save(update_fields=["display_name"])


def _hash(contribution: Contribution, code: str) -> str:
    return hmac.new(
        settings.SECRET_KEY.encode(), f"{contribution.pk}:{code}".encode(), hashlib.sha256
    ).hexdigest()


def ask(contribution: Contribution) -> None:
    """Make the first code for an unconfirmed contribution and tell who listens to send it; in the caller's transaction."""
    code = _new_code()
    Confirmation.objects.create(contribution_id=contribution.pk, code_hash=_hash(contribution, code))
    _send(contribution, code)


def _new_code() -> str:
    return f"{secrets.randbelow(1_000_000):06d}"


def _send(contribution: Contribution, code: str) -> None:
    token = signing.dumps(contribution.reference, salt=SALT)
    signals.confirmation_asked.send(sender=Contribution, contribution=contribution, code=code, token=token)


def ask_again(contribution: Contribution) -> None:
    """Send a new code because the person asks for one; the former code is void, the former link is not.

    Raises:
        Refused: too soon after the last one, or too often (429).
    """
    for name, limit, seconds in (
        (f"resend:minute:{contribution.pk}", 1, RESEND_PAUSE_SECONDS),
        (f"resend:day:{contribution.pk}", RESENDS_PER_DAY, 24 * 3600),
    ):
        if not throttle.take(name, limit, seconds):
            message = _(
                "A new code has been sent several times already. Look in your unwanted mail, or come back later."
            )
            if limit == 1:
                message = _("A new code has just been sent. Wait a minute before you ask for another.")
            raise Refused(message, 429, throttle.seconds_left(name))
    code = _new_code()
    with transaction.atomic():
        Confirmation.objects.filter(contribution_id=contribution.pk).update(
            code_hash=_hash(contribution, code), attempts=0, created_at=timezone.now()
        )
        _send(contribution, code)


def plain_digits(code: str) -> str:
    """A code as it was sent: without spaces or hyphens, with the digits of any keyboard read as 0 to 9."""
    kept = (character for character in code if not character.isspace() and character != "-")
    return "".join(str(int(character)) if character.isdecimal() else character for character in kept)


def check_code(contribution: Contribution, code: str) -> bool:
    """Whether the code is right.

    Raises:
        Refused: the code is older than two hours, or was tried five times (counted by the database); or this person's
            codes have been tried too often this hour, whatever contributions they are for. The mailed link still works.
    """
    now = timezone.now()
    name = f"confirm:tries:{contribution.author_id}"
    if not throttle.take(name, TRIES_PER_HOUR, 3600):
        message, seconds = wait_message(name)
        raise Refused(message, 429, seconds)
    asked = Confirmation.objects.filter(contribution=contribution)
    if not asked.filter(attempts__lt=MAX_ATTEMPTS, created_at__gt=now - CODE_LIFETIME).update(
        attempts=F("attempts") + 1
    ):
        if asked.filter(attempts__gte=MAX_ATTEMPTS).exists():
            raise Refused(_("This code has been tried five times. Ask for a new one below."), 429)
        raise Refused(_("This code is more than two hours old. Ask for a new one below."), 410)
    is_right = hmac.compare_digest(asked.get().code_hash, _hash(contribution, plain_digits(code)))
    if is_right:
        throttle.forget(name)
    return is_right


def attempts_left(contribution: Contribution) -> int:
    """How many tries the present code still has."""
    used = Confirmation.objects.filter(contribution=contribution).values_list("attempts", flat=True).first()
    return max(0, MAX_ATTEMPTS - (used if used is not None else MAX_ATTEMPTS))


def from_token(token: str) -> Contribution:
    """The contribution that a mailed link is for.

    Raises:
        Refused: a link that is false (404), older than 14 days (410), or for something deleted since (410).
    """
    expired = _(
        "This link is more than 14 days old: what it was for has been deleted. You can send it again."
    )
    try:
        reference = signing.loads(token, salt=SALT, max_age=LINK_LIFETIME)
    except signing.SignatureExpired:
        raise Refused(expired, 410) from None
    except signing.BadSignature:
        raise Refused(
            _("This link is not complete. Copy it again from the mail, or type the code."), 404
        ) from None
    found = (
        Contribution.objects.filter(reference=reference)
        .select_related("activity__campaign", "author", "subject")
        .first()
    )
    if found is None:
        raise Refused(expired, 410)
    return found
