"""Who is answered what at which address: every route of the resolver, asked by every role, against `url_table.txt`.

A new route, or another answer, fails here until somebody has looked at it and written the table again:

    WRITE_URL_TABLE=1 python -m pytest tests/test_url_table.py
"""

import os
import re
import uuid
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client

from consultation_blocks.models import Activity, Event
from consultation_blocks.moderation.groups import ANALYSTS, EDITORS
from consultation_blocks.moderation.models import DecisionReason
from consultation_blocks.participation.decisions import Decision
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.services import WorkshopClaim
from tests.factories import (
    block,
    make_campaign_page,
    make_contribution,
    make_event,
    make_moderator,
    make_person,
    make_superuser,
)
from tests.routes import Route, routes

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("url_table.txt")
ROLES = ("anonymous", "citizen", "editor", "moderator", "analyst", "superuser")
# GET reads, POST is sent empty: what a role may not do is refused before anything is read from it.
METHODS = ("GET", "POST")
PUBLISHED_KINDS = {"debate": "comment", "proposals": "proposal", "map": "place", "agenda": "event"}
BIG_NUMBER = 99_999_999


class World:
    """One campaign with an activity and a contribution of each kind, published and pending, and a person of each role."""

    def __init__(self):
        kinds = [*PUBLISHED_KINDS, "timeline"]
        self.page = make_campaign_page(*[block(kind) for kind in kinds], slug="table")
        self.activities = {
            a.kind: a for a in Activity.objects.filter(campaign__key=self.page.translation_key)
        }
        self.campaign = self.activities["debate"].campaign
        self.found = {}
        for kind, name in PUBLISHED_KINDS.items():
            for status in (Status.PUBLISHED, Status.PENDING):
                make = make_event if kind == "agenda" else make_contribution
                place = {"latitude": 48.89, "longitude": 2.2} if kind == "map" else {}
                options = {"status": status, "workshop_claim": WorkshopClaim(f"Workshop {kind}", 3), **place}
                self.found[name, status] = make(self.activities[kind], author=make_person(), **options)
        people = {
            "citizen": make_person(),
            "superuser": make_superuser(),
            "moderator": make_moderator(self.campaign),
        }
        for role, group in (("editor", EDITORS), ("analyst", ANALYSTS)):
            people[role] = make_person()
            people[role].groups.add(Group.objects.get(name=group))
        self.people = people

    def client(self, role: str) -> Client:
        client = Client(raise_request_exception=False)
        if role != "anonymous":
            client.force_login(self.people[role], backend="django.contrib.auth.backends.ModelBackend")
        return client

    def values(self, route: Route, status: str) -> dict:
        """A value for each parameter of a route: of what exists where the route is about a contribution or an activity."""
        kind = next(
            (k for k, word in ROOMS.items() if word in route.name or word in route.pattern), "comment"
        )
        contribution = self.found[kind, status]
        activity = {"place": "map", "event": "agenda", "proposal": "proposals"}.get(kind, "debate")
        if "timeline" in route.pattern:
            activity = "timeline"
        return {
            "reference": contribution.reference,
            "activity_id": self.activities[activity].pk,
            "slug": self.campaign.slug,
            "uid": uuid.UUID(int=0),
            "token": "not-a-token",
            "path": "nothing",
            "z": 99,
            "x": 0,
            "y": 0,
            "pk": self.snippet_pk(route, contribution),
            "page_id": self.page.pk,
            "app_label": "consultation_blocks",
            "model_name": "contribution",
            "action": "approve",
        }

    def snippet_pk(self, route: Route, contribution) -> int:
        if "/workshop/" in route.pattern:
            return contribution.workshop_id
        if "/campaign/" in route.pattern:
            return self.campaign.pk
        if "/decisionreason/" in route.pattern:
            return DecisionReason.objects.first().pk
        if "/decision/" in route.pattern:
            return Decision.objects.first().pk
        if "/event/" in route.pattern:
            return Event.objects.get(contribution_ptr=self.found["event", contribution.status]).pk
        return contribution.pk


