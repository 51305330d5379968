"""The queue of outgoing mail: nothing is lost, nothing is sent twice, nothing secret stays."""

import socket
import threading
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from freezegun import freeze_time

from site_core.mail import BACK_OFF, MAX_ATTEMPTS, claim, queue_mail, send_waiting
from site_core.models import OutgoingMail

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()


def write(**options):
    return queue_mail("ana@example.org", "sign_in_code", {"code": "123456"}, "fr", **options)


class HangingServer:
    """Takes connections and never says a word."""

    def __enter__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.taken = []
        threading.Thread(target=self._take, daemon=True).start()
        return self

    def _take(self):
        while True:
            try:
                self.taken.append(self.socket.accept()[0])
            except OSError:
                return

    def __exit__(self, *exception):
        self.socket.close()
        for connection in self.taken:
            connection.close()


@pytest.fixture
def hanging_server(settings):
    with HangingServer() as server:
        settings.EMAIL_BACKEND = SMTP
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.mark.django_db
def test_a_mail_goes_after_the_commit_in_text_and_html_and_leaves_no_secret(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        row = write(headers={"X-Test": "1"})
        assert not mail.outbox
    (message,) = mail.outbox
    assert "123456" in message.body
    assert "123456" in message.alternatives[0].content
    assert (message.extra_headers["X-Test"], message.extra_headers["Auto-Submitted"]) == (
        "1",
        "auto-generated",
    )
    row.refresh_from_db()
    assert row.sent_at is not None
    assert (row.text, row.html) == ("", "")


@pytest.mark.django_db
def test_what_is_rolled_back_tells_nobody(django_capture_on_commit_callbacks):
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(ZeroDivisionError),
        transaction.atomic(),
    ):
        write()
        raise ZeroDivisionError
    assert not mail.outbox
    assert not OutgoingMail.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_a_hanging_server_costs_less_than_six_seconds_and_the_mail_goes_at_the_next_attempt(
    hanging_server, settings, django_capture_on_commit_callbacks
):
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        row = write()
    assert time.monotonic() - began < 6
    assert hanging_server.taken
    row.refresh_from_db()
    assert (row.sent_at, row.attempts) == (None, 1)
    assert "123456" in row.text

    # While the server hangs, nobody else waits for it.
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        write()
    assert time.monotonic() - began < 2

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_waiting() == (0, 0), "not before its time"
    with freeze_time(timezone.now() + BACK_OFF[0] + timedelta(seconds=1)):
        call_command("send_queued_mail")
    assert len(mail.outbox) == 2
    assert not OutgoingMail.objects.filter(sent_at=None).exists()


@pytest.mark.django_db
def test_each_failure_waits_longer_and_the_last_gives_up(settings):
    settings.EMAIL_BACKEND = SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    row = write()
    waits = []
    now = timezone.now()
    for _attempt in range(MAX_ATTEMPTS + 3):
        now += timedelta(days=1)
        with freeze_time(now):
            send_waiting()
        row.refresh_from_db()
        waits.append(row.next_attempt_at - now)
    assert row.attempts == MAX_ATTEMPTS
    assert waits[:6] == [*BACK_OFF[1:], BACK_OFF[-1]]
    assert row.last_error.startswith("ConnectionRefusedError")


@pytest.mark.django_db
def test_two_runs_at_once_cannot_take_the_same_mail():
    row = write()
    OutgoingMail.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    first, second = OutgoingMail.objects.get(pk=row.pk), OutgoingMail.objects.get(pk=row.pk)
    assert [claim(first), claim(second)] == [True, False]


@pytest.mark.django_db
def test_one_run_sends_no_more_than_its_limit():
    for _n in range(3):
        write()
    OutgoingMail.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    assert send_waiting(limit=2) == (2, 0)
    assert len(mail.outbox) == 2


@pytest.mark.django_db
def test_an_unknown_language_gets_french():
    row = queue_mail("ana@example.org", "sign_in_code", {"code": "1"}, "xx")
    assert 'lang="fr"' in row.html
