"""The list of campaigns and its filters."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from pages.campaign_index import index_context, status_of
from pages.models import CampaignIndexPage
from tests.factories import make_campaign_page

pytestmark = pytest.mark.django_db


def day(offset: int):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def campaigns():
    market = make_campaign_page(title="Market", starts_on=day(-5), ends_on=day(5), district="Centre")
    fibre = make_campaign_page(title="Fibre", district="Nord")
    budget = make_campaign_page(title="Budget", starts_on=day(1), ends_on=day(9), district="Centre")
    assises = make_campaign_page(title="Assises", starts_on=day(-90), ends_on=day(-1))
    market.tags.add("Climate")
    market.save_revision().publish()
    return [market, fibre, budget, assises]


def listed(query: str = "") -> list[str]:
    context = index_context(CampaignIndexPage.objects.get(), QueryDict(query), "/fr/campagnes/")
    return [card.page.title for card in context["cards"]]


@pytest.mark.point("C4")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Market", "Fibre", "Budget", "Assises"}),
        ("status=open", {"Market", "Fibre"}),
        ("status=upcoming", {"Budget"}),
        ("status=closed", {"Assises"}),
        ("district=Centre", {"Market", "Budget"}),
        ("theme=climate", {"Market"}),
        ("district=Centre&status=open", {"Market"}),
        ("district=Nord&status=closed", set()),
    ],
)
def test_campaigns_are_filtered_by_status_district_and_theme(campaigns, query, titles):
    assert set(listed(query)) == titles


@pytest.mark.parametrize(
    "query", ["status=nonsense", "district=Nowhere", "theme=none", "page=-3", "page=x", "other=1"]
)
def test_unknown_filters_are_ignored(campaigns, query):
    assert len(listed(query)) == 4


def test_what_can_be_taken_part_in_comes_first(campaigns):
    titles = listed()
    assert set(titles[:2]) == {"Market", "Fibre"}
    assert titles[2:] == ["Budget", "Assises"]


@pytest.mark.parametrize(
    ("starts", "ends", "status"),
    [
        (0, 0, "open"),
        (1, 3, "upcoming"),
        (-3, -1, "closed"),
        (None, None, "open"),
        (None, 0, "open"),
        (-1, None, "open"),
    ],
)
def test_a_card_and_the_filter_agree_on_the_status(starts, ends, status):
    starts_on, ends_on = (None if offset is None else day(offset) for offset in (starts, ends))
    page = make_campaign_page(title="One", starts_on=starts_on, ends_on=ends_on)
    assert status_of(page) == status
    assert listed(f"status={status}") == ["One"]


@pytest.mark.point("C4")
def test_each_active_filter_can_be_taken_off_by_itself(campaigns, client):
    path = CampaignIndexPage.objects.get().url
    response = client.get(f"{path}?status=open&district=Centre")
    chosen = [item.url for item in response.context["active_filters"]]
    assert chosen == [f"{path}?district=Centre", f"{path}?status=open"]
    assert response.context["reset_url"] == path
    for url in chosen:
        assert f'class="chip chip--on" href="{url}"' in response.content.decode()


def test_a_list_without_match_says_so_and_leads_back(campaigns, client):
    path = CampaignIndexPage.objects.get().url
    html = client.get(f"{path}?district=Nord&status=closed").content.decode()
    assert 'class="empty"' in html
    assert f'class="button button--primary" href="{path}"' in html


def test_a_private_campaign_is_not_listed(campaigns):
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=campaigns[0], restriction_type=PageViewRestriction.LOGIN)
    assert "Market" not in listed()


def test_the_list_costs_the_same_with_many_campaigns(campaigns, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        listed()
    for number in range(8):
        make_campaign_page(title=f"More {number}", starts_on=day(-1), district=f"District {number}")
    with django_assert_num_queries(len(few)):
        assert len(listed()) == 12


def test_the_second_page_keeps_the_filters(campaigns):
    for number in range(14):
        make_campaign_page(title=f"More {number}", district="Centre", starts_on=day(-1))
    index_page = CampaignIndexPage.objects.get()
    first = index_context(index_page, QueryDict("district=Centre"), "/fr/campagnes/")
    assert first["next_url"] == "/fr/campagnes/?district=Centre&page=2"
    second = index_context(index_page, QueryDict("district=Centre&page=2"), "/fr/campagnes/")
    assert (len(first["cards"]), len(second["cards"]), second["next_url"]) == (12, 4, "")
