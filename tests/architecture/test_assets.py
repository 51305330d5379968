"""Templates and static files: nothing of a third party pasted in, nothing from another host, nothing inline."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, files

TEMPLATES = ("templates",)
STATIC = ("static",)

# Names, not places: nothing is fetched from these.
NAMESPACES = re.compile(
    r"https?://(www\.w3\.org|schema\.org|purl\.org|www\.sitemaps\.org|www\.topografix\.com)\b"
)
# A link that a person follows on purpose is no request of the page.
LINK = re.compile(r"<a\b[^>]*>", re.DOTALL | re.IGNORECASE)
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->|/\*.*?\*/", re.DOTALL)
REMOTE = re.compile(r"""(?:https?:|wss?:)//[\w.\[]|(?<=["'(=\s])//[a-z0-9-]+\.[a-z]""", re.IGNORECASE)

INLINE = {
    "style attribute": re.compile(r"<[^>{]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "script without src": re.compile(
        r"<script\b(?![^>]*\bsrc\s*=)(?![^>]*\btype\s*=\s*[\"']application/(?:ld\+)?json)", re.IGNORECASE
    ),
}
THIRD_PARTY = re.compile(
    r"@license|sourceMappingURL|\(c\) \d{4}|copyright \d{4}|jquery v?\d|bootstrap v\d|leaflet \d|htmx\.org|"
    r"normalize\.css|tailwind|alpinejs",
    re.IGNORECASE,
)
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|scroll-margin|scroll-padding)-(?:left|right)"
    r"|border-(?:left|right)(?:-\w+)?|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def is_mail(path: Path) -> bool:
    """Mail programs know no style sheets and need whole addresses."""
    return bool({"mail", "mails", "email", "emails"} & set(path.parts))


def lines_with(pattern: re.Pattern, text: str) -> list[int]:
    return [text.count("\n", 0, match.start()) + 1 for match in pattern.finditer(text)]


def blank(pattern: re.Pattern, text: str) -> str:
    """Take out what ``pattern`` finds but keep the line numbers."""
    return pattern.sub(lambda match: "\n" * match.group().count("\n"), text)


def remote_hosts(text: str) -> list[int]:
    """Return the lines of a template or static file that name another host where something may be fetched."""
    return lines_with(REMOTE, NAMESPACES.sub("", blank(LINK, blank(COMMENT, text))))


@pytest.mark.point("X2")
def test_templates_and_static_files_name_no_other_host():
    found = [
        f"{relative(path)}:{line}"
        for path in files(".html", ".css", ".js", ".svg", ".xml", below=TEMPLATES + STATIC)
        if not is_mail(path)
        for line in remote_hosts(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_templates_hold_no_inline_script_and_no_inline_style():
    found = [
        f"{relative(path)}:{line}: {what}"
        for path in files(".html", below=TEMPLATES)
        if not is_mail(path)
        for what, pattern in INLINE.items()
        for line in lines_with(pattern, blank(COMMENT, path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_no_third_party_script_or_style_is_pasted_into_the_project():
    found = []
    for path in files(".js", ".css", ".svg", ".woff2", ".woff", ".ttf", below=STATIC):
        if path.suffix in {".woff", ".woff2", ".ttf"} or ".min." in path.name:
            found.append(f"{relative(path)}: comes from a package's static files instead")
            continue
        text = path.read_text(encoding="utf-8")
        found.extend(
            f"{relative(path)}:{line}: notice of a third party" for line in lines_with(THIRD_PARTY, text)
        )
        if path.suffix != ".svg" and max(map(len, text.splitlines()), default=0) > 400:
            found.append(f"{relative(path)}: minified lines")
    assert found == []


@pytest.mark.point("X5")
def test_styles_use_logical_properties_so_that_arabic_pages_need_no_second_sheet():
    # A line that must be physical says why in a comment that begins with "physical:".
    found = [
        f"{relative(path)}:{number}: {line.strip()}"
        for path in files(".css", below=STATIC)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if PHYSICAL.search(line) and "physical:" not in line
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        '<img src="https://cdn.example.net/a.png">',
        '<script src="//cdn.example.net/a.js"></script>',
        "@import url(https://fonts.example.net/css);",
        'fetch("http://api.example.net/")',
    ],
)
def test_a_remote_host_is_found(text: str):
    assert remote_hosts(text) == [1]


@pytest.mark.parametrize(
    "text",
    [
        '<a class="button" href="https://www.example.net/">site</a>',
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
        "// a comment of a script",
        "{# see https://docs.example.net/ #}",
        '<link href="/static/css/base.css" rel="stylesheet">',
    ],
)
def test_links_names_and_comments_are_no_remote_hosts(text: str):
    assert remote_hosts(text) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<p style="color: red">', "style attribute"),
        ("<style>p {}</style>", "style element"),
        ('<button type="button" onclick="go()">', "event attribute"),
        ("<script>go()</script>", "script without src"),
        ('<a href="javascript:go()">', "javascript: address"),
    ],
)
def test_each_kind_of_inline_code_is_found(text: str, what: str):
    assert [name for name, pattern in INLINE.items() if pattern.search(text)] == [what]


def test_json_in_a_page_is_not_taken_for_a_script():
    text = '<script type="application/json" id="x">{}</script><script type="module" src="/a.js"></script>'
    assert not INLINE["script without src"].search(text)


@pytest.mark.parametrize("line", ["margin-left: 1rem;", "text-align: right;", "  left: 0;", "float:left"])
def test_a_physical_property_is_found(line: str):
    assert PHYSICAL.search(line)


@pytest.mark.parametrize("line", ["margin-inline-start: 1rem;", "text-align: end;", "inset-inline-start: 0;"])
def test_a_logical_property_is_accepted(line: str):
    assert not PHYSICAL.search(line)
