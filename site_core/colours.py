"""Contrast of the city's colours (WCAG 2.2, relative luminance and contrast ratio)."""

from colorsys import hls_to_rgb, rgb_to_hls

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def relative_luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, of a `#rrggbb` colour (WCAG 2.2 definition)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_ratio(first: str, second: str) -> float:
    """Contrast ratio, 1 to 21, of two `#rrggbb` colours."""
    lighter, darker = sorted((relative_luminance(first), relative_luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def validate_contrast(colour: str) -> None:
    """Refuse a colour on which white text would be hard to read."""
    try:
        ratio = contrast_ratio(colour, "#ffffff")
    except (ValueError, IndexError):
        return  # the format validator says so already
    if ratio < 4.5:
        raise ValidationError(
            _("White text on %(colour)s has a contrast of %(ratio)s; 4.5 is needed. Choose a darker colour.")
            % {"colour": colour, "ratio": f"{ratio:.1f}"}
        )


LIGHT_GROUND = (
    "#f5f1e8"  # the darkest ground that text stands on in the light scheme (tokens.css: --colour-sunken)
)
DARK_GROUND = "#1d2427"  # the lightest one in the dark scheme (--colour-surface)
PALE_INK = "#edeae3"
STEPS = 100


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with a share (0 to 1) of `other` in it, as `#rrggbb`."""
    channels = (
        round(int(colour[i : i + 2], 16) * (1 - share) + int(other[i : i + 2], 16) * share) for i in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _until(colour: str, other: str, ground: str, ratio: float) -> str:
    """The first mix of `colour` towards `other` that stands out enough from a ground."""
    mixes = (mix(colour, other, step / STEPS) for step in range(STEPS + 1))
    return next((found for found in mixes if contrast_ratio(found, ground) >= ratio), other)


def with_lightness(colour: str, lightness: float) -> str:
    """The same hue and saturation at another lightness (0 to 1)."""
    hue, _lightness, saturation = rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in hls_to_rgb(hue, lightness, saturation))


def shades(name: str, colour: str) -> dict[str, str]:
    """The custom properties made from one colour of the city, readable in both schemes whatever the colour.

    `--city-<name>`: under white text; `-deep`: a large ground under white text; `-text`: text on light grounds and on its
    own tint; `-tint`, `-shade`: quiet grounds of the light and the dark scheme; `-light`: text on dark grounds.
    """
    tint = mix(with_lightness(colour, 0.85), "#fdfbf7", 0.55)
    shade = mix(colour, "#171c1e", 0.78)
    while contrast_ratio(PALE_INK, shade) < 9 and shade != "#000000":
        shade = mix(shade, "#000000", 0.2)
    text = _until(_until(colour, "#000000", LIGHT_GROUND, 5), "#000000", tint, 5)
    pale = (with_lightness(colour, step / STEPS) for step in range(40, STEPS))
    light = next(
        found for found in pale if min(contrast_ratio(found, ground) for ground in (DARK_GROUND, shade)) >= 7
    )
    return {
        f"--city-{name}": colour,
        f"--city-{name}-deep": _until(mix(colour, "#000000", 0.28), "#000000", "#ffffff", 9),
        f"--city-{name}-text": text,
        f"--city-{name}-tint": tint,
        f"--city-{name}-shade": shade,
        f"--city-{name}-light": light,
    }


def identity_rule(primary: str, accent: str) -> str:
    """One CSS rule with every custom property of the city's two colours."""
    properties = shades("primary", primary) | shades("accent", accent)
    return ":root{" + ";".join(f"{name}:{value}" for name, value in properties.items()) + "}\n"
