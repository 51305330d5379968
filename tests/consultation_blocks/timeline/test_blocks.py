"""The timeline in the editor and in its pages: order, names, dates, media, and what a page costs."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import translation

from consultation_blocks.timeline.blocks import TimelineBlock
from consultation_blocks.timeline.conversion import era_fields, list_item, read_block, slide_fields
from consultation_blocks.timeline.dates import PartialDate
from consultation_blocks.timeline.formats import (
    Era,
    Media,
    Slide,
    Timeline,
    normalise,
    read_timeline,
    write_v3,
)
from consultation_blocks.timeline.media import describe_media
from consultation_blocks.timeline.presentation import SHOWN_ON_CAMPAIGN

from .test_formats import COUNTS, PAYLOADS, SAMPLES, needs_samples
from .test_formats import event as file_event

pytestmark = pytest.mark.django_db  # Django 6 asks the database for its limits before it looks nothing up


def block_value(timeline: Timeline, **more):
    raw = {
        "title": "The ropeworks",
        "events": [list_item(slide_fields(slide)) for slide in timeline.events],
        "eras": [list_item(era_fields(era)) for era in timeline.eras],
        "scale": timeline.scale,
        **more,
    }
    if timeline.title:
        raw["title_slide"] = slide_fields(timeline.title, is_title=True)
    return TimelineBlock().to_python(raw)


def slide(headline="Meeting", year=2016, **more) -> Slide:
    return Slide(headline=headline, start=PartialDate(year), **more)


def rendered(value, **context) -> BeautifulSoup:
    html = value.block.render(value, context={"activity": None, **context})
    return BeautifulSoup(html, "html.parser")


def read_json(document) -> Timeline:
    return read_timeline(json.dumps(document).encode()).timeline


@needs_samples
@pytest.mark.point("T1")
@pytest.mark.parametrize("name", [name for name, _events, _eras in COUNTS])
def test_a_real_file_goes_through_the_editor_and_back_without_loss(name):
    timeline = read_timeline((SAMPLES / name).read_bytes()).timeline
    value = TimelineBlock().clean(block_value(timeline))
    assert read_timeline(json.dumps(write_v3(normalise(read_block(value)))).encode()).timeline == timeline


@pytest.mark.point("T1")
def test_what_the_editor_does_not_show_survives_until_the_date_itself_is_changed():
    exact = PartialDate(2016, 3, 3, 14, 30, 5, 250, display_date="noon or so", format="yyyy")
    value = block_value(Timeline(events=[Slide(start=exact, unique_id="a")]))
    assert read_block(value).events[0].start == exact
    value["events"][0]["start"]["day"] = 4
    assert read_block(value).events[0].start == PartialDate(2016, 3, 4, 14, 30)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"start": {"year": None}}, "start"),
        ({"start": {"year": 2016, "day": 3}}, "start"),
        ({"start": {"year": 2016, "month": "2", "day": 30}}, "start"),
        ({"start": {"year": 2016}, "end": {"year": 2015}}, "end"),
        ({"start": {"year": 2016}, "url": "javascript:alert(1)"}, "url"),
        ({"start": {"year": 2016}, "background_color": "red;x:y"}, "background_color"),
    ],
)
def test_the_editor_refuses_what_cannot_be(fields, wrong):
    block = TimelineBlock()
    value = block.to_python({"title": "x", "events": [list_item({"headline": "Meeting", **fields})]})
    with pytest.raises(ValidationError) as caught:
        block.clean(value)
    errors = caught.value.block_errors["events"].block_errors
    [error] = errors.values() if isinstance(errors, dict) else [found for found in errors if found]
    assert list(error.block_errors) == [wrong]


def test_a_draft_may_be_saved_before_its_dates_are_known():
    block = TimelineBlock()
    value = block.to_python({"title": "x", "events": [list_item({"headline": "Meeting"})]})
    assert len(block.clean_deferred(value)["events"]) == 1
    assert rendered(value).select_one(".timeline__event") is None


def test_every_event_gets_a_name_of_its_own_and_keeps_it():
    value = TimelineBlock().clean(
        block_value(Timeline(events=[slide(), slide(), slide(unique_id="meeting")]))
    )
    assert [event["slug"] for event in value["events"]] == ["meeting-2", "meeting-3", "meeting"]
    value["events"][2]["headline"] = "Other"
    assert [event["slug"] for event in TimelineBlock().clean(value)["events"]][2] == "meeting"


@pytest.mark.point("X1", "T3")
def test_the_list_is_complete_and_in_order_without_scripts():
    value = block_value(
        Timeline(
            title=Slide(headline="Our canal", text="<p>Since 1850.</p>"),
            events=[
                slide(
                    "Second",
                    2016,
                    text="<p>Words</p>",
                    group="Workshops",
                    media=Media(caption="C", credit="D", url="<blockquote>Q</blockquote>"),
                ),
                slide("First", -44),
            ],
            eras=[Era(PartialDate(1850), PartialDate(1870), "Industry")],
        )
    )
    with translation.override("en"):
        page = rendered(value, full=True)
    items = page.select("ol > li")
    assert [item.select_one(".timeline__headline").text for item in items] == ["Our canal", "First", "Second"]
    assert [item.time.text for item in items if item.time] == ["44 BCE", "2016"]
    assert items[2].time["datetime"] == "2016"
    assert "datetime" not in items[1].time.attrs
    assert items[2].blockquote.text == "Q"
    assert "C" in items[2].figcaption.text
    assert "D" in items[2].figcaption.small.text
    assert "Workshops" in items[2].text
    assert "1850 – 1870" in page.select_one(".timeline__eras").text
    assert page.select_one("[data-block=timeline]")
    assert not page.select("[style]")


@pytest.mark.point("X2")
def test_media_of_other_sites_are_links_and_never_loaded_with_the_page():
    value = block_value(
        Timeline(
            events=[
                slide(media=Media(url="https://m.youtube.com/watch?v=pi2v1m6gmD8&t=5m21s")),
                slide(media=Media(url="https://example.org/a.jpg"), unique_id="b"),
                slide(media=Media(url="/static/local.png"), unique_id="c"),
            ]
        )
    )
    page = rendered(value)
    assert not page.select("img, iframe, video, audio, embed, object, link")
    links = page.select(".timeline__external a")
    assert [link["href"] for link in links] == [
        "https://m.youtube.com/watch?v=pi2v1m6gmD8&t=5m21s",
        "https://example.org/a.jpg",
    ]
    assert links[0]["data-frame"].endswith("/embed/pi2v1m6gmD8?start=321")
    assert "YouTube" in links[0].text
    assert "example.org" in links[1].text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_script_of_a_file_reaches_the_page(payload):
    hostile = dict.fromkeys(
        ("url", "caption", "credit", "thumbnail", "alt", "title", "link", "color"), payload
    )
    one = file_event(
        text={"headline": payload, "text": payload},
        media=hostile,
        background=hostile,
        group=payload,
        display_date=payload,
    )
    era = {"start_date": {"year": 1}, "end_date": {"year": 2}, "text": {"headline": payload, "text": payload}}
    page = rendered(block_value(read_json({"title": one, "events": [one], "eras": [era]})), full=True)
    assert len(page.select("script")) == 1
    assert page.select("img, svg [onload], iframe, math, style") == []
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name == "style"]
        assert str(tag.get("href", "/")).startswith(("http://", "https://", "/", "#", "mailto:"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_script_in_stored_rich_text_reaches_the_page(payload):
    fields = {
        "start": {"year": 2016},
        **dict.fromkeys(
            ("headline", "text", "quote", "caption", "credit", "group", "kept", "slug", "url"), payload
        ),
    }
    page = rendered(TimelineBlock().to_python({"title": payload, "events": [list_item(fields)]}))
    assert len(page.select("script")) == 1
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")]
        assert str(tag.get("href", "/")).startswith(("http://", "https://", "/", "#", "mailto:"))


def test_groups_come_in_the_order_that_the_editor_chose():
    events = [slide("a", 2001, group="One"), slide("b", 2002, group="Two"), slide("c", 2003, group="Three")]
    value = block_value(Timeline(events=events), group_order=["Three", "Unused"])
    page = rendered(value, full=True)
    assert [item["data-group"] for item in page.select("li[data-group]")] == ["2", "3", "1"]


@pytest.mark.parametrize(
    ("start_at", "first"), [("start", "Event 1"), ("end", f"Event {20 - SHOWN_ON_CAMPAIGN + 1}")]
)
def test_a_campaign_page_shows_the_best_part_and_leads_to_the_whole(make_campaign, client, start_at, first):
    from .conftest import stored_events

    page, activity = make_campaign(stored_events(20), start_at=start_at)
    section = BeautifulSoup(client.get(page.url).content, "html.parser").select_one("[data-block=timeline]")
    items = section.select("ol > li")
    assert len(items) == SHOWN_ON_CAMPAIGN
    assert items[0].select_one(".timeline__headline").text == first
    assert section["data-activity"] == str(activity.pk)
    link = section.select_one(".timeline__all")
    assert link["href"].endswith(f"/a/{activity.pk}/")
    whole = BeautifulSoup(client.get(link["href"]).content, "html.parser")
    assert len(whole.select("ol.timeline__list > li")) == 20
    assert whole.select_one(f"#t{activity.pk}-event-20")


def test_a_page_of_a_thousand_events_costs_no_more_queries_than_one_of_ten(
    make_campaign, client, settings, django_assert_max_num_queries
):
    from .conftest import stored_events

    settings.PUBLIC_PAGE_CACHE_SECONDS = 0
    _page, few = make_campaign(stored_events(10), slug="few")
    _page, many = make_campaign(stored_events(1000), slug="many")
    client.get(few.get_absolute_url())
    with django_assert_max_num_queries(100) as counted:
        client.get(few.get_absolute_url())
    with django_assert_max_num_queries(len(counted.captured_queries)):
        response = client.get(many.get_absolute_url())
    assert response.content.count(b"<article") == 1000


def test_an_empty_timeline_says_so():
    page = rendered(TimelineBlock().to_python({"title": "x"}))
    assert page.select_one(".timeline__empty")
    assert page.select("ol") == []


def test_the_preview_in_the_block_picker_shows_events():
    block = TimelineBlock()
    value = block.get_preview_value()
    assert len(rendered(value).select("ol > li")) >= 3
    assert block.clean(value)


@pytest.mark.parametrize(
    ("url", "provider", "kind", "frame"),
    [
        ("https://youtu.be/fSrO91XO1Ck", "YouTube", "video", True),
        ("http://vimeo.com/20839673", "Vimeo", "video", True),
        ("https://commons.wikimedia.org/wiki/File:HST-SM4.jpeg", "Wikimedia Commons", "image", False),
        ("https://example.org/report.pdf", "example.org", "document", False),
        ("//www.flickr.com/photos/x/", "Flickr", "image", False),
        ("https://youtube.com.example.org/watch?v=pi2v1m6gmD8", "youtube.com.example.org", "page", False),
    ],
)
def test_a_link_says_where_it_leads(url, provider, kind, frame):
    found = describe_media(url)
    assert (found.provider, found.kind, bool(found.frame)) == (provider, kind, frame)
    assert provider in found.label


@pytest.mark.parametrize("url", ["", "/local.png", "picture", "//", "https://[bad/"])
def test_an_address_that_leads_nowhere_is_no_link(url):
    assert describe_media(url) is None


def test_the_controls_template_says_everything_in_the_readers_language():
    html = render_to_string("consultation_blocks/timeline/controls.html", {"groups": []})
    assert html.count("<template") == 2


def test_pictures_have_their_description_and_cost_the_same_queries_whatever_their_number(
    make_campaign, client, settings, django_assert_max_num_queries
):
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    from .conftest import stored_events

    settings.PUBLIC_PAGE_CACHE_SECONDS = 0
    pages = {}
    for count in (2, 8):
        events = stored_events(count)
        for number, event in enumerate(events):
            image = get_image_model().objects.create(
                title="x", file=get_test_image_file(f"{count}-{number}.png")
            )
            event["value"] |= {"image": image.pk, "alt": f"Drawing {number}"}
        pages[count] = make_campaign(events, slug=f"pictures-{count}")[1].get_absolute_url()
        # The first visit makes the renditions.
        client.get(pages[count])
    with django_assert_max_num_queries(100) as counted:
        client.get(pages[2])
    with django_assert_max_num_queries(len(counted.captured_queries)):
        page = BeautifulSoup(client.get(pages[8]).content, "html.parser")
    assert [image["alt"] for image in page.select(".timeline img")] == [
        f"Drawing {number}" for number in range(8)
    ]
