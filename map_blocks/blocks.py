"""The collaborative map as an editor composes it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from consultation_blocks.participation.blocks import InteractiveBlock
from consultation_blocks.participation.kinds import ActivityKind

from . import geometry, samples, showing
from .categories import categories_of, snapshot
from .field_blocks import GeoJSONBlock, LocationBlock
from .palette import COLOUR_CHOICES, DEFAULT_COLOUR, DEFAULT_ICON, ICON_CHOICES

MAX_CATEGORIES = 16


class CategoryBlock(blocks.StructBlock):
    """A kind of place. What is kept with contributions is the list item's id, so a name may be changed at any time."""

    name = blocks.CharBlock(label=_("Name"), max_length=60)
    colour = blocks.ChoiceBlock(label=_("Colour"), choices=COLOUR_CHOICES, default=DEFAULT_COLOUR)
    icon = blocks.ChoiceBlock(label=_("Icon"), choices=ICON_CHOICES, default=DEFAULT_ICON)

    class Meta:
        icon = "tag"
        label = _("Category")
        form_classname = "struct-block"


class MapBlock(InteractiveBlock):
    """People mark places on a map and say something about each."""

    # Centre and zoom stand side by side: wagtail-geo-widget's script finds the zoom by the name of its field.
    centre = LocationBlock(
        label=_("Centre"), zoom_field="zoom", help_text=_("Drag the marker to the middle of the map.")
    )
    zoom = blocks.IntegerBlock(
        label=_("Zoom"),
        min_value=2,
        max_value=19,
        default=14,
        help_text=_("12 shows a city, 15 a district, 17 a few streets."),
    )
    categories = blocks.ListBlock(
        CategoryBlock(), label=_("Categories"), min_num=0, max_num=MAX_CATEGORIES, default=[], collapsed=True
    )
    area = GeoJSONBlock(
        label=_("Area limit"),
        reader=geometry.area_from,
        required=False,
        help_text=_("GeoJSON with a polygon: places outside are refused. Empty: everywhere."),
    )
    overlay = GeoJSONBlock(
        label=_("Overlay"),
        required=False,
        help_text=_(
            "GeoJSON drawn under the places. A feature's “name” is shown; its “kind” may be water, park, road, rail, "
            "building or district."
        ),
    )

    class Meta:
        kind = ActivityKind.MAP
        icon = "site"
        label = _("Collaborative map")
        description = _(
            "People mark places, say what is needed or liked there and add a photo; a list stands beside the map."
        )
        template = "map_blocks/block.html"

    def clean(self, value):
        cleaned = super().clean(value)
        centre = cleaned.get("centre")
        if centre and not geometry.is_inside(cleaned.get("area"), centre["lat"], centre["lng"]):
            message = _t(
                "The centre of the map lies outside the area limit. Are longitude and latitude swapped?"
            )
            raise StructBlockValidationError(block_errors={"area": ValidationError(message)})
        return cleaned

    def activity_options(self, value) -> dict:
        """`categories` [{key, name, colour, icon}] and `area` (a GeoJSON polygon or None): what a write is checked against."""
        return {"categories": snapshot(value), "area": value.get("area")}

    def get_preview_value(self):
        return self.normalize(samples.preview_value())

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        activity = context["activity"]
        if activity is None:
            # Not published yet, or in the block picker: the editor's settings with sample places.
            return context | samples.context(value)
        request = context.get("request")
        query = request.GET if request else showing.QueryDict()
        categories = categories_of(activity, value)
        return context | showing.block_context(activity, value, categories, query, bool(context["full"]))
