"""The agenda's pages: what is listed, in which order, over how many pages, and what never is."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from consultation_blocks.agenda.listing import Filters
from consultation_blocks.agenda.month import month_of
from consultation_blocks.models import Activity, Event, EventTiming
from consultation_blocks.participation.kinds import Status
from tests.factories import make_event, set_phase

HIDDEN = [status for status in Status if status != Status.PUBLISHED]
HOUR = timedelta(hours=1)


def listed(client, agenda, query=""):
    """References in the order of the list, over all its pages."""
    url, found = agenda.get_absolute_url() + query, []
    while url:
        response = client.get(url)
        assert response.status_code == 200
        context = next(part for part in reversed(list(response.context)) if "dates" in part)
        found += [date.event.reference for date in context["dates"]]
        url = context["next_url"]
    return found


def many(agenda, count, begins, **fields):
    """Events by the hundred, without going through the status machine one by one."""
    first = make_event(agenda, (begins, begins + HOUR), **fields)
    made = [first]
    for number in range(count - 1):
        event = Event(
            activity=agenda,
            title=f"Event {number}",
            text="x",
            status=Status.PUBLISHED,
            published_at=timezone.now(),
        )
        event.first_begins_at, event.last_ends_at = begins, begins + HOUR
        event.save()
        made.append(event)
    EventTiming.objects.bulk_create(
        [EventTiming(event=event, begins_at=begins, ends_at=begins + HOUR) for event in made[1:]]
    )
    return made


@pytest.mark.point("A5")
def test_events_to_come_are_listed_by_their_next_date_and_passed_ones_by_their_last(client, agenda):
    now = timezone.now()

    def at(*days, **fields):
        return make_event(
            agenda, *[(now + timedelta(days=d), now + timedelta(days=d) + HOUR) for d in days], **fields
        )

    late, soon = at(30), at(2)
    series = at(-20, 10, 40)
    is_now = make_event(agenda, (now - HOUR, now + HOUR))
    long_ago, just_over = at(-300), at(-3, -100)
    assert listed(client, agenda) == [event.reference for event in (is_now, soon, series, late)]
    assert listed(client, agenda, "?when=passed") == [event.reference for event in (just_over, long_ago)]
    page = client.get(agenda.get_absolute_url()).content.decode()
    assert page.count(f'id="c-{series.reference}"') == 1


@pytest.mark.point("A5")
@pytest.mark.parametrize("when", ["", "?when=passed"])
def test_paging_loses_and_repeats_nothing_where_all_events_begin_at_the_same_moment(client, agenda, when):
    begins = timezone.now() + timedelta(days=-3 if when else 3)
    references = {event.reference for event in many(agenda, 30, begins)}
    found = listed(client, agenda, when)
    assert len(found) == 30
    assert set(found) == references


def test_events_of_other_agendas_are_not_listed(client, agenda):
    from tests.factories import make_activity

    make_event(make_activity("agenda"), title="Elsewhere")
    assert listed(client, agenda) == []


@pytest.mark.point("A5")
@pytest.mark.parametrize("word", ["river", "RIVER", "walk river", "library", "Gare"])
def test_search_finds_events_by_title_text_place_and_reference(client, agenda, word):
    wanted = make_event(
        agenda,
        title="A walk",
        text="Along the river",
        location_name="Town library",
        address="12 rue de la Gare",
    )
    make_event(agenda, title="Something else", location_name="")
    assert listed(client, agenda, f"?q={word}") == [wanted.reference]
    assert listed(client, agenda, f"?q={wanted.reference.lower()}") == [wanted.reference]


@pytest.mark.parametrize(
    "query",
    [
        "?month=zz",
        "?month=2026-13",
        "?month=0000-01",
        "?month=9999-12&view=month",
        "?view=month&month=2026-02-30",
        "?day=2026-02-30",
        "?day=99999999999999-01-01",
        "?day=%00",
        "?view=nothing&when=never",
        "?cursor=garbage",
        "?cursor=WzEsMl0",
        "?event__author__email=a",
        "?q=%00",
    ],
)
def test_malformed_and_unknown_parameters_are_ignored(client, agenda, query):
    make_event(agenda, title="Seen all the same")
    response = client.get(agenda.get_absolute_url() + query)
    assert response.status_code == 200


def test_an_unknown_parameter_changes_nothing():
    from django.http import QueryDict

    assert Filters.from_query(QueryDict("month=zz&day=x&view=q&when=w&author=1")) == Filters()


@pytest.mark.point("A5")
def test_a_month_holds_what_has_a_part_in_it_and_nothing_else(agenda, paris):
    def titles(month):
        return {
            entry.timing.event.title: day.date.day
            for week in month.weeks
            for day in week
            for entry in day.entries
        }

    for title, begins, ends in [
        ("just before", paris(2030, 4, 30, 22), paris(2030, 5, 1, 0)),
        ("over midnight into", paris(2030, 4, 30, 22), paris(2030, 5, 1, 0, 1)),
        ("first moment", paris(2030, 5, 1, 0), paris(2030, 5, 1, 1)),
        ("last moment", paris(2030, 5, 31, 23, 59), paris(2030, 6, 1, 2)),
        ("just after", paris(2030, 6, 1, 0), paris(2030, 6, 1, 1)),
    ]:
        make_event(agenda, (begins, ends), title=title)
    may = month_of(agenda, paris(2030, 5, 1).date())
    assert titles(may) == {"over midnight into": 1, "first moment": 1, "last moment": 31}
    assert [day.date.day for day in may.weeks[0] if day.is_inside] == [1, 2, 3, 4, 5]
    assert set(titles(month_of(agenda, paris(2030, 6, 1).date()))) == {"last moment", "just after"}
    assert (may.previous, may.following) == (paris(2030, 4, 1).date(), paris(2030, 6, 1).date())


def test_months_before_the_first_and_after_the_last_event_cannot_be_reached(client, agenda, paris):
    make_event(agenda, (paris(2030, 5, 1, 10), paris(2030, 5, 1, 11)))
    assert month_of(agenda, paris(2030, 5, 1).date()).following is None
    this = timezone.localdate().replace(day=1)
    assert month_of(agenda, this).previous is None
    assert month_of(agenda, paris(2030, 6, 1).date()).first == this


@pytest.mark.point("A5")
def test_a_full_day_of_the_month_leads_to_the_list_of_that_day(client, agenda, paris):
    begins = paris(2030, 5, 12, 10)
    events = many(agenda, 9, begins)
    page = client.get(agenda.get_absolute_url() + "?view=month&month=2030-05").content.decode()
    assert page.count("data-contribution=") == 4
    assert "day=2030-05-12" in page
    assert set(listed(client, agenda, "?day=2030-05-12")) == {event.reference for event in events}
    assert listed(client, agenda, "?day=2030-05-13") == []


def test_the_editors_first_view_is_kept_out_of_the_address(client, agenda):
    Activity.objects.filter(pk=agenda.pk).update(options={"proposals": True, "view": "month"})
    page = client.get(agenda.get_absolute_url()).content.decode()
    assert "month__table" in page
    assert f'href="{agenda.get_absolute_url()}?view=list"' in page
    assert "month__table" not in client.get(agenda.get_absolute_url() + "?view=list").content.decode()


@pytest.mark.point("X9")
@pytest.mark.parametrize("status", HIDDEN)
def test_an_event_that_is_not_published_is_nowhere(client, agenda, status):
    event = make_event(
        agenda,
        status=status,
        title="canary",
        text="canary",
        location_name="canary",
        address="canary",
        organiser="canary",
    )
    shown = make_event(agenda, title="Shown")
    base = agenda.get_absolute_url()
    urls = [
        base,
        f"{base}?q=canary",
        f"{base}?view=month",
        f"{base}?when=passed",
        f"{base}?day={timezone.localdate():%Y-%m-%d}",
    ]
    urls += [reverse("agenda_ics", args=[agenda.pk]), agenda.campaign.activities.first().get_absolute_url()]
    urls += [reverse("event_detail", args=[shown.reference])]
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200, url
        text = response.content.decode().replace("q=canary", "").replace('value="canary"', "")
        assert event.reference not in text, url
    for name in ("event_detail", "event_ics"):
        assert client.get(reverse(name, args=[event.reference])).status_code == 404
        assert client.get(reverse(name, args=[shown.reference])).status_code == 200


def test_months_do_not_tell_when_a_hidden_event_takes_place(client, agenda, paris):
    make_event(agenda, (paris(2030, 5, 1, 10), paris(2030, 5, 1, 11)), status=Status.PENDING)
    assert month_of(agenda, None).following is None


@pytest.mark.parametrize(
    "query", ["", "?view=month&month=2030-05", "?when=passed", "?q=Event", "?day=2030-05-12"]
)
def test_the_number_of_queries_is_the_same_with_10_and_1000_events(
    client, agenda, paris, query, django_assert_max_num_queries
):
    many(agenda, 10, paris(2030, 5, 12, 10))
    url = agenda.get_absolute_url() + query
    client.get(url)
    with django_assert_max_num_queries(20) as few:
        client.get(url)
    many(agenda, 990, paris(2030, 5, 12, 10))
    with django_assert_max_num_queries(len(few)):
        client.get(url)


def test_feeds_and_pages_of_events_cost_the_same_with_many(
    client, agenda, paris, django_assert_max_num_queries
):
    event = many(agenda, 10, paris(2030, 5, 12, 10))[0]
    urls = [reverse("agenda_ics", args=[agenda.pk]), reverse("event_detail", args=[event.reference])]
    costs = []
    for url in urls:
        client.get(url)
        with django_assert_max_num_queries(20) as few:
            client.get(url)
        costs.append(len(few))
    many(agenda, 300, paris(2030, 5, 12, 10))
    for url, cost in zip(urls, costs, strict=True):
        with django_assert_max_num_queries(cost):
            client.get(url)


@pytest.mark.point("A7")
@pytest.mark.parametrize(
    "status", [state for state in Event.EventStatus if state != Event.EventStatus.SCHEDULED]
)
def test_what_does_not_go_as_planned_is_said_before_the_title_everywhere(client, agenda, status):
    event = make_event(agenda, title="The walk", event_status=status)
    with translation.override("fr"):
        words = str(status.label)
    page = client.get(reverse("event_detail", args=[event.reference])).content.decode()
    assert page.index(f"event__alert--{status.value}") < page.index("<h1")
    for url in (
        agenda.get_absolute_url(),
        agenda.get_absolute_url() + f"?view=month&month={event.timings.get().begins_at:%Y-%m}",
    ):
        text = client.get(url).content.decode()
        card = text[text.index(f'id="c-{event.reference}"') :]
        assert card.index(words) < card.index("The walk")


def test_an_event_that_goes_as_planned_raises_no_alert(client, agenda):
    event = make_event(agenda)
    assert "event__alert" not in client.get(reverse("event_detail", args=[event.reference])).content.decode()


PAYLOAD = """</script><script>alert(1)</script>"><img src=x onerror=alert(1)>"""


