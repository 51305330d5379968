"""A process as it is before its first request, as far as tests see it."""

import pytest
from django.core.cache import cache
from django.urls import get_resolver
from django.utils import translation


@pytest.fixture(autouse=True)
def fresh_process():
    """An empty cache, French, and addresses already read (libraries that they import cannot be under a frozen clock)."""
    cache.clear()
    assert get_resolver().url_patterns
    with translation.override("fr"):
        yield
