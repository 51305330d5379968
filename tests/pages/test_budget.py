"""What a campaign page with the five blocks may cost: queries whatever it holds, nothing when kept, and bytes on the wire."""

import gzip
import re
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.generate import generate
from consultation_blocks.models import Activity, Contribution, Proposal
from pages.models import CampaignPage

pytestmark = pytest.mark.django_db
MAX_QUERIES = 20
PAGE_BYTES = 100_000
READING_BYTES = 40_000
MAP_BYTES = 120_000
SHEET = re.compile(r"""<link[^>]+rel="stylesheet"[^>]*>""")
SCRIPT = re.compile(r"""<script[^>]+src="([^"]+)""")
IMPORTED_SHEET = re.compile(r"""@import\s+(?:url\()?["']?([^"')]+)""")
# Both `import … from "./x.js"` and `import("./x.js")`.
IMPORTED_SCRIPT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'](\.[^"']+)["']""")
# Fetched only where the page holds a form, or when one joins it.
FOR_FORMS = "/static/js/forms.js"
# Scripts and sheets that a script adds by an address in the page (Leaflet).
NAMED_LATER = re.compile(r"""data-[a-z-]+="(/static/[^"]+\.(?:js|css))\"""")


def queries_of(client, url: str) -> list[str]:
    """What a page asks whose campaign has just changed; menu and identity stay kept, as on any site that is read."""
    cache.clear()
    client.get("/fr/")
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def in_short(queries: list[str]) -> str:
    return "\n".join(re.sub(r"SELECT .*? FROM", "", query)[:160] for query in queries)


def assets(client, html: str) -> dict[str, bytes]:
    """Every sheet and script of a page with what these import: address → content."""
    sheets = [re.search(r'href="([^"]+)', tag)[1] for tag in SHEET.findall(html)]
    queue = [*sheets, *SCRIPT.findall(html), *NAMED_LATER.findall(html)]
    found, has_form = {}, bool(re.search(r'<form[^>]+method="post"', html))
    while queue:
        url = urlsplit(queue.pop()).path
        if url in found:
            continue
        if url.startswith("/static/"):
            path = finders.find(url.removeprefix("/static/"))
            assert path, f"{url} is linked and does not exist"
            found[url] = Path(path).read_bytes()
        else:
            found[url] = client.get(url).content
        text = found[url].decode()
        imported = IMPORTED_SHEET if PurePosixPath(url).suffix == ".css" else IMPORTED_SCRIPT
        addresses = [urljoin(url, name) for name in imported.findall(text)]
        queue += [address for address in addresses if has_form or address != FOR_FORMS]
    return found


def weight(*contents: bytes) -> int:
    return sum(len(gzip.compress(content, 6)) for content in contents)


def campaign_url(slug: str) -> str:
    return CampaignPage.objects.get(slug=slug).get_url()


def few() -> str:
    generate(10, "few")
    return campaign_url("few")


def test_a_campaign_page_with_five_blocks_asks_at_most_twenty_queries(client):
    url = few()
    queries = queries_of(client, url)
    html = client.get(url).content.decode()
    for kind in ("debate", "proposals", "map", "agenda", "timeline"):
        assert f'data-block="{kind}"' in html
    assert len(queries) <= MAX_QUERIES, in_short(queries)


@pytest.mark.slow
def test_the_queries_are_as_many_with_ten_thousand_contributions_as_with_ten(client):
    url = few()
    small = queries_of(client, url)
    activities = generate(10_000, "many")
    assert Contribution.objects.filter(activity__in=activities.values()).count() == 10_000
    large = queries_of(client, campaign_url("many"))
    assert len(large) == len(small), in_short(["10", *small, "10,000", *large])
    for kind in ("debate", "proposals", "map", "agenda"):
        queries = [
            len(queries_of(client, f"/fr/a/{Activity.objects.get(kind=kind, campaign__slug=slug).pk}/"))
            for slug in ("few", "many")
        ]
        assert queries[0] == queries[1] <= MAX_QUERIES, kind


def test_a_kept_page_costs_no_query_and_is_the_same_for_everybody(client):
    url = few()
    cache.clear()
    first = client.get(url)
    with CaptureQueriesContext(connection) as captured:
        second = client.get(url)
    assert captured.captured_queries == []
    assert second.content == first.content
    for response in (first, second):
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "public" in response["Cache-Control"]


@pytest.mark.slow
def test_a_campaign_page_weighs_at_most_a_hundred_kilobytes_without_pictures(client):
    generate(1_000, "thousand")
    html = client.get(campaign_url("thousand")).content
    files = assets(client, html.decode())
    weights = {url: weight(content) for url, content in files.items()} | {"the page itself": weight(html)}
    assert len(files) > 10
    assert sum(weights.values()) <= PAGE_BYTES, sorted(weights.items(), key=lambda item: -item[1])


@pytest.mark.parametrize("kind", ["debate", "proposals", "agenda", "timeline", "map"])
def test_scripts_and_sheets_of_a_page_stay_small(client, kind):
    activities = generate(10, "few")
    html = client.get(f"/fr/a/{activities[kind]}/").content.decode()
    weights = {url: weight(content) for url, content in assets(client, html).items()}
    limit = MAP_BYTES if kind == "map" else READING_BYTES
    assert 1_000 < sum(weights.values()) <= limit, sorted(weights.items(), key=lambda item: -item[1])


@pytest.mark.parametrize("path", ["/fr/", "/fr/search/?q=place", "/fr/account/login/", "proposal"])
def test_scripts_and_sheets_of_plain_pages_stay_small(client, path):
    generate(40, "few")
    if path == "proposal":
        reference = Proposal.objects.public().filter(published_at__lte=timezone.now()).first().reference
        path = f"/fr/proposals/{reference}/"
    html = client.get(path).content.decode()
    weights = {url: weight(content) for url, content in assets(client, html).items()}
    assert 1_000 < sum(weights.values()) <= READING_BYTES, sorted(weights.items(), key=lambda item: -item[1])
