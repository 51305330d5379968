"""The style guide shows every component, and the sheets name nothing that isn't there."""

import re
from pathlib import Path

import pytest

from site_core.styleguide import COLOURS, ICONS

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static" / "css"
# Set by a script on an element, not by a sheet.
SET_BY_SCRIPT = re.compile(r"setProperty\(\s*[\"'](--[\w-]+)")


def own_html(text: str) -> str:
    return re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", text, flags=re.DOTALL)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_style_guide_shows_each_component_in_each_language(client, language):
    response = client.get(f"/{language}/styleguide/")
    assert response.status_code == 200
    html = response.content.decode()
    for component in (
        "button--primary", "link-arrow", "badge--accent", "status--open", "field--error", "choice-card", "file-drop",
        'class="contribution"', 'class="comment"', "stance-picker", "vote-bar__for", "poll__table", "stepper__step--current",
        'class="figures"', "event-card--cancelled", "date-block", "filter-bar", "chip--on", 'class="pagination', 'class="empty"',
        "notice--warn", 'class="toast', "<dialog", "tabs__tab", "map-frame", "timeline-list",
    ):  # fmt: skip
        assert component in html, component
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in html


def test_every_icon_that_a_template_names_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons/sprite.svg").read_text()))
    assert set(ICONS) <= drawn
    named = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'components/icon\.html" with name="([\w-]+)"', own_html(path.read_text()))
    }
    assert named - drawn == set()


def test_every_custom_property_that_a_sheet_uses_is_set_somewhere():
    sheets = {
        path: re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        for path in CSS.rglob("*.css")
        if not path.name.endswith("admin.css")  # Wagtail's own properties
    }
    scripts = "".join(path.read_text() for path in (ROOT / "static/js").rglob("*.js"))
    known = {name for text in sheets.values() for name in re.findall(r"(--[\w-]+)\s*:", text)}
    known |= set(SET_BY_SCRIPT.findall(scripts))
    unknown = {
        f"{path.relative_to(ROOT)}: {name}"
        for path, text in sheets.items()
        for name in re.findall(r"var\((--[\w-]+)\s*\)", text)
        if name not in known
    }
    assert unknown == set()


def test_the_style_guide_shows_the_colours_by_their_roles():
    tokens = (CSS / "tokens.css").read_text()
    assert [colour for colour in COLOURS if f"--colour-{colour}:" not in tokens] == []


def test_main_css_names_every_sheet_of_the_public_pages():
    named = set(re.findall(r'@import "([\w/.-]+)"', (CSS / "main.css").read_text()))
    there = {
        path.relative_to(CSS).as_posix() for path in [*CSS.glob("*.css"), *(CSS / "blocks").glob("*.css")]
    }
    elsewhere = {"main.css", "account.css", "error.css", "styleguide.css", "map-leaflet.css"}
    assert named == {name for name in there - elsewhere if not name.endswith("admin.css")}


def test_styles_and_the_site_s_own_script_stay_within_the_page_s_budget():
    import gzip

    sheets = [path for path in CSS.rglob("*.css") if not path.name.endswith(("admin.css", "styleguide.css"))]
    scripts = [ROOT / "static/js/site.js", *(ROOT / "static/js/site").glob("*.js")]
    weight = sum(len(gzip.compress(path.read_bytes())) for path in [*sheets, *scripts])
    assert weight <= 40_000
