"""The debate as it is read: on the campaign's page, on its own, and one comment by itself."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultation_blocks.models import Activity, Comment
from consultation_blocks.participation import counters, services
from consultation_blocks.participation.services import WorkshopClaim
from pages.models import CampaignPage
from site_core.cache import campaign_tag, drop_tags
from tests.consultation_blocks.debate.test_threads import many
from tests.factories import (
    block,
    make_activity,
    make_campaign_page,
    make_contribution,
    make_moderator,
    set_phase,
)

pytestmark = pytest.mark.django_db
CANARY = "canary4711"
CLAUSES = [
    {"type": "item", "id": "c-one", "value": {"heading": "", "text": "<p>Twelve benches in the shade</p>"}},
    {"type": "item", "id": "c-two", "value": {"heading": "Opening", "text": "<p>From May on</p>"}},
]


def text_of(client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture
def page():
    return make_campaign_page(
        block(
            "debate",
            title="The square",
            question="Cars or people?",
            clauses=CLAUSES,
            author="The council",
            source="A study",
        )
    )


@pytest.fixture
def square(page):
    return Activity.objects.select_related("campaign").get(campaign__key=page.translation_key)


@pytest.mark.point("D1")
def test_the_own_page_has_question_text_author_and_source(client, square):
    shown = text_of(client, square.get_absolute_url())
    for part in ("The square", "Cars or people?", "Twelve benches in the shade", "The council", "A study"):
        assert part in shown
    assert f'data-block="debate" data-activity="{square.pk}"' in shown
    assert 'id="clause-c-one"' in shown


@pytest.mark.point("D1")
def test_publishing_writes_the_clauses_and_their_names_into_the_activity(square):
    assert [item["id"] for item in square.options["clauses"]] == ["c-one", "c-two"]
    assert square.options["clauses"][1]["label"] == "Opening"
    assert "Twelve benches" in square.options["clauses"][0]["label"]


@pytest.mark.point("D2")
def test_a_clause_inserted_above_leaves_comments_on_their_own_clause(page, square):
    comment = make_contribution(square, clause="c-one")
    raw = page.body.get_prep_value()
    above = {"type": "item", "id": "c-zero", "value": {"heading": "First", "text": "<p>Foreword</p>"}}
    raw[0]["value"]["clauses"].insert(0, above)
    page.body = page.body.stream_block.to_python(raw)
    page.save_revision(clean=False).publish()
    square.refresh_from_db()
    comment.refresh_from_db()
    ids = {item["id"]: item["label"] for item in square.options["clauses"]}
    assert list(ids) == ["c-zero", "c-one", "c-two"]
    assert "Twelve benches" in ids[comment.clause]


def test_the_campaign_page_shows_the_best_and_leads_to_the_rest_and_to_the_form(client, page, square):
    comments = [make_contribution(square, text=f"Word {number}") for number in range(5)]
    counters.count_vote(comments[0], 9, 0)
    shown = text_of(client, page.url)
    assert "Word 0" in shown
    assert shown.count("data-contribution=") == 3
    assert reverse("debate_comment", args=[square.pk]) in shown
    assert square.get_absolute_url() in shown


@pytest.mark.point("D3")
def test_a_comment_says_its_stance_in_words_and_that_it_was_edited(client, debate):
    comment = make_contribution(debate, stance="against")
    Comment.objects.filter(pk=comment.pk).update(edited_at=comment.published_at)
    shown = text_of(client, f"/en{debate.get_absolute_url()[3:]}")
    assert "stance--against" in shown
    assert "Against" in shown
    assert "edited" in shown


def test_a_workshops_comment_says_how_many_stand_behind_it(client, debate):
    make_contribution(debate, workshop_claim=WorkshopClaim("Gardeners of the hill", 23))
    shown = text_of(client, debate.get_absolute_url())
    assert "Gardeners of the hill" in shown
    assert "23 participants" in shown


@pytest.mark.point("D6", "X1")
def test_sorts_filters_and_following_pages_are_plain_links(client, square):
    make_contribution(square, stance="for")
    last = make_contribution(square, stance="against", text="The very last")
    many(square, 30)
    counters.count_vote(last, 0, 9)
    shown = text_of(client, square.get_absolute_url())
    assert "The very last" not in shown
    assert "sort=newest" in shown and "stance=against" in shown
    filtered = text_of(client, f"{square.get_absolute_url()}?stance=against")
    assert filtered.count("data-contribution=") == 1
    assert "The very last" in filtered
    following = re.search(r'href="([^"]*after=[^"]*)#discussion"', shown)
    second = text_of(client, following[1].replace("&amp;", "&"))
    assert second.count("data-contribution=") == 12
    assert "The very last" in second


@pytest.mark.parametrize(
    "query", ["sort=text", "stance=nobody", "clause=x", "after=%00", "author__email=a", "after=WzFd"]
)
def test_unknown_parameters_are_ignored(client, debate, query):
    comment = make_contribution(debate)
    assert comment.reference in text_of(client, f"{debate.get_absolute_url()}?{query}")


@pytest.mark.point("X4")
@pytest.mark.parametrize("phase", ["before", "after"])
def test_a_closed_debate_says_so_and_offers_no_form_but_stays_readable(client, debate, phase):
    comment = make_contribution(debate)
    set_phase(debate, phase)
    shown = text_of(client, debate.get_absolute_url())
    assert comment.text in shown
    assert reverse("debate_comment", args=[debate.pk]) not in shown


@pytest.mark.point("D3", "X6")
def test_a_comments_permanent_link_shows_it_in_its_thread_and_marks_it(client, debate, answer):
    root = make_contribution(debate)
    reply = answer(root)
    make_contribution(debate, text="Another thread")
    shown = text_of(client, reverse("comment_detail", args=[reply.reference]))
    assert f'id="c-{root.reference}"' in shown
    marked = re.findall(r'comment--target" id="c-(\w+)"', shown)
    assert marked == [reply.reference]
    assert "Another thread" not in shown
    response = client.get(reverse("contribution", args=[reply.reference]))
    assert response.url == reverse("comment_detail", args=[reply.reference])


@pytest.mark.parametrize("status", ["draft", "unconfirmed", "pending", "rejected", "hidden", "withdrawn"])
def test_a_comment_that_is_not_public_has_no_page(client, debate, status):
    comment = make_contribution(debate, status)
    client.force_login(make_moderator(debate.campaign))
    for name in ("comment_detail", "comment_replies"):
        assert client.get(reverse(name, args=[comment.reference])).status_code == 404


def test_a_comment_on_a_proposal_that_was_taken_down_has_no_page(client, db):
    proposals = make_activity("proposals")
    proposal = make_contribution(proposals)
    comment = make_contribution(proposals, model=Comment, subject=proposal)
    url = reverse("comment_detail", args=[comment.reference])
    assert client.get(url).status_code == 200
    services.transition(proposal, "hide")
    assert client.get(url).status_code == 404


@pytest.mark.point("X9")
def test_what_is_not_published_is_nowhere(client, page, square, answer):
    public = make_contribution(square)
    for status in ("draft", "unconfirmed", "pending", "rejected", "hidden", "withdrawn"):
        hidden = make_contribution(
            square, status, text=f"{CANARY} text", author_name=f"{CANARY} name", stance="for"
        )
        gone = answer(public, status, text=f"{CANARY} answer", author_name=f"{CANARY} name")
        answer(hidden)
        answer(gone)
    assert Comment.objects.filter(text__contains=CANARY).count() == 12
    urls = [
        page.url,
        square.get_absolute_url(),
        f"{square.get_absolute_url()}?sort=newest&stance=for",
        reverse("debate_threads", args=[square.pk]),
        *(reverse("comment_detail", args=[c.reference]) for c in Comment.objects.public()),
        *(reverse("comment_replies", args=[c.reference]) for c in Comment.objects.public()),
        reverse("debate_comment", args=[square.pk]),
        *(
            f"{reverse('debate_comment', args=[square.pk])}?reply={c.reference}"
            for c in Comment.objects.public()
        ),
    ]
    references = Comment.objects.exclude(status="published").values_list("reference", flat=True)
    for url in urls:
        shown = text_of(client, url)
        assert CANARY not in shown
        assert not [reference for reference in references if reference in shown]


PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b>"


def test_names_and_texts_are_shown_and_never_run(client, square, answer):
    comment = make_contribution(
        square, text=PAYLOAD, author_name=PAYLOAD[:80], workshop_claim=WorkshopClaim(PAYLOAD[:60], 3)
    )
    reply = answer(comment, text=PAYLOAD, author_name=PAYLOAD[:80])
    answer(answer(answer(reply)), text=PAYLOAD, author_name=PAYLOAD[:80])
    form = f"{reverse('debate_comment', args=[square.pk])}?reply={comment.reference}"
    for url in (square.get_absolute_url(), reverse("comment_detail", args=[reply.reference]), form):
        shown = text_of(client, url)
        assert "&lt;script&gt;alert(1)" in shown
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


@pytest.mark.point("D10")
def test_the_pages_cost_the_same_with_10_and_with_1000_comments(
    client, page, square, django_assert_max_num_queries
):
    root = make_contribution(square)
    counters.count_vote(root, 99, 0)
    many(square, 9)
    many(square, 9, parent=root)
    urls = {
        "own page": (square.get_absolute_url(), 12),
        "campaign page": (page.url, 20),
        "threads": (reverse("debate_threads", args=[square.pk]), 8),
        "comment": (reverse("comment_detail", args=[root.reference]), 12),
        "replies": (reverse("comment_replies", args=[root.reference]), 8),
    }

    def measure():
        for url, _most in urls.values():
            client.get(url)  # the menus and the city's settings, which no comment changes
        numbers = {}
        for name, (url, most) in urls.items():
            drop_tags(campaign_tag(square.campaign_id))
            with django_assert_max_num_queries(most), CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            numbers[name] = len(queries)
        return numbers

    with_ten = measure()
    many(square, 1000)
    many(square, 1000, parent=root)
    assert measure() == with_ten


@pytest.mark.parametrize("name", ["activity", "debate_threads", "comment_detail", "comment_replies"])
def test_reading_pages_set_no_cookie_and_do_not_vary_by_one(client, debate, name):
    comment = make_contribution(debate)
    argument = comment.reference if name.startswith("comment") else debate.pk
    response = client.get(reverse(name, args=[argument]))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response.cache_tags
    assert b"csrfmiddlewaretoken" not in response.content


def test_threads_about_a_contribution_are_asked_for_by_its_reference_and_only_while_it_is_public(client, db):
    proposals = make_activity("proposals")
    proposal = make_contribution(proposals)
    comment = make_contribution(proposals, model=Comment, subject=proposal)
    url = f"{reverse('debate_threads', args=[proposals.pk])}?about={proposal.reference}"
    assert comment.text in text_of(client, url)
    assert client.get(reverse("debate_threads", args=[proposals.pk])).status_code == 404
    services.transition(proposal, "hide")
    assert client.get(url).status_code == 404


def test_the_block_picker_shows_a_sample_without_any_activity(rf, db):
    definition = CampaignPage._meta.get_field("body").stream_block.child_blocks["debate"]
    value = definition.get_preview_value()
    context = definition.get_preview_context(value, {"request": rf.get("/")})
    shown = definition.render(value, context=context)
    assert shown.count("data-contribution=") == 3
    assert "stance--for" in shown
    assert definition.is_previewable
