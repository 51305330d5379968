"""Characters that nobody types are taken out of forms; what people write with stays."""

import pytest
from django.http import QueryDict

from site_core.plain import plain, plain_query


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("abc\u202eb.a//:ptth", "abcb.a//:ptth"),
        ("\u2066isolated\u2069 \u202aembedded\u202c", "isolated embedded"),
        ("a\x00b\x07c\x7fd\ufeff", "abcd"),
        ("two\r\nlines\tand a tab", "two\r\nlines\tand a tab"),
        (
            "\u200eمرحبا\u200f، l’été 🎉 e\u0301 \u00a0\u202f;",
            "\u200eمرحبا\u200f، l’été 🎉 e\u0301 \u00a0\u202f;",
        ),
        ("👩\u200d🌾", "👩\u200d🌾"),
    ],
)
def test_what_is_kept_of_a_text(typed, kept):
    assert plain(typed) == kept


def test_a_form_s_data_keeps_all_its_values():
    data = QueryDict("a=1&a=2&b=%E2%80%AEx")
    assert dict(plain_query(data).lists()) == {"a": ["1", "2"], "b": ["x"]}
    untouched = QueryDict("a=1&b=2")
    assert plain_query(untouched) is untouched
