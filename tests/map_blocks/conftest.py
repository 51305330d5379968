"""Servers that the maps ask."""

import pytest
from django.utils import translation

from .servers import TileServer


@pytest.fixture
def server():
    running = TileServer()
    yield running
    running.stop()


@pytest.fixture
def in_english():
    """Messages as the source has them, whatever the site's language."""
    with translation.override("en"):
        yield
