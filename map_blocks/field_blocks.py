"""Two kinds of StreamField value: a place chosen on a map, and GeoJSON."""

import json
import math

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.blocks import FieldBlock
from wagtailgeowidget.blocks import LeafletBlock
from wagtailgeowidget.helpers import geosgeometry_str_to_struct

from . import geometry
from .widgets import GeoJSONInput, LocalLeafletField


class LocationBlock(LeafletBlock):
    """wagtail-geo-widget's map with what it leaves open: `required` and `help_text` count, an empty value is empty,
    and the value is always None or `{"lat": float, "lng": float}`.
    """

    def __init__(self, required: bool = True, help_text: str = "", **kwargs):
        super().__init__(**kwargs)
        self.field_options = {"required": required, "help_text": help_text}

    @cached_property
    def field(self) -> forms.Field:
        widget = LocalLeafletField(
            srid=4326,
            id_prefix="",
            address_field=self.address_field,
            zoom_field=self.zoom_field,
            hide_latlng=self.hide_latlng,
        )
        return forms.CharField(widget=widget, **self.field_options)

    @staticmethod
    def read(value) -> dict | None:
        """A place from what is stored (a dict) or sent by the form (`SRID=4326;POINT(lng lat)`); None for anything else."""
        if isinstance(value, str):
            found = geosgeometry_str_to_struct(value.strip())
            value = {"lat": found["y"], "lng": found["x"]} if found else None
        if not isinstance(value, dict):
            return None
        try:
            latitude, longitude = float(value["lat"]), float(value["lng"])
        except (KeyError, TypeError, ValueError):
            return None
        if not (math.isfinite(latitude) and math.isfinite(longitude)):
            return None
        if abs(latitude) > 90 or abs(longitude) > 180:
            return None
        return {"lat": latitude, "lng": longitude}

    def to_python(self, value) -> dict | None:
        return self.read(value)

    def get_prep_value(self, value) -> dict | None:
        return self.read(value)

    def value_from_form(self, value):
        """What was sent as it is, so that `clean` can say what is wrong with it; else a place or None."""
        return self.read(value) or (value or None)

    def value_for_form(self, value) -> str | None:
        if isinstance(value, str):
            return value or None
        place = self.read(value)
        return f"SRID=4326;POINT({place['lng']} {place['lat']})" if place else None

    def clean(self, value) -> dict | None:
        text = self.field.clean(self.value_for_form(value))
        if not text:
            return None
        place = self.read(text)
        if place is None:
            raise ValidationError(
                _("Give the latitude and longitude of a place, for example 48.8924, 2.2069.")
            )
        return place


class GeoJSONBlock(FieldBlock):
    """GeoJSON pasted or read from a file; the value is None or a dict made by `reader` (see `geometry`).

    Not a TextBlock: wagtail-localize would hand coordinates to translators.
    """

    def __init__(self, reader=geometry.overlay_from, required: bool = True, help_text: str = "", **kwargs):
        self.reader = reader
        self.field_options = {"required": required, "help_text": help_text}
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.Field:
        return forms.CharField(widget=GeoJSONInput(), **self.field_options)

    def to_python(self, value) -> dict | None:
        return value if isinstance(value, dict) else None

    def get_prep_value(self, value):
        return value or None

    def value_from_form(self, value):
        return value or None

    def value_for_form(self, value) -> str:
        return json.dumps(value, separators=(",", ":")) if isinstance(value, dict) else (value or "")

    def clean(self, value) -> dict | None:
        text = self.field.clean(self.value_for_form(value))
        return self.reader(text) if text else None

    class Meta:
        icon = "code"
