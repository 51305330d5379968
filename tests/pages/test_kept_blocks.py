"""The blocks of a campaign's page, each kept until something of it changes."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consultation_blocks.models import Activity, Workshop
from consultation_blocks.participation import services
from consultation_blocks.participation.blocks import InteractiveBlock
from consultation_blocks.participation.services import WorkshopClaim
from pages.models import CampaignPage
from site_core.cache import activity_tag, drop_tags
from tests.factories import actor, block, make_campaign_page, make_contribution, make_person, make_superuser

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(settings):
    """A page with a debate and proposals, one contribution in each; its blocks are kept, the page is not."""
    settings.PUBLIC_PAGE_CACHE_SECONDS = 0
    settings.BLOCK_CACHE_SECONDS = 60
    page = make_campaign_page(block("debate"), block("proposals"))
    found = {a.kind: a for a in Activity.objects.filter(campaign__key=page.translation_key)}
    comment = make_contribution(found["debate"], text="Only on foot")
    claim = WorkshopClaim("Class of Year Five", 26)
    proposal = make_contribution(found["proposals"], title="Lime trees", workshop_claim=claim)
    return page, comment, proposal


def read(client, page) -> tuple[str, str]:
    """The page, and all the SQL that it took."""
    with CaptureQueriesContext(connection) as queries:
        html = client.get(page.url).content.decode()
    return html, "\n".join(query["sql"] for query in queries)


def asks_of(sql: str, activity_id: int) -> bool:
    """Whether contributions of this activity were read."""
    return bool(re.search(rf'{CONTRIBUTIONS}.*"activity_id" = {activity_id}\b', sql))


CONTRIBUTIONS = 'FROM "consultation_blocks_contribution"'


def test_nothing_is_asked_of_contributions_while_nothing_changes(client, campaign):
    page, comment, proposal = campaign
    first, asked = read(client, page)
    assert CONTRIBUTIONS in asked
    second, asked = read(client, page)
    assert CONTRIBUTIONS not in asked
    assert second == first
    assert comment.text in second and proposal.title in second


def test_a_vote_shows_at_once_and_leaves_the_other_blocks_be(
    client, campaign, django_capture_on_commit_callbacks
):
    page, comment, proposal = campaign
    before, asked = read(client, page)
    assert asks_of(asked, comment.activity_id) and asks_of(asked, proposal.activity_id)
    with django_capture_on_commit_callbacks(execute=True):
        services.cast_vote(comment, 1, actor=actor(make_person()))
    after, asked = read(client, page)
    assert after != before
    assert asks_of(asked, comment.activity_id) and not asks_of(asked, proposal.activity_id)


def test_what_is_hidden_is_gone_at_once_and_what_is_published_there(
    client, campaign, django_capture_on_commit_callbacks
):
    page, comment, proposal = campaign
    read(client, page)
    with django_capture_on_commit_callbacks(execute=True):
        services.transition(comment, "hide", actor=make_superuser())
        make_contribution(proposal.activity, title="A fountain")
    html, _asked = read(client, page)
    assert comment.text not in html
    assert "A fountain" in html


def test_a_workshop_renamed_in_the_admin_shows_at_once(campaign, client, django_capture_on_commit_callbacks):
    page, _comment, proposal = campaign
    read(client, page)
    staff = Client()
    staff.force_login(make_superuser(), backend="django.contrib.auth.backends.ModelBackend")
    workshop = Workshop.objects.get(pk=proposal.workshop_id)
    url = f"/admin/snippets/consultation_blocks/workshop/edit/{workshop.pk}/"
    form = staff.get(url).context["form"]
    fields = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in fields.items() if value is not None} | {
        "name": "Class of Year Six"
    }
    with django_capture_on_commit_callbacks(execute=True):
        assert staff.post(url, data).status_code == 302
    html, _asked = read(client, page)
    assert "Class of Year Six" in html


@pytest.mark.parametrize("first", ["preview", "page"])
def test_a_preview_shows_the_draft_and_is_not_kept(client, campaign, first):
    page, _comment, _proposal = campaign
    words, host = "Words that nobody has published", page.get_site().hostname
    body = page.body.get_prep_value()
    body[0]["value"]["intro"] = f"<p>{words}</p>"
    draft = CampaignPage.objects.get(pk=page.pk)
    draft.body = draft.body.stream_block.to_python(body)

    def preview() -> str:
        return draft.make_preview_request().render().content.decode()

    def public() -> str:
        return client.get(page.url, headers={"host": host}).content.decode()

    for show in [preview, public] if first == "preview" else [public, preview, public]:
        assert (words in show()) == (show is preview)


def test_what_was_read_before_a_change_is_not_kept_after_it(client, campaign, monkeypatch):
    """A publication commits between the reading of the activity and the keeping of its block."""
    page, comment, _proposal = campaign
    render = InteractiveBlock.render

    def change_first(self, value, context=None):
        monkeypatch.setattr(InteractiveBlock, "render", render)
        drop_tags(activity_tag(comment.activity_id))
        return render(self, value, context)

    monkeypatch.setattr(InteractiveBlock, "render", change_first)
    read(client, page)
    assert asks_of(read(client, page)[1], comment.activity_id)
