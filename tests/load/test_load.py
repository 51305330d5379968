"""A busy evening on one small machine: a thousand votes at once, and sixty people who write for half a minute over HTTP."""

import os
import random
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import requests
from django.conf import settings
from django.db import connections

from consultation_blocks.models import Contribution, Vote
from consultation_blocks.participation import counters, services
from consultation_blocks.participation.kinds import Access, Moderation
from tests.factories import actor, make_activity, make_contribution, make_person
from tests.parallel import at_once

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
ROOT = Path(__file__).resolve().parent.parent.parent
WRITERS = 60
SECONDS = 30


@pytest.mark.point("D6")
def test_a_thousand_parallel_votes_leave_one_vote_a_person_and_equal_counters(shared_database):
    comments = [make_contribution(make_activity("debate")) for _n in range(2)]
    people = [make_person() for _n in range(100)]
    votes = [
        (comment, value, person) for comment in comments for person in people for value in (1, -1, 1, 1, -1)
    ]
    random.Random(1).shuffle(votes)
    assert len(votes) == 1000

    outcomes = at_once(
        lambda comment, value, person: services.cast_vote(comment, value, actor=actor(person)),
        votes,
        workers=20,
    )

    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert Vote.objects.count() == len(comments) * len(people)
    assert counters.recompute_all(fix=False) == []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(shared_database, tmp_path):
    """The application as `make demo` serves it, in a process of its own, on this test's database."""
    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        url = f"sqlite:///{database['NAME']}"
    else:
        host, port = database["HOST"] or "127.0.0.1", database["PORT"] or "5432"
        secret = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
        url = f"postgres://{database['USER']}{secret}@{host.replace('/', '%2F')}:{port}/{database['NAME']}"
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.load.settings",
        "VAR_DIR": str(tmp_path / "var"),
        "PYTHONPATH": str(ROOT),
    }
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += [
        "--workers",
        "2",
        "--blocking-threads",
        "4",
        "--backpressure",
        "128",
        "--no-ws",
        "--log-level",
        "error",
    ]
    with (tmp_path / "server.log").open("w") as log:
        process = subprocess.Popen(
            [*command, "site_core.wsgi:application"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(240):
            try:
                if requests.get(f"{address}/health/", timeout=5).ok:
                    break
            except requests.ConnectionError:
                threading.Event().wait(0.25)
        else:
            pytest.fail("the server does not answer: " + (tmp_path / "server.log").read_text()[-2000:])
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


class Writer:
    """Somebody who sends one comment after another without an account, as a browser without scripts would."""

    def __init__(self, address: str, path: str, number: int):
        self.url, self.number = f"{address}{path}", number
        self.session = requests.Session()
        self.answers: list[tuple[int, float]] = []
        self.kept: list[str] = []

    def run(self, until: float) -> None:
        page = self.session.get(self.url, timeout=60)
        self.answers.append((page.status_code, 0.0))
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text).group(1)
        sent = 0
        while time.monotonic() < until:
            text = f"Writer {self.number}, text {sent}"
            fields = {
                "csrfmiddlewaretoken": token,
                "text": text,
                "author_name": f"Writer {self.number}",
                "email": f"writer{self.number}-{sent}@example.org",
                "stance": "for",
            }
            began = time.monotonic()
            answer = self.session.post(self.url, data=fields, allow_redirects=False, timeout=60)
            self.answers.append((answer.status_code, time.monotonic() - began))
            if answer.status_code == 302:
                self.kept.append(text)
            sent += 1


@pytest.mark.parametrize("writers", [WRITERS])
def test_sixty_people_write_for_half_a_minute_and_nothing_fails_or_is_lost(server, writers):
    activity = make_activity("debate", access=Access.EMAIL, moderation=Moderation.AFTER)
    crowd = [Writer(server, f"/fr/debate/{activity.pk}/comment/", number) for number in range(writers)]
    until = time.monotonic() + SECONDS
    threads = [threading.Thread(target=writer.run, args=(until,)) for writer in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    statuses = [status for writer in crowd for status, _seconds in writer.answers]
    times = sorted(seconds for writer in crowd for status, seconds in writer.answers if status == 302)
    kept = [text for writer in crowd for text in writer.kept]
    summary = f"{len(times)} sent, p50 {statistics.median(times):.2f} s, p99 {times[int(len(times) * 0.99) - 1]:.2f} s"
    print(f"{connections['default'].vendor}: {summary}")
    assert not [status for status in statuses if status >= 500], summary
    assert len(times) > writers, summary
    stored = set(Contribution.objects.filter(text__startswith="Writer").values_list("text", flat=True))
    assert set(kept) <= stored, "what was acknowledged is kept"
    assert counters.recompute_all(fix=False) == []
    assert settings.DATABASES["default"]["ENGINE"] == connections["default"].settings_dict["ENGINE"]
