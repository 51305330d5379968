"""The icon tag is the icon component, made once."""

import pytest
from django.template.loader import render_to_string

from site_core.templatetags.icons import icon


@pytest.mark.parametrize("label", ["", "Search <all>"])
def test_the_tag_gives_what_the_component_gives(label):
    assert (
        icon("search", label)
        == render_to_string("components/icon.html", {"name": "search", "label": label}).strip()
    )