@pytest.mark.parametrize(
    "field",
    ["title", "text", "location_name", "address", "conditions", "organiser", "registration", "author_name"],
)
def test_markup_in_any_field_stays_text(client, agenda, field):
    event = make_event(agenda, **{field: PAYLOAD[:80]})
    month = f"{event.timings.get().begins_at:%Y-%m}"
    for url in (
        reverse("event_detail", args=[event.reference]),
        agenda.get_absolute_url(),
        agenda.get_absolute_url() + f"?view=month&month={month}",
    ):
        text = client.get(url).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_the_page_describes_the_event_for_search_engines(client, agenda, paris):
    event = make_event(
        agenda,
        (paris(2030, 5, 12, 18), paris(2030, 5, 12, 20)),
        (paris(2030, 5, 13, 18), paris(2030, 5, 13, 20)),
        title="</script>A walk",
        event_status=Event.EventStatus.CANCELLED,
        latitude=48.89,
        longitude=2.2,
    )
    page = client.get(reverse("event_detail", args=[event.reference])).content.decode()
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["name"] == "</script>A walk"
    assert (data["startDate"], data["endDate"]) == ("2030-05-12T18:00:00+02:00", "2030-05-13T20:00:00+02:00")
    assert len(data["subEvent"]) == 2
    assert data["eventStatus"] == "https://schema.org/EventCancelled"
    assert data["location"]["geo"]["latitude"] == 48.89


