"""The listing: best on the campaign page, everything on its own, the same number of queries however many there are."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from consultation_blocks.models import Activity, Comment, Proposal
from consultation_blocks.participation import services
from consultation_blocks.participation.services import WorkshopClaim
from consultation_blocks.proposals import listing
from pages.models import CampaignPage
from tests.factories import actor, make_contribution, make_person, set_phase

from .helpers import every_kind, key_of, proposals_activity

pytestmark = pytest.mark.django_db

REFERENCE = re.compile(r'data-contribution="(\w+)"')


@pytest.fixture
def activity():
    return proposals_activity(*every_kind())


def references(response) -> list[str]:
    return REFERENCE.findall(response.content.decode())


def many(activity: Activity, number: int, **fields) -> list[Proposal]:
    """Published proposals in one statement, with the scores that votes would have given."""
    now = timezone.now()
    rows = [
        Proposal(
            kind="proposal",
            activity=activity,
            status="published",
            title=f"Proposal {i}",
            text="A text.",
            author_name="Awa",
            published_at=now - timezone.timedelta(minutes=i // 3),
            score=(i % 7) / 10,
            up_count=i % 7,
            **fields,
        )
        for i in range(number)
    ]
    return Proposal.objects.bulk_create(rows)


def campaign_url(activity: Activity) -> str:
    return CampaignPage.objects.get(translation_key=activity.campaign.key).url


@pytest.mark.point("P6", "X9")
def test_only_what_is_published_is_listed_and_counted(client, activity):
    shown = make_contribution(activity, "published")
    for status in ("draft", "unconfirmed", "pending", "rejected", "hidden", "withdrawn"):
        make_contribution(activity, status, title="CANARY", text="CANARY")
    for url in (activity.get_absolute_url(), campaign_url(activity)):
        assert "CANARY" not in client.get(url).content.decode()
    assert references(client.get(activity.get_absolute_url() + "?q=CANARY")) == []
    response = client.get(activity.get_absolute_url())
    assert references(response) == [shown.reference]


@pytest.mark.point("P6")
def test_the_campaign_page_shows_the_six_most_supported_and_leads_to_the_rest(client, activity):
    rows = many(activity, 10)
    response = client.get(campaign_url(activity))
    html = response.content.decode()
    best = sorted(rows, key=lambda row: (-row.score, -row.pk))[:6]
    assert references(response) == [row.reference for row in best]
    assert activity.get_absolute_url() in html
    assert f'data-block="proposals" data-activity="{activity.pk}"' in html


@pytest.mark.point("P6")
@pytest.mark.parametrize("url", ["own", "campaign"])
def test_an_empty_listing_invites_to_write_the_first(client, activity, url):
    address = activity.get_absolute_url() if url == "own" else campaign_url(activity)
    html = client.get(address).content.decode()
    assert 'class="empty"' in html
    assert activity.contribute_url in html


@pytest.mark.point("X4")
@pytest.mark.parametrize("phase", ["before", "after"])
def test_a_closed_listing_stays_readable_and_offers_no_form(client, activity, phase):
    shown = make_contribution(activity, "published")
    set_phase(activity, phase)
    for url in (activity.get_absolute_url(), campaign_url(activity)):
        response = client.get(url)
        assert references(response) == [shown.reference]
        assert activity.contribute_url not in response.content.decode()
        assert "data-value=" not in response.content.decode()


@pytest.mark.point("P6")
@pytest.mark.parametrize("sort", list(listing.SORTS))
def test_paging_shows_every_proposal_once_in_order(client, activity, sort):
    rows = many(activity, listing.PAGE * 2 + 5)
    url, seen = f"{activity.get_absolute_url()}?sort={sort}", []
    for _page in range(10):
        response = client.get(url)
        assert response.status_code == 200
        seen += references(response)
        more = re.search(r'href="([^"]+)" rel="next"', response.content.decode())
        if not more:
            break
        url = more[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == len(rows)
    keys = {
        "supported": lambda row: (-row.score, -row.pk),
        "newest": lambda row: (-row.published_at.timestamp(), -row.pk),
        "oldest": lambda row: (row.published_at.timestamp(), row.pk),
    }
    assert seen == [row.reference for row in sorted(rows, key=keys[sort])]


@pytest.mark.point("P6")
def test_what_is_published_while_one_reads_on_neither_repeats_nor_hides_anything(client, activity):
    many(activity, listing.PAGE + 3)
    first = client.get(activity.get_absolute_url() + "?sort=newest")
    new = make_contribution(activity, "published")
    following = re.search(r'href="([^"]+)" rel="next"', first.content.decode())[1].replace("&amp;", "&")
    second = client.get(following)
    assert not set(references(first)) & set(references(second))
    assert len(references(first)) + len(references(second)) == listing.PAGE + 3
    assert new.reference not in references(second)


@pytest.mark.point("P6")
def test_every_word_searched_for_must_be_there(client, activity):
    hall = make_contribution(activity, "published", title="A covered hall", text="Dry in winter")
    make_contribution(activity, "published", title="A hall of mirrors", text="In summer")
    assert references(client.get(activity.get_absolute_url() + "?q=hall+winter")) == [hall.reference]
    assert references(client.get(activity.get_absolute_url() + f"?q={hall.reference.lower()}")) == [
        hall.reference
    ]
    assert references(client.get(activity.get_absolute_url() + "?q=%25")) == []


@pytest.mark.point("X8", "P1")
def test_the_search_never_looks_into_answers(client, activity):
    make_contribution(
        activity,
        "published",
        answers=[{"field": "x", "label": "Phone", "type": "text", "value": "0612345678", "private": True}],
        hold_reason="0612345678",
    )
    assert references(client.get(activity.get_absolute_url() + "?q=0612345678")) == []


@pytest.mark.point("P6")
def test_a_category_narrows_the_list_and_can_be_removed(client, activity):
    key = key_of(activity, "Theme", "Nature")
    green = make_contribution(activity, "published", category=key)
    make_contribution(activity, "published", category=key_of(activity, "Theme", "Streets"))
    response = client.get(f"{activity.get_absolute_url()}?category={key}&q=&sort=newest")
    assert references(response) == [green.reference]
    assert response.context["chips"] == [
        {"label": "Nature", "url": f"{activity.get_absolute_url()}?sort=newest"}
    ]


@pytest.mark.point("P6")
@pytest.mark.parametrize(
    "query",
    [
        "foo=1",
        "status=pending",
        "author__email=a",
        "sort=author__password",
        "category=zzz",
        "cursor=zzz",
        "cursor=WzFd",
        "sort=newest&cursor=W251bGwsbnVsbF0",
        "q=%00",
        "page=2",
        "category[]=1",
    ],
)
def test_parameters_that_are_unknown_or_wrong_are_ignored(client, activity, query):
    shown = make_contribution(activity, "published")
    response = client.get(f"{activity.get_absolute_url()}?{query}")
    assert response.status_code == 200
    assert references(response) == [shown.reference]


def test_the_search_is_kept_when_the_order_changes(client, activity):
    make_contribution(activity, "published", title="A covered hall")
    html = client.get(activity.get_absolute_url() + "?q=hall").content.decode()
    assert "?q=hall&amp;sort=newest" in html
    assert references(client.get(activity.get_absolute_url() + "?q=hall&sort=newest"))


def test_nothing_found_offers_the_way_back(client, activity):
    make_contribution(activity, "published")
    html = client.get(activity.get_absolute_url() + "?q=zzz").content.decode()
    assert 'class="empty"' in html
    assert f'href="{activity.get_absolute_url()}"' in html


@pytest.mark.point("P4")
def test_the_most_supported_comes_first(client, activity):
    first, second = (make_contribution(activity, "published", author=make_person()) for _ in range(2))
    for _ in range(2):
        services.cast_vote(first, 1, actor=actor(make_person()))
    services.cast_vote(second, 1, actor=actor(make_person()))
    assert references(client.get(activity.get_absolute_url())) == [first.reference, second.reference]


@pytest.mark.point("P4")
def test_a_proposal_is_supported_and_never_opposed(activity):
    proposal = make_contribution(activity, "published", author=make_person())
    voter = actor(make_person())
    services.cast_vote(proposal, 1, actor=voter)
    with pytest.raises(services.Refused):
        services.cast_vote(proposal, -1, actor=voter)
    proposal.refresh_from_db()
    assert (proposal.up_count, proposal.down_count) == (1, 0)


@pytest.mark.point("CC1", "P7")
def test_a_card_says_how_many_stand_behind_a_proposal(client, activity):
    make_contribution(activity, "published", workshop_claim=WorkshopClaim("Reading circle", 12))
    html = client.get(activity.get_absolute_url()).content.decode()
    assert "Reading circle" in html
    assert re.search(r"\b12\b", html)


def test_comments_on_proposals_are_not_listed_as_proposals(client, activity):
    proposal = make_contribution(activity, "published")
    make_contribution(activity, "published", model=Comment, subject=proposal)
    response = client.get(activity.get_absolute_url())
    assert references(response) == [proposal.reference]
    assert response.context["total"] == 1


@pytest.mark.point("X8", "P6")
@pytest.mark.parametrize("query", ["", "?q=text&sort=newest"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_proposals(
    client, activity, query, django_assert_num_queries, django_assert_max_num_queries
):
    many(activity, listing.PAGE + 1)
    url = activity.get_absolute_url() + query
    for warm in "12":
        client.get(url + ("&" if query else "?") + f"warm={warm}")
    with django_assert_max_num_queries(20) as few:
        client.get(url + ("&" if query else "?") + "few=1")
    many(activity, 1000)
    with django_assert_num_queries(len(few)):
        assert len(references(client.get(url + ("&" if query else "?") + "many=1"))) == listing.PAGE


@pytest.mark.point("P6")
def test_reading_needs_no_cookie_and_may_be_kept(client, activity):
    make_contribution(activity, "published")
    for url in (
        activity.get_absolute_url(),
        reverse("proposal_detail", args=[Proposal.objects.get().reference]),
    ):
        response = client.get(url)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "csrfmiddlewaretoken" not in response.content.decode()
        assert "public" in response["Cache-Control"]


def test_a_kept_listing_changes_when_a_proposal_is_published(
    client, activity, django_capture_on_commit_callbacks
):
    assert references(client.get(activity.get_absolute_url())) == []
    with django_capture_on_commit_callbacks(execute=True):
        proposal = make_contribution(activity, "published")
    assert references(client.get(activity.get_absolute_url())) == [proposal.reference]
