"""Texts and addresses from a stranger's file, made safe; what had to go is named."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

import nh3
from django.utils.translation import gettext as _

from consultation_blocks.timeline.formats.model import CHANGED, LOST, NOTE, Report

INLINE_TAGS = {
    "a",
    "abbr",
    "b",
    "br",
    "cite",
    "code",
    "em",
    "i",
    "q",
    "s",
    "small",
    "strong",
    "sub",
    "sup",
    "u",
}
TEXT_TAGS = INLINE_TAGS | {"blockquote", "h3", "h4", "h5", "hr", "li", "ol", "p", "ul"}
ATTRIBUTES = {"*": {"dir", "lang"}, "a": {"href", "title"}, "abbr": {"title"}}
KNOWN_ATTRIBUTES = {"dir", "lang", "href", "title"}
# Tags whose content is not prose: it goes with them.
OPAQUE_TAGS = {
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "script",
    "style",
    "svg",
    "template",
    "textarea",
}
SCHEMES = {"http", "https", "mailto", "tel"}
URL_LIMIT = 2_000

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")
_TAG = re.compile(r"<([a-zA-Z][^\s/>]*)([^<>]*)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE = re.compile(r"([^\s=\"'/]+)\s*=")
_BAD_LINK = re.compile(r"""href\s*=\s*["']?\s*(?!https?:|mailto:|tel:)([a-z][a-z0-9+.\-]*):""", re.IGNORECASE)
_IFRAME_SOURCE = re.compile(r"""<iframe[^>]*?\ssrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_BREAKS = re.compile(r"<\s*(br|/p|/div|/li|/h[1-6])[^>]*>", re.IGNORECASE)
_COLOR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,30}|(rgb|hsl)a?\([0-9.,%\s/]{3,40}\)")


def storable(text: str) -> str:
    """The text without what no database or page can hold: control characters, halves of surrogate pairs."""
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def clean_html(raw: str, *, inline: bool = False) -> str:
    """HTML that is safe to show; ``inline`` keeps no paragraphs. Cleaning twice changes nothing."""
    text = storable(raw)
    for _attempt in range(5):
        cleaned = nh3.clean(
            text,
            tags=INLINE_TAGS if inline else TEXT_TAGS,
            attributes=ATTRIBUTES,
            clean_content_tags=OPAQUE_TAGS,
            url_schemes=SCHEMES,
            link_rel="noopener noreferrer",
        ).strip()
        if cleaned == text:
            break
        text = cleaned
    return text


def plain_text(raw: str) -> str:
    """HTML as one line of plain text."""
    text = nh3.clean(_BREAKS.sub(" ", storable(raw)), tags=set(), clean_content_tags=OPAQUE_TAGS)
    return " ".join(storable(html.unescape(text)).split())


def take_html(raw: str, report: Report, where: str, field: str, *, inline: bool = False) -> str:
    """:func:`clean_html`, with what it removed in the report."""
    cleaned = clean_html(raw, inline=inline)
    gone = _removed(raw, INLINE_TAGS if inline else TEXT_TAGS)
    if gone:
        report.add(where, field, _("removed: %(what)s") % {"what": ", ".join(gone)}, CHANGED)
    return cleaned


def take_headline(raw: str, report: Report, where: str, field: str) -> str:
    """:func:`plain_text`, saying so when there was formatting."""
    tags = sorted({f"<{match[1].lower()}>" for match in _TAG.finditer(raw)})
    if tags:
        report.add(where, field, _("formatting removed: %(what)s") % {"what": ", ".join(tags[:10])}, CHANGED)
    return plain_text(raw)


def _removed(raw: str, allowed: set[str]) -> list[str]:
    names: dict[str, None] = {}
    for match in _TAG.finditer(raw):
        tag = match[1].lower()
        if tag not in allowed:
            names[f"<{tag[:30]}>"] = None
            continue
        for attribute in _ATTRIBUTE.findall(_QUOTED.sub('""', match[2])):
            if attribute.lower() not in KNOWN_ATTRIBUTES | {"rel"}:
                names[attribute.lower()[:30]] = None
    for match in _BAD_LINK.finditer(raw):
        names[f"{match[1].lower()[:30]}:"] = None
    return list(names)[:20]


def take_url(raw: str, report: Report, where: str, field: str) -> str:
    """An address that a page may hold. A relative one, which points nowhere here, is kept and reported."""
    url = re.sub(r"\s", "%20", storable(raw).replace("\n", "").replace("\t", ""))
    if not url:
        return ""
    if len(url) > URL_LIMIT:
        report.add(where, field, _("address longer than %(limit)s characters") % {"limit": URL_LIMIT})
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        report.add(where, field, _("not an address: %(value)s") % {"value": url[:80]})
        return ""
    if any(character in url for character in "<>\"'`\\") or (
        parts.scheme and parts.scheme not in ("http", "https")
    ):
        report.add(where, field, _("not a web address: %(value)s") % {"value": url[:80]})
        return ""
    if not public_url(url):
        report.add(
            where,
            field,
            _("relative address, nothing to show until it is replaced: %(value)s") % {"value": url[:80]},
            NOTE,
        )
    return url


def public_url(url: str) -> str:
    """The complete address to link to, or nothing: the scheme may be missing, as TimelineJS allows."""
    if url.startswith(("http://", "https://")):
        return url
    if url.startswith("//"):
        return f"https:{url}"
    host = url.split("/", 1)[0]
    if re.fullmatch(r"([\w-]+\.)+[a-zA-Z]{2,}", host) and "/" in url:
        return f"https://{url}"
    return ""


def take_media_url(raw: str, report: Report, where: str, field: str) -> str:
    """An address, or a quotation in ``<blockquote>``. Of embed markup only a frame's address is kept."""
    text = storable(raw)
    if not text.startswith("<"):
        return take_url(text, report, where, field)
    frame = _IFRAME_SOURCE.search(text)
    if frame:
        report.add(where, field, _("frame not taken; its address is kept as a link"), CHANGED)
        return take_url(html.unescape(frame[1]), report, where, field)
    if re.match(r"<(blockquote|p|q|em|strong|cite)\b", text, re.IGNORECASE):
        return as_quote(take_html(text, report, where, field))
    report.add(where, field, _("embed markup not taken: %(value)s") % {"value": text[:80]}, LOST)
    return ""


def as_quote(cleaned: str) -> str:
    """The words in exactly one ``<blockquote>``; nothing stays nothing."""
    words = quote_words(cleaned)
    return f"<blockquote>{words}</blockquote>" if words else ""


def quote_words(quote: str) -> str:
    """What is said in a quotation, without the ``<blockquote>`` around it."""
    opening, closing = "<blockquote>", "</blockquote>"
    if not (quote.startswith(opening) and quote.endswith(closing)):
        return quote.strip()
    words, depth = quote[len(opening) : -len(closing)], 0
    for match in re.finditer(r"<(/?)blockquote\b", words):
        depth += -1 if match[1] else 1
        if depth < 0:
            # Two quotations side by side, not one around the other.
            return quote.strip()
    return words.strip()


def take_color(raw: str, report: Report, where: str, field: str) -> str:
    """A CSS colour: a name, a hexadecimal number, rgb() or hsl()."""
    text = storable(raw)
    if not text or _COLOR.fullmatch(text):
        return text
    report.add(where, field, _("not a colour: %(value)s") % {"value": text[:40]})
    return ""
