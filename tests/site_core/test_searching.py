"""Searching costs much, so one network address does only so many in a minute; reading is never limited by it."""

import pytest

from consultation_blocks.models import Activity
from site_core import searching
from tests.factories import block, make_campaign_page

pytestmark = [pytest.mark.django_db, pytest.mark.point("Q5")]
ADDRESSES = [
    "/fr/search/?q={word}",
    "/fr/a/{proposals}/?q={word}",
    "/fr/a/{map}/?q={word}",
    "/fr/a/{agenda}/?q={word}",
    "/fr/map/{map}/list/?q={word}",
    "/fr/map/{map}/features/?q={word}",
    "/fr/agenda/{agenda}/agenda.ics?q={word}",
]


@pytest.fixture
def ids(monkeypatch):
    monkeypatch.setattr(searching, "SEARCHES_PER_MINUTE", 3)
    page = make_campaign_page(*[block(kind) for kind in ("proposals", "map", "agenda")])
    return {a.kind: a.pk for a in Activity.objects.filter(campaign__key=page.translation_key)}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_fourth_search_of_an_address_in_a_minute_waits_wherever_it_searches(client, ids, address):
    for number in range(3):
        assert client.get(address.format(word=f"w{number}", **ids)).status_code == 200
    refused = client.get(address.format(word="more", **ids))
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 61
    assert "Trop de recherches" in refused.content.decode()
    assert client.get("/fr/search/?q=x").status_code == 429
    assert client.get("/fr/search/?q=x", REMOTE_ADDR="203.0.113.9").status_code == 200


def test_reading_without_a_search_is_never_counted(client, ids):
    for _time in range(6):
        for address in ADDRESSES:
            assert client.get(address.partition("?")[0].format(**ids)).status_code == 200
            assert client.get(address.format(word="+", **ids)).status_code == 200


def test_a_search_that_is_kept_counts_once(client, ids, settings):
    settings.PUBLIC_PAGE_CACHE_SECONDS = 60
    for _time in range(6):
        assert client.get("/fr/search/?q=trees").status_code == 200
