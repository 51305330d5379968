"""The campaign page: what is asked, until when, what one can do, what will come of it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pages.campaigns import campaign_context
from pages.models import CampaignPage
from tests.factories import block, make_campaign_page, make_contribution

pytestmark = pytest.mark.django_db


def day(offset: int):
    return timezone.localdate() + timedelta(days=offset)


def html_of(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.point("C1")
def test_it_says_the_question_who_decides_how_and_what_feedback_is_due(client):
    page = make_campaign_page(
        title="The market square",
        question="What should become of the market square?",
        lede="Trees, benches, terraces.",
        decision_maker="The city council",
        criteria="<p>Cost and number of people.</p>",
        feedback="An answer to each proposal",
        feedback_on=day(90),
        kind=CampaignPage.Kind.DECISIVE,
        ends_on=day(3),
    )
    html = html_of(client, page)
    for text in (
        "What should become of the market square?",
        "Trees, benches, terraces.",
        "The city council",
        "Cost and number of people.",
        "An answer to each proposal",
        f'datetime="{day(90):%Y-%m-%d}"',
        str(page.get_kind_display()),
    ):
        assert text in html
    assert html.count("<h1") == 1


@pytest.mark.point("C1")
def test_blocks_stand_in_the_editor_s_order_and_the_page_menu_leads_to_each(client):
    page = make_campaign_page(block("timeline", title="First"), block("debate", title="Second"))
    html = html_of(client, page)
    sections = campaign_context(page)["sections"]
    assert [section.title for section in sections] == ["First", "Second"]
    assert html.index(f'id="{sections[0].anchor}"') < html.index(f'id="{sections[1].anchor}"')
    for section in sections:
        assert f'href="#{section.anchor}"' in html


@pytest.mark.point("C2")
def test_the_current_phase_is_told_to_everybody(client):
    page = make_campaign_page(publish=False)
    page.phases = page.phases.stream_block.to_python(
        [
            {
                "type": "phase",
                "value": {
                    "kind": "inform",
                    "title": "Learn",
                    "starts_on": str(day(-9)),
                    "ends_on": str(day(-2)),
                },
            },
            {
                "type": "phase",
                "value": {
                    "kind": "contribute",
                    "title": "Speak",
                    "starts_on": str(day(-1)),
                    "ends_on": str(day(9)),
                },
            },
            {"type": "phase", "value": {"kind": "decide", "title": "Decide", "starts_on": str(day(10))}},
        ]
    )
    page.save_revision(clean=False).publish()
    html = html_of(client, CampaignPage.objects.get(pk=page.pk))
    assert html.count('aria-current="step"') == 1
    assert (
        html.index("Learn") < html.index('aria-current="step"') < html.index("Speak") < html.index("Decide")
    )


@pytest.mark.point("C3")
def test_the_figures_are_those_of_the_database(client):
    page = make_campaign_page(block("debate"), starts_on=day(-1))
    activity = campaign_context(page)["campaign"].activities.get()
    for _ in range(3):
        make_contribution(activity)
    make_contribution(activity, status="pending")
    assert "<strong>3</strong>" in html_of(client, page)


def test_the_main_action_is_the_first_block_where_one_can_take_part(client):
    closed = str(timezone.now() - timedelta(days=1))
    page = make_campaign_page(
        block("timeline", title="Story"),
        block("debate", title="Over", closes_at=closed),
        block("proposals", title="Ideas"),
    )
    main = campaign_context(page)["main_section"]
    assert main.title == "Ideas"
    assert f'button--large" href="#{main.anchor}"' in html_of(client, page)


def test_a_reader_without_account_gets_no_cookie_and_no_token(client):
    page = make_campaign_page(block("debate"), block("proposals"), block("timeline"))
    response = client.get(page.url)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "csrf" not in response.content.decode().lower()


def test_the_page_costs_the_same_with_many_contributions(client, settings):
    settings.PUBLIC_PAGE_CACHE_SECONDS = 0
    page = make_campaign_page(block("debate"), block("proposals"), starts_on=day(-1))
    activities = list(campaign_context(page)["campaign"].activities.all())
    for activity in activities:
        for _ in range(8):
            make_contribution(activity)
    client.get(page.url)  # the city's settings are made
    client.get(page.url)  # and kept
    with CaptureQueriesContext(connection) as few:
        client.get(page.url)
    for activity in activities:
        for _ in range(30):
            make_contribution(activity)
    with CaptureQueriesContext(connection) as many:
        client.get(page.url)
    assert len(many) == len(few)
    assert len(many) <= 20


@pytest.mark.point("E2")
@pytest.mark.parametrize(("ends_on", "is_valid"), [("2026-10-31", False), ("2026-11-01", True), (None, True)])
def test_a_campaign_cannot_end_before_it_begins(ends_on, is_valid):
    page = make_campaign_page(publish=False)
    page.starts_on, page.ends_on = date(2026, 11, 1), ends_on and date.fromisoformat(ends_on)
    if is_valid:
        page.full_clean()
        return
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert set(refusal.value.error_dict) == {"ends_on"}
