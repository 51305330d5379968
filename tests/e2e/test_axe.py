"""Every page of the demo before axe, in French and Arabic, on a phone and on a desk; and what a scanner misses, by keyboard."""

import json
import re
from collections import Counter, deque
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import resolve, reverse
from django.utils import translation
from playwright.sync_api import Page, expect
from wagtail.models import Page as WagtailPage

from consultation_blocks.models import Contribution
from pages.demo.build import build
from pages.demo.people import CITIZEN
from tests.e2e.axe import violations

WIDTHS = (390, 1280)
BACKEND = "django.contrib.auth.backends.ModelBackend"
A_FEW = 2  # pages of each kind that stands for many: proposals, events, places, forms
NO_PAGES = re.compile(
    r"\.(ics|json|geojson|csv|xml)$|/(files|documents|media|static|tiles|api|admin)/|/logout/"
)
FORMS = re.compile(r"/(new|comment|login)/")


def kind_of(path: str, query: str) -> tuple:
    """What makes two addresses pages of the same kind: the view and the names in the query.

    Every page of the tree and every activity's own page is a kind of its own.
    """
    match = resolve(path)
    name = path if match.view_name in ("wagtail_serve", "activity") else match.view_name
    return name, tuple(sorted(parse_qs(query)))


def addresses(client: Client, language: str) -> list[str]:
    """Pages of this language that links and forms lead to from the home page, a few of each kind, in order of discovery.

    Of filters and pages of lists one of each; of their combinations none.
    """
    home = f"/{language}/"
    queue, seen, found, kinds = deque([home]), {home}, [], Counter()
    while queue:
        address = queue.popleft()
        path, _, query = address.partition("?")
        kind = kind_of(path, query)
        if len(kind[1]) > 1 or kinds[kind] == (1 if query else A_FEW):
            continue
        response = client.get(address)
        if response.status_code == 302:
            following = [response["Location"]]
        elif response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            soup = BeautifulSoup(response.content, "html.parser")
            if soup.html is None:  # a fragment, which stands in no tab of its own
                continue
            kinds[kind] += 1
            found.append(address)
            following = [link["href"] for link in soup.select("a[href]")]
            following += [form["action"] for form in soup.select("form[method=get][action]")]
        else:
            continue
        for link in following:
            parts = urlsplit(urljoin(address, link))
            following = parts._replace(scheme="", netloc="", fragment="").geturl()
            if parts.path.startswith(home) and not NO_PAGES.search(parts.path) and following not in seen:
                seen.add(following)
                queue.append(following)
    return found


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands, at each width."""
    wrong = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wrong += [f"at {width} px: {fault}" for fault in faults_seen(page)]
    return wrong


def faults_seen(page: Page) -> list[str]:
    wrong = []
    if page.locator("h1").count() != 1:
        wrong.append(f"{page.locator('h1').count()} h1")
    # Two frames: the first may still show the width of before.
    overflow = page.evaluate(
        """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
            const root = document.documentElement
            done(root.scrollWidth - root.clientWidth)
        })))"""
    )
    if overflow > 0:
        wrong.append(f"{overflow} px wider than the window")
    wrong += violations(page)
    return wrong


def send_empty(page: Page) -> None:
    """Send the page's main form with nothing filled in; the page that comes back names what is missing."""
    with page.expect_navigation():
        page.locator("main form[method=post]").last.evaluate(
            "form => { form.noValidate = true; form.requestSubmit() }"
        )
    expect(page.locator("main [role=alert]").first).to_be_visible()


def enter(page: Page, client: Client) -> None:
    """Give the browser the session that the test client holds."""
    cookies = [
        {"name": morsel.key, "value": morsel.value, "url": page.url} for morsel in client.cookies.values()
    ]
    page.context.add_cookies(cookies)


def test_a_fault_is_found_whenever_it_comes(open_page):
    page = open_page("/fr/")
    assert violations(page) == []
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert [fault.split()[0] for fault in violations(page)] == ["button-name"]
    assert violations(page, within="header") == []


@pytest.mark.timeout(600)
@pytest.mark.point("X3", "X5")
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_on_any_page_of_the_demo(open_page, language):
    build()
    visitor, citizen = Client(), Client()
    person = get_user_model().objects.get(email=CITIZEN[0])
    citizen.force_login(person, backend=BACKEND)
    own = list(Contribution.objects.filter(author=person).values_list("reference", flat=True))
    with translation.override(language):
        public = addresses(visitor, language)
        personal = [reverse("my_contributions")]
        personal += [reverse("receipt", args=[reference]) for reference in own[:A_FEW]]
    for page in WagtailPage.objects.live().filter(locale__language_code=language, depth__gt=1):
        assert page.url in public, f"no link leads to {page.url}"
    others = [f"/{language}/no-such-page/", f"/{language}/styleguide/"]
    visits = [(visitor, public + others), (citizen, personal)]
    wrong, forms = {}, set()
    for client, paths in visits:
        window = open_page(f"/{language}/", width=WIDTHS[0], language=language)
        if client is citizen:
            enter(window, citizen)
        for path in paths:
            window.set_viewport_size({"width": WIDTHS[0], "height": 900})
            window.goto(path)
            if found := faults(window):
                wrong[path] = found
            if FORMS.search(path):
                with translation.override(language):
                    forms.add(resolve(path.partition("?")[0]).view_name)
                send_empty(window)
                if found := faults(window):
                    wrong[f"{path}, sent empty"] = found
        window.context.close()
    assert forms == {"debate_comment", "proposal_new", "map_contribute", "event_new", "account_login"}
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=1)
