"""Colours and icons of categories: dark enough for a white icon on them, and never colour alone."""

from django.utils.translation import gettext_lazy as _

# Contrast of each with white is at least 4.5 (tests/map_blocks/test_palette.py).
COLOURS = {
    "blue": (_("Blue"), "#1d4ed8"),
    "red": (_("Red"), "#b91c1c"),
    "green": (_("Green"), "#15713c"),
    "orange": (_("Orange"), "#b45309"),
    "purple": (_("Purple"), "#6d28d9"),
    "teal": (_("Teal"), "#0f766e"),
    "pink": (_("Pink"), "#be185d"),
    "brown": (_("Brown"), "#78350f"),
    "slate": (_("Slate"), "#334155"),
}
# Names of symbols in static/icons/map.svg.
ICONS = {
    "dot": _("Dot"),
    "tree": _("Tree, nature"),
    "bicycle": _("Bicycle"),
    "pedestrian": _("Pedestrian"),
    "car": _("Car, road"),
    "lamp": _("Lighting"),
    "bench": _("Bench, square"),
    "bin": _("Cleanliness"),
    "warning": _("Danger"),
    "idea": _("Idea"),
    "heart": _("What we like"),
    "network": _("Internet, fibre"),
    "house": _("Housing"),
    "school": _("School"),
    "play": _("Play, sports"),
    "water": _("Water"),
    "shop": _("Shops"),
    "star": _("Heritage"),
}
DEFAULT_COLOUR = "blue"
DEFAULT_ICON = "dot"
COLOUR_CHOICES = [(name, label) for name, (label, _hex) in COLOURS.items()]
ICON_CHOICES = list(ICONS.items())


def hex_of(colour: str) -> str:
    """`#rrggbb` of a palette colour; the default one for a name that is not in the palette."""
    return COLOURS.get(colour, COLOURS[DEFAULT_COLOUR])[1]


def icon_of(icon: str) -> str:
    return icon if icon in ICONS else DEFAULT_ICON
