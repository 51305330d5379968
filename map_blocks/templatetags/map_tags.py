"""The map in other rooms' templates.

A place picker in any form: `{% include "map_blocks/picker.html" with place=… latitude=… longitude=… %}`; what its author reads
again of a place: `{% sent_place contribution page %}`.
"""

from django import template

from consultation_blocks.participation.activities import block_of
from consultation_blocks.participation.models import Contribution

from .. import geocoding, showing
from ..categories import categories_of

register = template.Library()


@register.simple_tag
def picker_data(picker: dict | None = None) -> dict:
    """`script` (see `showing.script_data`), the city's centre where no map is given, and `has_geocoder`."""
    return {
        "script": picker or showing.script_data(None, None, []),
        "has_geocoder": geocoding.is_configured(),
    }


@register.inclusion_tag("map_blocks/sent.html")
def sent_place(contribution: Contribution, page) -> dict:
    """Category, photo and place; `page`: the campaign's in the reader's language, or None."""
    child = block_of(page, contribution.activity) if page else None
    categories = categories_of(contribution.activity, child.value if child else None)
    return {"place": showing.dress([contribution], categories)[0]}
