"""A cursor comes from the address bar: whatever is wrong with it, the first page is shown."""

import base64
import json

import pytest

from consultation_blocks.models import Activity
from tests.factories import block, make_campaign_page, make_contribution, make_event

pytestmark = pytest.mark.django_db
# Moments that no database can compare, and values of the wrong kind.
VALUES = [
    ["0001-01-01T00:00:00+14:00", 1],
    ["9999-12-31T23:59:59-23:59", 1],
    ["0001-01-01T00:00:00", 1],
    ["9999-12-31T23:59:59.999999+00:00", 10**30],
    ["0001-01-01T00:00:00+00:00", -(10**30)],
    [1e308, 1e308],
    [None, None],
    [{}, []],
    ["2026-01-01", "x"],
]
ADDRESSES = [
    "/api/v1/campaigns/?cursor={cursor}",
    "/api/v1/activities/{proposals}/contributions/?cursor={cursor}",
    "/fr/a/{debate}/?sort=newest&after={cursor}",
    "/fr/a/{debate}/?sort=oldest&after={cursor}",
    "/fr/a/{debate}/?sort=best&after={cursor}",
    "/fr/debate/{debate}/threads/?sort=newest&after={cursor}",
    "/fr/a/{proposals}/?sort=newest&cursor={cursor}",
    "/fr/a/{proposals}/?sort=supported&cursor={cursor}",
    "/fr/a/{map}/?cursor={cursor}",
    "/fr/map/{map}/list/?cursor={cursor}",
    "/fr/a/{agenda}/?cursor={cursor}",
    "/fr/a/{agenda}/?when=passed&cursor={cursor}",
    "/fr/search/?q=title&cursor={cursor}",
]


@pytest.fixture
def ids():
    page = make_campaign_page(*[block(kind) for kind in ("debate", "proposals", "map", "agenda")])
    found = {a.kind: a for a in Activity.objects.filter(campaign__key=page.translation_key)}
    for kind in ("debate", "proposals", "map"):
        make_contribution(found[kind])
    make_event(found["agenda"])
    return {kind: activity.pk for kind, activity in found.items()}


def test_no_cursor_makes_a_listing_fail(ids, client):
    for values in VALUES:
        cursor = base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")
        for address in ADDRESSES:
            url = address.format(cursor=cursor, **ids)
            assert client.get(url).status_code == 200, (url, values)
