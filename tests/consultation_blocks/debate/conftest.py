"""What the tests of the debate room share: an open debate, and pages that are made afresh for each request."""

import pytest
from django.core.cache import cache

from tests.factories import make_activity, make_contribution


@pytest.fixture(autouse=True)
def nothing_kept(settings):
    """Tests run in one transaction, so the signals after a commit that drop kept pages never come."""
    settings.PUBLIC_PAGE_CACHE_SECONDS = 0
    cache.clear()


@pytest.fixture
def debate(db):
    return make_activity("debate")


@pytest.fixture
def answer():
    """A function that makes a published (or other) answer to a comment."""

    def make(parent, status="published", **fields):
        root = parent.root or parent
        return make_contribution(
            parent.activity,
            status,
            model=type(parent),
            parent=parent,
            root=root,
            depth=parent.depth + 1,
            subject=parent.subject,
            **fields,
        )

    return make
