"""Text as people type it, without the characters that nobody types and that disturb what stands around them."""

import re

from django.http import QueryDict

# Control characters but for tab and line breaks; and what turns the direction of all that follows (embeddings,
# overrides, isolates), not the marks (U+200E, U+200F, U+061C) that Arabic keyboards have.
_UNTYPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: str) -> str:
    return _UNTYPED.sub("", text)


def plain_query(data: QueryDict) -> QueryDict:
    """The data of a form with every value `plain`; the same object where nothing had to go."""
    if not any(_UNTYPED.search(value) for _name, values in data.lists() for value in values):
        return data
    cleaned = data.copy()
    for name, values in data.lists():
        cleaned.setlist(name, [plain(value) for value in values])
    return cleaned
