"""What the templates of the map are given: the picture, the list, the filters, and what the script needs to know."""

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from consultation_blocks.participation.models import Activity, MapContribution
from site_core.cache import SITE, published_tag, remember

from .categories import NO_CATEGORY, Category
from .querysets import Cluster, Filters, View, page_of_places, view_of
from .staticmap import StaticMap, static_map
from .tilecover import Bbox
from .widgets import tile_template

BEST_SIZE = 6
PAGE_SIZE = 20
DEFAULT_ZOOM = 14


def centre_of(value) -> tuple[float, float]:
    """Latitude and longitude of a block's centre; the city's where the editor has not chosen one yet."""
    place = value.get("centre") if value else None
    place = place or settings.GEO_WIDGET_DEFAULT_LOCATION
    return place["lat"], place["lng"]


def zoom_of(value) -> int:
    return (value.get("zoom") if value else None) or DEFAULT_ZOOM


def frame_bbox(centre: tuple[float, float], zoom: int) -> Bbox:
    """Degrees around a centre that hold the picture's 960 × 640 pixels."""
    latitude, longitude = centre
    across, down = 480 * 360 / (256 * 2**zoom), 320 * 360 / (256 * 2**zoom)
    return Bbox.parse(f"{longitude - across},{latitude - down},{longitude + across},{latitude + down}")


def picture_of(
    activity: Activity, value, categories: list[Category], filters: Filters
) -> tuple[StaticMap, int]:
    """The map of the block as a picture, and how many places there are in it; one query."""
    centre, zoom = centre_of(value), zoom_of(value)

    def count() -> View:
        return view_of(activity, frame_bbox(centre, zoom), zoom, filters)

    if filters == Filters():
        # The whole map is counted when a place is published or goes, not whenever somebody votes.
        tags = [SITE, published_tag(activity.campaign_id)]
        view = remember(f"map-picture:{activity.pk}:{centre}:{zoom}", tags, count)
    else:
        view = count()
    return (
        static_map(
            centre,
            zoom,
            [*view.points, *view.clusters],
            categories,
            activity.options.get("area"),
            value.get("overlay") if value else None,
        ),
        view.total,
    )


def dress(places: list[MapContribution], categories: list[Category]) -> list[MapContribution]:
    """Give each place its `shown_category` and its `photo` (or None)."""
    by_key = {category.key: category for category in categories}
    for place in places:
        place.shown_category = by_key.get(place.category, NO_CATEGORY)
        place.photo = next(
            (file for file in place.attachments.all() if file.is_image and not file.is_private), None
        )
    return places


def query_of(filters: Filters, **changes: str) -> str:
    """The filters as a query string, `?` included; empty without any."""
    state = {"category": filters.category, "q": filters.search, **changes}
    query = urlencode({name: value for name, value in state.items() if value})
    return f"?{query}" if query else ""


def list_context(
    activity: Activity, categories: list[Category], filters: Filters, cursor: str, size: int
) -> dict:
    """`places` of one page with what cards show, `next_url` and `filters`."""
    page, in_view = page_of_places(activity, filters, cursor, size)
    bbox = filters.bbox
    view = {"bbox": f"{bbox.west},{bbox.south},{bbox.east},{bbox.north}"} if bbox else {}
    address = reverse("activity", args=[activity.pk])
    return {
        "places": dress(page.items, categories),
        "filters": filters,
        "total_in_view": in_view,
        "is_filtered": bool(filters.category or filters.search),
        "next_url": address + query_of(filters, cursor=page.next_cursor, **view) if page.next_cursor else "",
        "all_url": address,
    }


def filter_groups(activity: Activity, categories: list[Category], filters: Filters) -> list[dict]:
    """Categories as links, for the filter bar."""
    if not categories:
        return []
    address = reverse("activity", args=[activity.pk])
    options = [
        {
            "label": _("All"),
            "key": "",
            "url": address + query_of(filters, category=""),
            "is_on": not filters.category,
        }
    ]
    options += [
        {
            "label": category.name,
            "key": category.key,
            "category": category,
            "url": address + query_of(filters, category=category.key),
            "is_on": category.key == filters.category,
        }
        for category in categories
    ]
    return [{"label": _("Category"), "options": options}]


def script_data(
    activity: Activity | None, value, categories: list[Category], filters: Filters | None = None
) -> dict:
    """What the script needs to know of a map, as JSON in the page: addresses, centre, categories."""
    data = {
        "centre": list(centre_of(value)),
        "zoom": zoom_of(value),
        "tiles": tile_template(),
        "attribution": settings.TILE_ATTRIBUTION,
        "categories": [
            {"key": item.key, "name": item.name, "colour": item.hex, "icon": item.icon} for item in categories
        ],
    }
    if activity:
        data |= {
            "features": reverse("map_features", args=[activity.pk]),
            "list": reverse("map_list", args=[activity.pk]),
            "layers": reverse("map_layers", args=[activity.pk]),
            "card": reverse("map_card", args=["REFERENCE"]),
            "place": reverse("map_contribution_detail", args=["REFERENCE"]),
            "category": filters.category if filters else "",
            "search": filters.search if filters else "",
        }
    return data


def block_context(
    activity: Activity, value, categories: list[Category], query: QueryDict, full: bool
) -> dict:
    """Everything that the block's template shows; four queries."""
    filters = Filters.from_query(query if full else QueryDict(), [item.key for item in categories])
    picture, _in_picture = picture_of(activity, value, categories, filters)
    cursor = query.get("cursor", "") if full else ""
    return {
        "map": picture,
        "map_credit": settings.TILE_ATTRIBUTION,
        "total": activity.contributions_count,
        "groups": filter_groups(activity, categories, filters),
        "data": script_data(activity, value, categories, filters),
        "geojson_url": reverse("map_geojson", args=[activity.pk]),
        **list_context(activity, categories, filters, cursor, PAGE_SIZE if full else BEST_SIZE),
    }


def single(place: MapContribution) -> list[Cluster]:
    """One place as what a picture marks."""
    return [Cluster(place.latitude, place.longitude, 1, place.category, place.pk)]
