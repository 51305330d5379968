"""What the tests of the agenda share: an open agenda, and pages that are made afresh for each request."""

from datetime import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_activity, make_moderator, make_person, make_superuser

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def nothing_kept(settings):
    """Tests run in one transaction, so the signals after a commit that drop kept pages never come."""
    settings.PUBLIC_PAGE_CACHE_SECONDS = 0
    cache.clear()


@pytest.fixture
def agenda(db):
    return make_activity("agenda")


@pytest.fixture
def paris():
    """A function: a moment of the city's clock."""

    def make(year, month, day, hour=0, minute=0):
        return datetime(year, month, day, hour, minute, tzinfo=timezone.get_default_timezone())

    return make


@pytest.fixture
def be(client, agenda):
    """A function that signs the client in as a role and returns the person (None for nobody)."""

    def become(role):
        makers = {
            "nobody": lambda: None,
            "citizen": make_person,
            "moderator": lambda: make_moderator(agenda.campaign),
            "superuser": make_superuser,
        }
        person = makers[role]()
        if person:
            client.force_login(person, backend=BACKEND)
        return person

    return become


@pytest.fixture
def filled():
    """A function: what the form sends, with changes; `None` leaves a field out."""

    def make(**changes):
        data = {
            "title": "A walk",
            "text": "Along the river.",
            "dates-0-day": "2030-05-12",
            "dates-0-begins": "18:00",
            "dates-0-ends": "20:00",
            "attendance_mode": "1",
            "location_name": "Town library",
            "author_name": "Ana",
            "email": "ana@example.org",
        }
        return {key: value for key, value in (data | changes).items() if value is not None}

    return make


@pytest.fixture
def own_event(agenda):
    """A function that makes an event of somebody and gives the address of its form."""

    def address(event):
        return reverse("event_edit", args=[event.reference])

    return address
