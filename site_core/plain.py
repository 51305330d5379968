"""Text as people type it, without the characters that nobody types and that disturb what stands around them."""

import re
from unicodedata import category

from django.http import QueryDict

# Control characters but for tab and line breaks; and what turns the direction of all that follows (embeddings,
# overrides, isolates), not the marks (U+200E, U+200F, U+061C) that Arabic keyboards have.
_UNTYPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


# Letters of Korean and a pattern of Braille that show nothing.
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800"


def plain(text: str) -> str:
    """The text without them; empty where nothing of it can be seen."""
    text = _UNTYPED.sub("", text)
    return text if any(map(_is_seen, text)) else ""


def _is_seen(character: str) -> bool:
    return not character.isspace() and character not in _BLANK_LETTERS and category(character) != "Cf"


def plain_query(data: QueryDict) -> QueryDict:
    """The data of a form with every value `plain`; the same object where nothing had to go."""
    if all(plain(value) == value for _name, values in data.lists() for value in values):
        return data
    cleaned = data.copy()
    for name, values in data.lists():
        cleaned.setlist(name, [plain(value) for value in values])
    return cleaned
