"""Characters that nobody types are taken out of forms; what people write with stays."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from site_core.plain import plain, plain_query
from tests.factories import make_activity


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
        ("\u200b\u200d\u2060", ""),
        (" \u00ad\n\u3164\u2800 ", ""),
        ("\u200b.", "\u200b."),
    ],
)
def test_what_is_kept_of_a_text(typed, kept):
    assert plain(typed) == kept


@pytest.mark.django_db
def test_a_comment_or_a_name_that_nobody_can_see_is_missing(client):
    address = reverse("debate_comment", args=[make_activity("debate").pk])
    data = {"text": "\u200b\u2060", "author_name": "\u200d", "email": "a@example.org"}
    response = client.post(address, data)
    assert response.status_code == 422
    assert {"text", "author_name"} <= set(response.context["form"].errors)


def test_a_form_s_data_keeps_all_its_values():
    data = QueryDict("a=1&a=2&b=%E2%80%AEx")
    assert dict(plain_query(data).lists()) == {"a": ["1", "2"], "b": ["x"]}
    untouched = QueryDict("a=1&b=2")
    assert plain_query(untouched) is untouched
