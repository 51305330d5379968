"""What a vote costs, counted as in production: the transaction is the request's own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_activity, make_contribution, make_person

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.point("D6")
@pytest.mark.parametrize("others", [0, 20])
def test_a_vote_takes_at_most_eight_queries_however_many_have_voted(client, others):
    activity = make_activity("debate")
    comment = make_contribution(activity)
    for _n in range(others):
        client.force_login(make_person())
        client.post(reverse("vote", args=[comment.reference]), {"value": "1"})
    client.force_login(make_person())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.post(reverse("vote", args=[comment.reference]), {"value": "1"})
    statements = [query["sql"] for query in queries if not query["sql"].startswith(("BEGIN", "COMMIT"))]
    assert len(statements) <= 8, "\n".join(statements)
