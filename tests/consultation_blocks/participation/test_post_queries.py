"""What it costs to send a comment, the mail included."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_activity, make_contribution, make_person

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
BOOKKEEPING = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.mark.parametrize("earlier", [0, 15])
@pytest.mark.parametrize("moderation", ["before", "after"])
def test_a_comment_of_somebody_signed_in_takes_few_queries_however_many_there_are(
    client, earlier, moderation
):
    activity = make_activity("debate", moderation=moderation)
    person = make_person()
    for _n in range(earlier):
        make_contribution(activity, author=person)
    client.force_login(person)
    url = reverse("debate_comment", args=[activity.pk])
    client.post(url, {"text": "The first one", "author_name": "Ana"})
    with CaptureQueriesContext(connection) as queries:
        response = client.post(url, {"text": "The one that is counted", "author_name": "Ana"})
    assert response.status_code == 302
    statements = [query["sql"] for query in queries if not query["sql"].startswith(BOOKKEEPING)]
    limit = 12 if moderation == "before" else 15
    assert len(statements) <= limit, "\n".join(statement[:160] for statement in statements)