ROOMS = {"proposal": "proposal", "place": "map", "event": "agenda", "comment": "debate"}


def is_ours(route: Route) -> bool:
    """Wagtail's own screens are asked by GET only; the rest by every method."""
    return not route.is_admin or "consultation_blocks" in route.pattern


def address_of(route: Route, values: dict) -> str | None:
    """A route's address with values in it; None for patterns that are not made of named parameters."""
    if re.search(r"[\\^$*(\[]", route.pattern):
        return None
    return "/" + re.sub(
        r"<(?:\w+:)?(\w+)>", lambda found: str(values.get(found[1], BIG_NUMBER)), route.pattern
    )


def answer_of(response) -> str:
    """The status; of a redirect also where it leads, in short."""
    if response.status_code not in (301, 302, 303, 307):
        return str(response.status_code)
    target = response["Location"].split("?")[0]
    for word in ("admin/login", "account/login", "_util/login", "receipt", "confirm", "preview"):
        if word in target:
            return f"{response.status_code}:{word.split('/')[0] if word != 'account/login' else 'sign-in'}"
    return f"{response.status_code}:admin" if target == "/admin/" else str(response.status_code)


def table() -> list[str]:
    """One line for each route, method and status of what it is about: the answers to the six roles."""
    world, lines = World(), []
    clients = {role: world.client(role) for role in ROLES}
    for route in sorted(
        {route for route in routes() if not skipped(route)}, key=lambda route: (route.pattern, route.name)
    ):
        statuses = (
            (Status.PUBLISHED, Status.PENDING) if {"reference", "pk"} & set(route.parameters) else ("",)
        )
        if not is_ours(route):
            statuses = statuses[:1]
        for status in statuses:
            address = address_of(route, world.values(route, status or Status.PUBLISHED))
            if address is None:
                lines.append(f"{route.pattern} | not asked: a pattern without named parameters")
                continue
            for method in METHODS if is_ours(route) else METHODS[:1]:
                answers = [ask(clients[role], method, address) for role in ROLES]
                about = f" [{status}]" if status else ""
                lines.append(f"{route.pattern}{about} | {method} | {' '.join(answers)}")
    return [f"route | method | {' '.join(ROLES)}", *lines]


def skipped(route: Route) -> bool:
    """Served by development settings only, ends the session that the next line needs, or Wagtail's own error on purpose."""
    return route.pattern.startswith(("media/", "static/", "admin/failwhale")) or "logout" in route.pattern


def ask(client: Client, method: str, address: str) -> str:
    cache.clear()
    return answer_of(client.generic(method, address))


# Wagtail's own addresses take ids, and whether one of ours is also a group's or a site's depends on the database's sequences:
# the table is SQLite's, where they start again with each test. Rights do not depend on the database.
@pytest.mark.skipif(
    os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="the table's ids are those of SQLite"
)
@pytest.mark.point("X9")
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_address_answers_each_role_as_the_table_says():
    found = table()
    assert not [line for line in found if re.search(r" 500\b", line)], "an address fails"
    if os.environ.get("WRITE_URL_TABLE"):
        TABLE.write_text("\n".join(found) + "\n")
    known = TABLE.read_text().splitlines()
    new, gone = [line for line in found if line not in known], [line for line in known if line not in found]
    assert (new, gone) == ([], []), "look at each of these, then write the table again (see above)"


@pytest.mark.point("X9")
def test_only_staff_get_into_the_admin():
    for line in TABLE.read_text().splitlines()[1:]:
        pattern, *rest = line.split(" | ")
        open_to_all = pattern.startswith(
            ("admin/login", "admin/password_reset", "admin/jsi18n", "admin/sprite")
        )
        if len(rest) == 2 and pattern.startswith("admin/") and not open_to_all:
            anonymous, citizen, *_staff = rest[1].split()
            assert not anonymous.startswith("2"), line
            assert not citizen.startswith("2"), line
