"""Mail that a hanging server cannot lose: written with what it tells of, sent after the commit, tried again until it goes.

`queue_mail` renders in the person's language and inserts a row in the caller's transaction. Right after the commit it is tried once
(a few seconds at most); what fails waits for `manage.py send_queued_mail`. Sent mails keep no text: codes and links are secrets.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from .cache import SITE, remember
from .models import CitySettings, OutgoingMail

logger = logging.getLogger(__name__)

# Waiting times after the first, second… failure; the last one repeats until the mail is given up.
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720)]
MAX_ATTEMPTS = 16
# After a failure nobody else's request waits for the same server: the queue alone tries again.
SERVER_DOWN, SERVER_DOWN_SECONDS = "mail:server-down", 60

_silent: ContextVar[bool] = ContextVar("mail_silent", default=False)


@contextmanager
def no_mail() -> Iterator[None]:
    """Write no mail at all: for imports and sample content, whose authors are not there to read it."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def absolute_url(path: str) -> str:
    """A path as a complete address, for mails."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def _city() -> CitySettings:
    """The default site's identity, kept until staff change it."""

    def read() -> CitySettings:
        return CitySettings.objects.filter(site__is_default_site=True).first() or CitySettings()

    return remember("mail:city", [SITE], read)


def queue_mail(
    to: str, template: str, context: dict, language: str, headers: dict[str, str] | None = None
) -> OutgoingMail | None:
    """Write a mail in the current transaction and try to send it after the commit.

    Args:
        template: name under `templates/mail/`: `<name>_subject.txt`, `<name>.txt` and `<name>.html`.
        context: what the templates need, addresses complete (`absolute_url`).
        language: the reader's.
        headers: further headers, such as `List-Unsubscribe`.

    Returns:
        The row, or None inside `no_mail()`.
    """
    if _silent.get():
        return None
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        context = {
            "city": _city(),
            "base_url": absolute_url("/"),
            "mail_language": language,
            "mail_direction": "rtl" if translation.get_language_bidi() else "ltr",
            **context,
        }
        subject = " ".join(render_to_string(f"mail/{template}_subject.txt", context).split())[:200]
        text = render_to_string(f"mail/{template}.txt", context)
        html = render_to_string(f"mail/{template}.html", {**context, "subject": subject})
    # Inserted as already taken for its first attempt: no second process can send it meanwhile.
    mail = OutgoingMail.objects.create(
        to=to,
        subject=subject,
        text=text.strip() + "\n",
        html=html,
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
        attempts=1,
        next_attempt_at=timezone.now() + BACK_OFF[0],
    )
    transaction.on_commit(lambda: _first_attempt(mail), robust=True)
    return mail


def _first_attempt(mail: OutgoingMail) -> None:
    if cache.get(SERVER_DOWN):
        return
    deliver(mail)


def claim(mail: OutgoingMail) -> bool:
    """Take a waiting mail for one attempt; False where somebody else has it. A process that dies meanwhile loses nothing."""
    pause = BACK_OFF[min(mail.attempts, len(BACK_OFF) - 1)]
    now = timezone.now()
    taken = OutgoingMail.objects.filter(
        pk=mail.pk, sent_at=None, attempts=mail.attempts, next_attempt_at__lte=now
    ).update(attempts=mail.attempts + 1, next_attempt_at=now + pause)
    mail.attempts += bool(taken)
    return bool(taken)


def deliver(mail: OutgoingMail) -> bool:
    """Send a claimed mail; on failure keep the reason and leave it to the next attempt."""
    message = EmailMultiAlternatives(
        mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [mail.to], headers=mail.headers
    )
    message.attach_alternative(mail.html, "text/html")
    try:
        message.connection = get_connection(fail_silently=False)
        message.send()
    except Exception as error:  # whatever the backend raises, the mail stays
        cache.set(SERVER_DOWN, True, SERVER_DOWN_SECONDS)
        logger.warning("Mail %s was not sent (attempt %s): %s", mail.pk, mail.attempts, type(error).__name__)
        OutgoingMail.objects.filter(pk=mail.pk).update(last_error=f"{type(error).__name__}: {error}"[:200])
        return False
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now(), text="", html="", last_error="")
    return True


def send_waiting(limit: int = 500) -> tuple[int, int]:
    """Try what waits and is due, oldest first; returns how many were sent and how many failed."""
    due = OutgoingMail.objects.filter(
        sent_at=None, next_attempt_at__lte=timezone.now(), attempts__lt=MAX_ATTEMPTS
    ).order_by("next_attempt_at", "pk")
    sent = failed = 0
    for mail in due[:limit]:
        if claim(mail):
            if deliver(mail):
                sent += 1
            else:
                failed += 1
    if sent and not failed:
        cache.delete(SERVER_DOWN)
    return sent, failed


def purge_old(days: int = 14) -> int:
    """Delete mails older than `days`, sent or given up; returns how many."""
    deleted, _per_model = OutgoingMail.objects.filter(
        created_at__lt=timezone.now() - timedelta(days=days)
    ).delete()
    return deleted
