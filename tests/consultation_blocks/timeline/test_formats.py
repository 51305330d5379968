"""Timeline files: the real ones load, ours come back whole, nothing goes in silence, no danger stays."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation_blocks.timeline.dates import DateError, PartialDate
from consultation_blocks.timeline.formats import (
    CHANGED,
    LOST,
    MAX_BYTES,
    MAX_EVENTS,
    Background,
    Era,
    FormatError,
    Media,
    Slide,
    Timeline,
    normalise,
    read_timeline,
    write_v3,
)
from consultation_blocks.timeline.formats.clean import TEXT_TAGS, clean_html, plain_text

SAMPLES = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "timelinejs"
needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the TimelineJS sample files are not on this machine"
)
# File, events, eras.
COUNTS = [
    ("all-media-types.json", 41, 0),
    ("cosmo-mixed.json", 11, 0),
    ("eras.json", 20, 3),
    ("houston-timeline2.json", 18, 0),
    ("houston-timeline3.json", 18, 0),
    ("republican-timeline3.json", 13, 0),
    ("timeline3.json", 18, 0),
    ("user-interface-timeline3.json", 22, 0),
]


def read(document) -> "object":
    return read_timeline(document if isinstance(document, bytes) else json.dumps(document).encode())


def event(**more):
    return {"start_date": {"year": 2016}, "text": {"headline": "Meeting"}} | more


@needs_samples
@pytest.mark.point("T1")
@pytest.mark.parametrize(("name", "events", "eras"), COUNTS)
def test_a_real_file_loads_whole(name, events, eras):
    result = read((SAMPLES / name).read_bytes())
    assert (len(result.timeline.events), len(result.timeline.eras)) == (events, eras)
    assert result.timeline.title is not None
    assert all(slide.start and slide.unique_id for slide in result.timeline.events)
    assert [problem for problem in result.problems if problem.kind == LOST] == []


@needs_samples
@pytest.mark.point("T1")
@pytest.mark.parametrize("name", [name for name, _events, _eras in COUNTS])
def test_a_real_file_comes_back_whole_from_our_export(name):
    first = read((SAMPLES / name).read_bytes()).timeline
    again = read(write_v3(first))
    assert again.timeline == first
    assert [problem for problem in again.problems if problem.kind in (LOST, CHANGED)] == []


@needs_samples
@pytest.mark.point("T1")
def test_version_2_gives_the_same_events_as_version_3():
    old = read((SAMPLES / "houston-timeline2.json").read_bytes()).timeline
    new = read((SAMPLES / "houston-timeline3.json").read_bytes()).timeline
    assert old.events == new.events
    assert old.title.headline == new.title.headline == "Whitney Houston 1963 - 2012"


@needs_samples
@pytest.mark.point("T1")
def test_the_report_names_the_embed_markup_that_was_not_trusted():
    result = read((SAMPLES / "all-media-types.json").read_bytes())
    assert len([problem for problem in result.problems if problem.field == "media.url"]) == 2
    by_id = {slide.headline: slide for slide in result.timeline.events}
    assert by_id["iFrame"].media.url.startswith("https://cdn.knightlab.com/")
    assert "<script" not in by_id["Twitter Embed"].media.url
    assert by_id["Twitter Embed"].media.url.startswith("<blockquote>")


text = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
url = st.sampled_from(
    ["", "https://example.org/a.jpg", "//example.org/v", "http://youtu.be/x?t=1&b=2", "/local.png"]
)


@st.composite
def dates(draw):
    values = [
        draw(st.integers(-(10**11), 10**11).filter(bool)),
        draw(st.integers(1, 12)),
        draw(st.integers(1, 28)),
        draw(st.integers(0, 23)),
        draw(st.integers(0, 59)),
        draw(st.integers(0, 59)),
        draw(st.integers(0, 999)),
    ]
    known = values[: draw(st.integers(1, 7))]
    return PartialDate(*known, display_date=draw(text).strip(), format=draw(st.sampled_from(["", "yyyy"])))


html = text.map(lambda raw: clean_html(raw))
inline = text.map(lambda raw: clean_html(f"<em>{raw}</em>", inline=True))
plain = text.map(plain_text)
media = st.builds(
    Media,
    url=url,
    caption=inline,
    credit=inline,
    thumbnail=url,
    alt=plain,
    title=plain,
    link=url,
    link_target=plain,
)
background = st.builds(
    Background,
    url=url,
    alt=plain,
    color=st.sampled_from(["", "#123456", "papayawhip"]),
    opacity=st.sampled_from(["", "50"]),
)


@st.composite
def slides(draw):
    start = draw(dates())
    end = draw(st.none() | dates())
    if end is not None and end.sort_key <= start.sort_key:
        end = None
    return Slide(
        headline=draw(plain),
        text=draw(html),
        start=start,
        end=end,
        display_date=draw(plain),
        media=draw(media),
        background=draw(background),
        group=draw(plain),
        autolink=draw(st.booleans()),
        unique_id=draw(st.sampled_from(["", "one", "two", "with space"])),
    )


@st.composite
def eras(draw):
    start, end = sorted((draw(dates()), draw(dates())), key=lambda date: date.sort_key)
    return Era(start=start, end=end, headline=draw(plain), text=draw(html))


timelines = st.builds(
    Timeline,
    events=st.lists(slides(), max_size=5),
    title=st.none() | slides(),
    eras=st.lists(eras(), max_size=3),
    scale=st.sampled_from(["", "human", "cosmological"]),
)


@pytest.mark.point("T1")
@settings(max_examples=150, deadline=None)
@given(timelines)
def test_export_then_import_keeps_every_field(timeline):
    expected = normalise(timeline)
    assert read(write_v3(expected)).timeline == expected


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda child: (
            st.lists(child, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "start_date",
                        "end_date",
                        "year",
                        "month",
                        "text",
                        "headline",
                        "media",
                        "url",
                        "events",
                        "title",
                        "eras",
                        "background",
                        "color",
                    ]
                ),
                child,
                max_size=4,
            )
        ),
        max_leaves=20,
    )
)
def test_values_of_any_type_never_break_the_reader(value):
    for document in (
        {"events": [value]},
        {"events": [event(media=value, background=value, end_date=value)], "title": value, "eras": value},
        {"timeline": {"date": [value], "era": value, "asset": value}},
    ):
        result = read(document)
        assert isinstance(result.timeline.events, list)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_reason(data):
    try:
        result = read_timeline(data)
    except FormatError as error:
        assert str(error)
    else:
        assert result.problems or result.timeline


@pytest.mark.point("T2")
def test_an_undated_event_is_reported_and_not_taken():
    result = read({"events": [event(), {"text": {"headline": "When?"}}]})
    assert len(result.timeline.events) == 1
    [problem] = result.problems
    assert (problem.kind, problem.field) == (LOST, "start_date")
    assert problem.where.startswith("events[1]")
    assert "When?" in problem.where


@pytest.mark.point("T2")
@pytest.mark.parametrize(
    "start", [{"year": "soon"}, {"month": 3}, {"year": 2016, "month": 3, "hour": 4}, [2016], "tomorrow"]
)
def test_a_malformed_date_is_reported(start):
    result = read({"events": [event(start_date=start)]})
    assert result.timeline.events == []
    assert {problem.field for problem in result.problems} == {"start_date"}


@pytest.mark.point("T2")
def test_unknown_fields_and_wrong_types_are_reported():
    result = read(
        {
            "events": [event(colour="red", media={"url": "https://example.org/x", "width": 3}, group=["a"])],
            "font": "x",
        }
    )
    assert {problem.field for problem in result.problems} == {"colour", "media.width", "group", "font"}
    assert len(result.timeline.events) == 1


@pytest.mark.point("T2")
def test_an_end_before_the_start_is_reported_and_the_event_kept():
    result = read({"events": [event(end_date={"year": 2015})]})
    assert result.timeline.events[0].end is None
    assert result.problems[0].field == "end_date"


def test_events_are_sorted_and_an_end_equal_to_the_start_is_dropped():
    later = event(start_date={"year": "2,017"}, end_date={"year": 2017})
    result = read({"events": [later, event()]})
    assert [slide.start.year for slide in result.timeline.events] == [2016, 2017]
    assert result.timeline.events[1].end is None


def test_ids_are_made_from_headlines_and_are_unique():
    result = read({"events": [event(), event(), event(unique_id="meeting"), event(unique_id="a b")]})
    assert sorted(slide.unique_id for slide in result.timeline.events) == [
        "a-b",
        "meeting",
        "meeting-2",
        "meeting-3",
    ]
    assert [slide.unique_id for slide in result.timeline.events][2] == "meeting"
    assert [problem.field for problem in result.problems] == ["unique_id"]


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<blockquote onclick=alert(1)>x<script>alert(1)</script></blockquote>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    '"onmouseover="alert(1)',
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_script_survives_in_any_field(payload):
    hostile = dict.fromkeys(
        ("url", "caption", "credit", "thumbnail", "alt", "title", "link", "link_target", "color"), payload
    )
    slide = event(
        text={"headline": payload, "text": payload},
        media=hostile,
        background=hostile,
        group=payload,
        display_date=payload,
        unique_id=payload,
        end_date={"year": 2017, "display_date": payload, "format": payload},
    )
    result = read(
        {
            "title": slide,
            "events": [slide],
            "eras": [
                {
                    "start_date": {"year": 1},
                    "end_date": {"year": 2},
                    "text": {"headline": payload, "text": payload},
                }
            ],
        }
    )
    [taken] = result.timeline.events
    # These are shown as HTML, or become addresses and ids.
    shown = [taken.text, taken.media.caption, taken.media.credit, result.timeline.eras[0].text]
    if taken.media.is_quote:
        shown.append(taken.media.url)
    for value in shown:
        for tag in BeautifulSoup(value, "html.parser").find_all(True):
            assert tag.name in TEXT_TAGS
            assert set(tag.attrs) <= {"href", "title", "rel", "lang", "dir"}
            assert tag.get("href", "https:").startswith(("http", "mailto:"))
    for address in (taken.media.thumbnail, taken.media.link, taken.background.url):
        assert address == "" or address.startswith(("http", "/"))
    assert (
        taken.media.is_quote
        or taken.media.url == ""
        or not taken.media.url.startswith(("javascript", "data"))
    )
    assert not set(taken.unique_id) & set("<>\"' ")
    assert taken.background.color == ""
    assert result.problems


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   ",
        b"{",
        b"[]",
        b"null",
        b"12",
        b'"events"',
        b'{"events": {}}',
        b'{"timeline": []}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"events": [' + b"9" * 6000 + b"]}",
        b"Year,Headline\n" + b'"' + b"x" * 200_000,
        b" " * (MAX_BYTES + 1),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(data):
    with pytest.raises(FormatError) as caught:
        read_timeline(data)
    assert len(str(caught.value)) > 10


def test_too_many_events_are_refused_before_they_are_read():
    with pytest.raises(FormatError, match="2000"):
        read({"events": [{}] * (MAX_EVENTS + 1)})


def test_characters_that_no_database_holds_are_removed():
    data = json.dumps({"events": [event(group="a\x00b\ud800c")]}).encode()
    assert read_timeline(data).timeline.events[0].group == "abc"


CSV_V3 = """Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,\
Media,Media Credit,Media Caption,Media Thumbnail,Alt Text,Type,Group,Background
,,,,,,,,,Our canal,"Two
lines",,,,,,title,,#123456
"1,850",,,,1870,,,,,Industry,,,,,,,era,,
2016,3,3,14:30,2016,3,5,,,Workshop,Text,https://example.org/a.jpg,A. Name,A caption,,A drawing,,Workshops,https://example.org/b.jpg
,,,,,,,,,Undated,,,,,,,,,
2016,,,10:00,,,,,,No day,,,,,,,,,
"""


@pytest.mark.point("T1", "T2")
def test_the_csv_of_version_3_is_read_and_its_problems_carry_their_line():
    result = read_timeline(CSV_V3.encode("utf-8-sig"))
    assert result.timeline.title.headline == "Our canal"
    assert result.timeline.title.background.color == "#123456"
    [era] = result.timeline.eras
    assert (era.start.year, era.end.year, era.headline) == (1850, 1870, "Industry")
    [slide] = result.timeline.events
    assert slide.start == PartialDate(2016, 3, 3, 14, 30)
    assert slide.end == PartialDate(2016, 3, 5)
    assert slide.media == Media(
        url="https://example.org/a.jpg", credit="A. Name", caption="A caption", alt="A drawing"
    )
    assert (slide.group, slide.background.url) == ("Workshops", "https://example.org/b.jpg")
    assert {problem.where.split(" “")[0].split()[-1] for problem in result.problems} == {"6", "7"}


@pytest.mark.point("T1")
def test_the_csv_of_version_1_is_read_in_windows_1252_with_semicolons():
    rows = (
        "Start Date;End Date;Headline;Text;Media;Media Credit;Media Caption;Tag\n3/15/2016;;Réunion;;;;;Été\n"
    )
    [slide] = read_timeline(rows.encode("windows-1252")).timeline.events
    assert slide.start == PartialDate(2016, 3, 15)
    assert (slide.headline, slide.group) == ("Réunion", "Été")


def test_an_impossible_date_cannot_be_built():
    with pytest.raises(DateError):
        PartialDate(2016, 2, 30)
