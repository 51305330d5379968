"""Colours and icons of categories."""

from xml.etree import ElementTree

import pytest

from map_blocks.palette import COLOURS, ICONS, hex_of
from site_core.colours import contrast_ratio
from tests.architecture.source import ROOT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.point("M2", "X3")
@pytest.mark.parametrize("colour", COLOURS)
def test_a_white_icon_can_be_read_on_every_colour(colour):
    assert contrast_ratio(hex_of(colour), "#ffffff") >= 4.5


def test_every_icon_is_drawn_in_the_sprite():
    sprite = ElementTree.parse(ROOT / "static/icons/map.svg").getroot()
    drawn = {symbol.get("id") for symbol in sprite.iter(f"{SVG}symbol")}
    assert drawn == {*ICONS, "pin"}


def test_a_colour_that_is_no_longer_in_the_palette_is_shown_in_the_default_one():
    assert hex_of("mauve") == hex_of("blue")
