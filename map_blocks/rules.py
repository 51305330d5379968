"""What a map takes: places inside its area, in its own categories."""

from django.utils.translation import gettext as _

from consultation_blocks.participation.models import Activity
from consultation_blocks.participation.rules import Refused

from . import geometry


def outside_message(activity: Activity, latitude: float, longitude: float) -> str:
    """Why a place is refused, in words; empty where it lies in the map's area."""
    if geometry.is_inside(activity.options.get("area"), latitude, longitude):
        return ""
    return _("This place is outside the area of this map. Choose one inside the border that the map shows.")


def ensure_inside(activity: Activity, latitude: float | None, longitude: float | None) -> None:
    """Raise `Refused` (422) for a place outside the area, or for none at all."""
    if latitude is None or longitude is None:
        raise Refused(_("Say where it is: on the map, with an address or with coordinates."), 422)
    message = outside_message(activity, latitude, longitude)
    if message:
        raise Refused(message, 422)