@pytest.mark.point("A2")
def test_accessibility_is_said_in_words(client, agenda):
    event = make_event(agenda, accessibility={"mi": True, "vi": False})
    with translation.override("fr"):
        from consultation_blocks.agenda.words import accessibility

        [words] = accessibility(event)
    assert words in client.get(reverse("event_detail", args=[event.reference])).content.decode().replace(
        "&#x27;", "'"
    )


@pytest.mark.parametrize("registration", ["javascript:alert(1)", "call us", "data:text/html,x"])
def test_a_registration_that_is_no_address_is_no_link(client, agenda, registration):
    event = make_event(agenda, registration=registration)
    page = client.get(reverse("event_detail", args=[event.reference])).content.decode()
    assert f'href="{registration}' not in page


@pytest.mark.parametrize("phase", ["before", "open", "after", "archived"])
@pytest.mark.point("X4")
def test_events_stay_readable_in_every_phase_and_the_form_is_offered_only_in_the_open_one(
    client, agenda, phase
):
    event = make_event(agenda, title="Readable")
    set_phase(agenda, phase)
    assert client.get(reverse("event_detail", args=[event.reference])).status_code == 200
    if phase != "archived":
        page = client.get(agenda.get_absolute_url()).content.decode()
        assert "Readable" in page
        assert (agenda.contribute_url in page) == (phase == "open")


def test_reading_pages_hold_nothing_personal(client, agenda, settings):
    settings.PUBLIC_PAGE_CACHE_SECONDS = 60
    event = make_event(agenda)
    for url in (
        agenda.get_absolute_url(),
        reverse("event_detail", args=[event.reference]),
        reverse("agenda_ics", args=[agenda.pk]),
    ):
        response = client.get(url)
        assert "ETag" in response
        assert not response.cookies
        assert "csrfmiddlewaretoken" not in response.content.decode()


def test_the_campaign_page_shows_the_next_six_events(client, agenda):
    from pages.models import CampaignPage

    for _number in range(8):
        make_event(agenda)
    page = client.get(CampaignPage.objects.get(translation_key=agenda.campaign.key).url).content.decode()
    assert f'data-block="agenda" data-activity="{agenda.pk}"' in page
    assert page.count("data-contribution=") == 6


def test_the_block_picker_shows_sample_events(db):
    from consultation_blocks.agenda.blocks import AgendaBlock

    block = AgendaBlock()
    preview = block.render(
        block.get_preview_value(), context=block.get_preview_context(block.get_preview_value())
    )
    assert preview.count("event-card__title") == 3
