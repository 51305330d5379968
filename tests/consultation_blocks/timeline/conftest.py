"""A published campaign with a timeline, and files to bring into it."""

import json

import pytest

from consultation_blocks.participation.models import Activity
from consultation_blocks.timeline.conversion import list_item, slide_fields
from consultation_blocks.timeline.formats import read_timeline


def stored_events(count: int, **more) -> list[dict]:
    """Events as a stream stores them, one a year from 2001 on."""
    document = {
        "events": [
            {"start_date": {"year": 2000 + number}, "text": {"headline": f"Event {number}"}} | more
            for number in range(1, count + 1)
        ]
    }
    timeline = read_timeline(json.dumps(document).encode()).timeline
    return [list_item(slide_fields(slide)) for slide in timeline.events]


@pytest.fixture
def make_campaign(db):
    """Publishes a campaign page whose body holds one timeline; returns the page and its activity."""

    def make(events: list[dict], slug: str = "ropeworks", live: bool = True, **settings):
        from pages.models import CampaignPage
        from pages.tree import ensure_campaign_index

        body = [{"type": "timeline", "value": {"title": "The ropeworks", "events": events, **settings}}]
        page = CampaignPage(title="Ropeworks", slug=slug, live=live, body=json.dumps(body))
        ensure_campaign_index().add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
        page.refresh_from_db()
        return page, Activity.objects.filter(campaign__key=page.translation_key).first()

    return make
