"""wagtail-geo-widget's Leaflet map, and a box for GeoJSON, as the admin shows them: everything served by the site itself.

As released (9.1), the package brings Leaflet and its tiles from other hosts. Its widget and its script are kept; what they load is
replaced here. This module can go when the package lets settings name these addresses.
"""

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.telepath import register
from wagtailgeowidget.widgets import LeafletField, LeafletFieldAdapter


def tile_template() -> str:
    """Address of the site's own tiles, with Leaflet's placeholders."""
    return reverse("tile", args=[0, 0, 0]).replace("0/0/0", "{z}/{x}/{y}")


class LocalLeafletField(LeafletField):
    """A marker on a map; nothing is asked of another host."""

    @cached_property
    def media(self) -> forms.Media:
        return forms.Media(
            css={"all": ["leaflet/leaflet.css", "wagtailgeowidget/css/leaflet-field.css"]},
            js=["leaflet/leaflet.js", "js/map-admin.js", "wagtailgeowidget/js/leaflet-field.js"],
        )


class LocalLeafletFieldAdapter(LeafletFieldAdapter):
    def js_args(self, widget) -> list:
        *arguments, options = super().js_args(widget)
        options = options | {
            "tileLayer": tile_template(),
            "tileLayerOptions": {"attribution": settings.TILE_ATTRIBUTION, "maxZoom": 19},
        }
        return [*arguments, options]


register(LocalLeafletFieldAdapter(), LocalLeafletField)


class GeoJSONInput(forms.Textarea):
    """A text box for GeoJSON that also takes a file: the browser reads it into the box."""

    def __init__(self, attrs=None):
        super().__init__({"rows": 4, "spellcheck": "false", **(attrs or {})})

    class Media:
        js = ["js/map-admin.js"]

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        box = super().render(name, value, attrs, renderer)
        return format_html(
            '<div data-geojson-file>{}<p><label>{} <input type="file" accept=".geojson,.json,application/geo+json"></label></p></div>',
            box,
            _("Or read it from a file:"),
        )
