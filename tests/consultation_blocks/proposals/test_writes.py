"""What a proposal costs the database while it is written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from .helpers import every_kind, key_of, name_of, new_url, proposals_activity, start, written

pytestmark = pytest.mark.django_db


def statements(queries: CaptureQueriesContext) -> int:
    """Queries without the savepoints and without what the session costs."""
    return sum("SAVEPOINT" not in query["sql"] and "django_session" not in query["sql"] for query in queries)


@pytest.mark.point("P2")
def test_the_draft_and_its_sending_cost_few_queries(client):
    activity = proposals_activity(*every_kind())
    answers = {
        name_of(activity, "Theme"): key_of(activity, "Theme", "Nature"),
        name_of(activity, "Who else?"): "All",
    }
    draft = start(client, activity, **answers)
    with CaptureQueriesContext(connection) as writing:
        assert client.post(new_url(activity), written(title="Another", **answers)).status_code == 302
    assert statements(writing) <= 12
    with CaptureQueriesContext(connection) as sending:
        client.post(reverse("proposal_preview", args=[draft.reference]))
    # Four of them read the city's identity for the mail and keep that mail until it has gone.
    assert statements(sending) <= 15
