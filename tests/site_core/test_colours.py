"""The city chooses two colours; everything made from them can be read."""

import pytest

from site_core.colours import DARK_GROUND, LIGHT_GROUND, PALE_INK, contrast_ratio, identity_rule, shades

COLOURS = ["#1f4e5f", "#b3401f", "#000000", "#0000ff", "#767676", "#6a1b9a", "#00695c", "#c2185b", "#8a6d00"]


@pytest.mark.point("E3", "X3")
@pytest.mark.parametrize("colour", COLOURS)
def test_text_in_a_colour_of_the_city_can_be_read_in_both_schemes(colour):
    made = shades("x", colour)
    assert contrast_ratio(made["--city-x-text"], LIGHT_GROUND) >= 4.5
    assert contrast_ratio(made["--city-x-text"], made["--city-x-tint"]) >= 4.5
    assert contrast_ratio(made["--city-x-light"], DARK_GROUND) >= 4.5
    assert contrast_ratio(made["--city-x-light"], made["--city-x-shade"]) >= 4.5


@pytest.mark.parametrize("colour", COLOURS)
def test_text_on_a_ground_of_the_city_can_be_read(colour):
    made = shades("x", colour)
    assert contrast_ratio("#ffffff", made["--city-x-deep"]) >= 7
    assert contrast_ratio("#1b2426", made["--city-x-tint"]) >= 7
    assert contrast_ratio(PALE_INK, made["--city-x-shade"]) >= 7
    # The quietest ink of each scheme (tokens.css) on its tint.
    assert contrast_ratio("#4d585b", made["--city-x-tint"]) >= 4.5
    assert contrast_ratio("#b9bcb8", made["--city-x-shade"]) >= 4.5
    # A button with the light colour as its ground in the dark scheme.
    assert contrast_ratio("#101517", made["--city-x-light"]) >= 4.5


def test_a_readable_colour_is_kept_as_the_city_chose_it():
    assert shades("x", "#1f4e5f")["--city-x"] == "#1f4e5f"
    assert shades("x", "#1f4e5f")["--city-x-text"] == "#1f4e5f"


@pytest.mark.django_db
def test_the_identity_sheet_holds_what_the_tokens_ask_for(client):
    css = client.get("/identity.css").content.decode()
    assert css == identity_rule("#1f4e5f", "#b3401f")
