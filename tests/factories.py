"""What tests make: campaigns with activities, people, contributions. Plain functions; rows are written as the site writes them."""

import itertools
import uuid
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published

from consultation_blocks.agenda.services import replace_timings
from consultation_blocks.models import (
    Activity,
    Campaign,
    Comment,
    Contribution,
    Event,
    MapContribution,
    Proposal,
)
from consultation_blocks.moderation.groups import MODERATORS
from consultation_blocks.participation import services
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.rules import Actor
from pages.models import CampaignPage
from pages.tree import ensure_campaign_index

_numbers = itertools.count(1)
KIND_OF = {"debate": Comment, "proposals": Proposal, "map": MapContribution, "agenda": Event}


def make_person(name: str = "", **fields):
    """Somebody with a confirmed address and no password."""
    number = next(_numbers)
    name = name or f"Person {number}"
    return get_user_model().objects.create_user(f"person{number}@example.org", display_name=name, **fields)


def make_moderator(*campaigns: Campaign, **fields):
    """Somebody of the group of moderators, assigned to these campaigns."""
    person = make_person("Moderator", **fields)
    person.groups.add(Group.objects.get(name=MODERATORS))
    for campaign in campaigns:
        campaign.moderators.add(person)
    return person


def make_superuser():
    return get_user_model().objects.create_superuser(f"root{next(_numbers)}@example.org", "a long password 1")


def actor(person=None, language: str = "fr", abuse_hash: str = "") -> Actor:
    return Actor(user=person, language=language, abuse_hash=abuse_hash)


def block(kind: str, **values) -> dict:
    """Raw stream data of one interactive block with its defaults; `values` in their JSON form."""
    child = CampaignPage._meta.get_field("body").stream_block.child_blocks[kind]
    raw = child.get_prep_value(child.get_default())
    return {"type": kind, "id": str(uuid.uuid4()), "value": raw | {"title": f"A {kind}"} | values}


def make_campaign_page(*body: dict, publish: bool = True, **fields) -> CampaignPage:
    """A campaign page with these raw blocks (see `block`), with the signal that a publication sends.

    The revision that an editor's publication also writes is left out: it takes half of the time of the whole test suite.
    What hangs on it is tested with `save_revision().publish()` in test_activities.py.
    """
    index = ensure_campaign_index()
    number = next(_numbers)
    fields.setdefault("title", f"Campaign {number}")
    fields.setdefault("slug", f"campaign-{number}")
    page = CampaignPage(locale=index.locale, live=publish, **fields)
    page.body = page.body.stream_block.to_python(list(body))
    with disable_reference_index_auto_update():
        index.add_child(instance=page)
    if publish:
        page_published.send(sender=CampaignPage, instance=page, revision=None)
        page.refresh_from_db()
    else:
        page.save_revision(clean=False)
    return page


def make_activity(kind: str = "debate", page_fields: dict | None = None, **settings) -> Activity:
    """An activity of a new published campaign; `settings` are fields of `Activity` written after publication."""
    named = {"title": settings.pop("title")} if "title" in settings else {}
    page = make_campaign_page(block(kind, **named), **(page_fields or {}))
    activity = Activity.objects.select_related("campaign").get(campaign__key=page.translation_key)
    if settings:
        Activity.objects.filter(pk=activity.pk).update(**settings)
        activity.refresh_from_db()
    return activity


PHASES = {
    "before": lambda: {"opens_at": timezone.now() + timedelta(days=1)},
    "open": lambda: {
        "opens_at": timezone.now() - timedelta(days=1),
        "closes_at": timezone.now() + timedelta(days=1),
    },
    "after": lambda: {"closes_at": timezone.now() - timedelta(days=1)},
    "archived": lambda: {"archived_at": timezone.now() - timedelta(days=1)},
}


def set_phase(activity: Activity, phase: str) -> Activity:
    """Put an activity before its opening, in its open time, after its end, or in the archive."""
    empty = {"opens_at": None, "closes_at": None, "archived_at": None}
    Activity.objects.filter(pk=activity.pk).update(**empty | PHASES[phase]())
    activity.refresh_from_db()
    return activity


def make_contribution(activity: Activity, status: str = Status.PUBLISHED, **fields) -> Contribution:
    """A contribution of the activity's own kind, moved to `status` through the status machine, so counters are right."""
    model = fields.pop("model", None) or KIND_OF[activity.kind]
    reason, workshop = fields.pop("reason", None), fields.pop("workshop_claim", None)
    number = next(_numbers)
    fields.setdefault("author_name", f"Author {number}")
    fields.setdefault("text", f"Text number {number}")
    if model is not Comment:
        fields.setdefault("title", f"Title number {number}")
    latitude, longitude = fields.pop("latitude", None), fields.pop("longitude", None)
    contribution = model(activity=activity, **fields)
    services.place(contribution, latitude, longitude)
    if workshop:
        contribution.workshop = services.find_or_create_workshop(activity, workshop)
        contribution.headcount = workshop.headcount
    if status == Status.UNCONFIRMED:
        contribution.status = Status.UNCONFIRMED
    contribution.save()
    steps = {
        Status.PENDING: ["send"],
        Status.PUBLISHED: ["publish"],
        Status.REJECTED: ["send", "reject"],
        Status.HIDDEN: ["publish", "hide"],
        Status.WITHDRAWN: ["publish", "withdraw"],
    }
    for step in steps.get(status, []):
        services.transition(contribution, step, reason=reason)
    return contribution


def make_event(activity: Activity, *timings, status: str = Status.PUBLISHED, **fields) -> Event:
    """An event with these dates ((begins, ends), aware); without any, one in a week that lasts two hours."""
    begins = timezone.now().replace(microsecond=0) + timedelta(days=7)
    fields.setdefault("location_name", "Town library")
    event = make_contribution(activity, status, **fields)
    replace_timings(event, timings or [(begins, begins + timedelta(hours=2))])
    return event
