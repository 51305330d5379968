"""A real browser for the tests in this folder: the system's Chromium, driven by Playwright."""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Playwright's loop runs in the thread of the tests; Django would refuse to talk to the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def django_db_setup(browser, django_db_setup) -> None:
    """Start the browser before the database is made.

    While Playwright's loop runs, Django keeps other connection objects for the same thread; begun in this order, the one
    that remembers the migrations' data is the one that the tests see. So browser tests run in a session of their own
    (`make test` does so).
    """


@pytest.fixture(autouse=True)
def migrated_data(django_db_serialized_rollback) -> None:
    """A live server's test empties every table at its end; the next one begins with what migrations put in again."""


@pytest.fixture(autouse=True)
def kept_blocks(settings) -> None:
    """As on a running site: here transactions end, so what is kept is dropped."""
    settings.BLOCK_CACHE_SECONDS = 60


@dataclass
class Watch:
    """What went wrong in the pages of one test, beside what the test looks at."""

    own_origin: str
    remote_requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("request", self._request)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text) if self._is_violation(line) else None)
        page.on("dialog", self._dialog)

    @staticmethod
    def _is_violation(line) -> bool:
        return line.type == "error" and "Content Security Policy" in line.text

    def _request(self, request) -> None:
        if not request.url.startswith((self.own_origin, "data:", "blob:", "about:")):
            self.remote_requests.append(request.url)

    def _dialog(self, dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM")
    if not path:
        found = subprocess.run([ROOT / "scripts/find_chromium.sh"], capture_output=True, text=True)
        path = found.stdout.strip()
        if not path:
            pytest.skip(found.stderr.strip())
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def watch(live_server) -> Watch:
    return Watch(own_origin=live_server.url)


@pytest.fixture
def open_page(browser: Browser, live_server, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Return a function that opens an address of the site as a new visitor.

    ``open_page("/fr/", width=390, language="ar", javascript=False)``: every visitor has cookies of their own. After the
    test, requests to another host, script errors and broken content policies fail it.
    """
    contexts = []

    def open_(path: str = "/", *, width: int = 1280, language: str = "fr", javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844 if width < 700 else 900},
            locale=language,
            timezone_id="Europe/Paris",
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        context.on("page", watch.follow)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert watch.remote_requests == []
    assert watch.errors == []
    assert watch.dialogs == []
