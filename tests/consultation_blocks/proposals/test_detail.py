"""The page of a proposal: what everybody reads, and what nobody must."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation_blocks.models import Comment
from consultation_blocks.participation.services import WorkshopClaim
from pages.models import CampaignPage
from tests.factories import make_contribution, make_moderator, make_person, make_superuser, set_phase

from .helpers import every_kind, key_of, name_of, photo, proposals_activity, question, send, start

pytestmark = pytest.mark.django_db

PAYLOAD = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}</script>"


@pytest.fixture
def activity():
    return proposals_activity(*every_kind(), moderation="after")


def page_of(client, proposal) -> str:
    response = client.get(reverse("proposal_detail", args=[proposal.reference]))
    assert response.status_code == 200
    return response.content.decode()


def published(client, activity, **values):
    client.force_login(make_person("Awa"))
    draft = start(client, activity, **values)
    send(client, draft)
    client.logout()
    draft.refresh_from_db()
    assert draft.status == "published"
    return draft


@pytest.mark.point("P1", "X6")
def test_answers_stand_in_the_forms_order_with_their_questions(client, activity):
    proposal = published(
        client,
        activity,
        **{
            name_of(activity, "Theme"): key_of(activity, "Theme", "Nature"),
            name_of(activity, "Who else?"): "The school",
            name_of(activity, "How large?"): key_of(activity, "How large?", "The city"),
            name_of(activity, "When?"): [key_of(activity, "When?", "Noon")],
            name_of(activity, "By when?"): "2026-05-12",
            name_of(activity, "Cost"): "900",
            name_of(activity, "Where?"): "Place du Marché",
            name_of(activity, "Where?", "latitude"): "48.8924",
            name_of(activity, "Where?", "longitude"): "2.2069",
            name_of(activity, "Photo"): photo(),
            name_of(activity, "Photo", "caption"): "The square in the rain",
            name_of(activity, "Link"): "https://example.org/hall",
        },
    )
    html = page_of(client, proposal)
    body = html[html.index("<article") :]
    text = BeautifulSoup(body, "html.parser").get_text()
    shown = [
        "The school",
        "The city",
        "Noon",
        "12 mai 2026",
        "900",
        "Place du Marché",
        "The square in the rain",
    ]
    assert [text.index(value) for value in shown] == sorted(text.index(value) for value in shown)
    assert "Nature" in text
    assert "mlat=48.8924" in body
    assert 'alt="The square in the rain"' in body
    assert re.search(r'<a href="https://example.org/hall" rel="nofollow ugc noopener">', body)
    assert proposal.reference in body


@pytest.mark.point("X8", "P1")
def test_private_answers_are_in_no_public_page(client, django_capture_on_commit_callbacks):
    activity = proposals_activity(
        question("text", "Phone", private=True),
        question("place", "Home", private=True),
        question("long_text", "Later private"),
        question("place", "Later private place"),
        question("image", "Later private photo"),
        moderation="after",
    )
    proposal = published(
        client,
        activity,
        **{
            name_of(activity, "Phone"): "CANARY-phone",
            name_of(activity, "Home"): "CANARY-street",
            name_of(activity, "Later private"): "CANARY-later",
            name_of(activity, "Later private place"): "CANARY-place",
            name_of(activity, "Later private place", "latitude"): "48.123456",
            name_of(activity, "Later private place", "longitude"): "2.123456",
            name_of(activity, "Later private photo"): photo(),
            name_of(activity, "Later private photo", "caption"): "CANARY-caption",
        },
    )
    assert "CANARY-later" in page_of(client, proposal)
    # The editor makes questions private after they were answered.
    page = CampaignPage.objects.get(translation_key=activity.campaign.key)
    for child in page.body[0].value["fields"]:
        child.value["private"] = True
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision(clean=False).publish()
    api = f"/api/v1/activities/{activity.pk}/contributions/"
    for url in (reverse("proposal_detail", args=[proposal.reference]), activity.get_absolute_url(), api):
        response = client.get(url)
        assert "CANARY" not in response.content.decode(), url
        assert "48.123456" not in response.content.decode(), url
    assert "Phone" not in page_of(client, proposal)
    assert client.get(proposal.attachments.get().get_absolute_url()).status_code == 404
    proposal.refresh_from_db()
    assert len(proposal.answers) == 5


@pytest.mark.point("X9")
@pytest.mark.parametrize("status", ["draft", "unconfirmed", "pending", "rejected", "hidden", "withdrawn"])
@pytest.mark.parametrize("who", ["anonymous", "author", "moderator", "superuser"])
def test_what_is_not_published_has_no_page_for_anybody(client, activity, status, who):
    author = make_person()
    proposal = make_contribution(activity, status, author=author)
    people = {
        "author": lambda: author,
        "moderator": lambda: make_moderator(activity.campaign),
        "superuser": make_superuser,
    }
    if who in people:
        client.force_login(people[who]())
    assert client.get(reverse("proposal_detail", args=[proposal.reference])).status_code == 404


@pytest.mark.point("X9")
@pytest.mark.parametrize("field", ["is_live", "is_restricted"])
def test_a_proposal_of_a_campaign_that_is_not_readable_has_no_page(client, activity, field):
    proposal = make_contribution(activity, "published")
    setattr(activity.campaign, field, field == "is_restricted")
    activity.campaign.save()
    assert client.get(reverse("proposal_detail", args=[proposal.reference])).status_code == 404


@pytest.mark.point("X4", "X10")
@pytest.mark.parametrize("phase", ["before", "after", "archived"])
def test_a_proposal_stays_readable_but_takes_no_support_when_it_is_closed(client, activity, phase):
    proposal = make_contribution(activity, "published")
    set_phase(activity, phase)
    html = page_of(client, proposal)
    assert proposal.title in html
    assert "data-value=" not in html


def test_a_comment_has_no_page_here(client, activity):
    comment = make_contribution(
        activity, "published", model=Comment, subject=make_contribution(activity, "published")
    )
    assert client.get(reverse("proposal_detail", args=[comment.reference])).status_code == 404


@pytest.mark.point("P4")
def test_published_comments_stand_below_and_others_do_not(client, activity):
    proposal = make_contribution(activity, "published")
    make_contribution(activity, "published", model=Comment, subject=proposal, text="Well said")
    make_contribution(activity, "pending", model=Comment, subject=proposal, text="CANARY")
    html = page_of(client, proposal)
    assert "Well said" in html
    assert "CANARY" not in html
    assert f"about={proposal.reference}" in html


@pytest.mark.point("P4")
def test_support_counts_and_the_way_to_support_are_shown(client, activity):
    proposal = make_contribution(activity, "published")
    html = page_of(client, proposal)
    assert f'data-vote="{proposal.reference}"' in html
    assert reverse("vote", args=[proposal.reference]) in html
    assert 'data-value="-1"' not in html


@pytest.mark.point("P7", "CC1")
def test_the_group_behind_a_proposal_is_shown_with_its_number_and_who_wrote(client, activity):
    proposal = make_contribution(
        activity, "published", author_name="Awa", workshop_claim=WorkshopClaim("Reading circle", 12)
    )
    html = page_of(client, proposal)
    assert all(part in html for part in ("Reading circle", "12", "Awa"))


def test_words_of_people_are_text_everywhere(client):
    activity = proposals_activity(
        question("text", "Text"),
        question("long_text", "Long"),
        question("image", "Photo"),
        moderation="after",
    )
    client.force_login(make_person())
    draft = start(
        client,
        activity,
        title=PAYLOAD[:150],
        text=PAYLOAD,
        author_name=PAYLOAD[:80],
        is_collective="on",
        workshop_name=PAYLOAD,
        workshop_headcount="3",
        **{
            name_of(activity, "Text"): PAYLOAD,
            name_of(activity, "Long"): PAYLOAD,
            name_of(activity, "Photo"): photo(),
            name_of(activity, "Photo", "caption"): PAYLOAD,
        },
    )
    pages = [
        reverse("proposal_preview", args=[draft.reference]),
        reverse("proposal_edit", args=[draft.reference]),
    ]
    documents = [client.get(url).content.decode() for url in pages]
    send(client, draft)
    for url in (
        reverse("proposal_detail", args=[draft.reference]),
        activity.get_absolute_url() + "?q=%3Cscript%3Ealert",
    ):
        documents.append(client.get(url).content.decode())
    for html in documents:
        assert "alert(1)" in html
        assert "<script>alert" not in html
        assert "<img src=x" not in html


@pytest.mark.point("E4")
def test_search_engines_and_networks_are_told_what_it_is(client, activity):
    proposal = make_contribution(activity, "published", title='Hall </script> & "market"', text="Dry feet.")
    html = page_of(client, proposal)
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])
    assert data["headline"] == 'Hall </script> & "market"'
    assert data["identifier"] == proposal.reference
    assert data["url"].endswith(reverse("proposal_detail", args=[proposal.reference]))
    assert 'property="og:title" content="Hall &lt;/script&gt; &amp; &quot;market&quot;"' in html
    assert 'name="description" content="Dry feet."' in html


@pytest.mark.point("X6")
def test_the_permanent_address_leads_to_the_page_whatever_the_case(client, activity):
    proposal = make_contribution(activity, "published")
    response = client.get(reverse("contribution", args=[proposal.reference.lower()]), follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == reverse("proposal_detail", args=[proposal.reference])


def test_the_number_of_queries_does_not_depend_on_comments_and_answers(
    client, activity, django_assert_num_queries
):
    proposal = make_contribution(activity, "published")
    page_of(client, make_contribution(activity, "published"))
    for _ in range(3):
        make_contribution(activity, "published", model=Comment, subject=proposal)
    url = reverse("proposal_detail", args=[proposal.reference])
    client.get(url + "?warm")
    with CaptureQueriesContext(connection) as few:
        client.get(url + "?few")
    for _ in range(30):
        make_contribution(activity, "published", model=Comment, subject=proposal)
    with django_assert_num_queries(len(few)):
        client.get(url + "?many")
    assert len(few) <= 20


def test_an_answer_to_a_question_that_is_gone_keeps_its_own_words(client, activity):
    proposal = make_contribution(
        activity,
        "published",
        answers=[
            {
                "field": "gone",
                "label": "Asked before",
                "type": "choice",
                "value": "The old way",
                "keys": ["x"],
                "private": False,
            }
        ],
    )
    html = page_of(client, proposal)
    assert "Asked before" in html
    assert "The old way" in html
