"""Tiles, features, lists and pages of the map. Reading answers are the same for everybody and kept by tag."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import conditional_page, require_safe

from consultation_blocks.participation import rules as participation_rules
from consultation_blocks.participation.activities import block_of, page_of
from consultation_blocks.participation.flood import client_address
from consultation_blocks.participation.kinds import ActivityKind
from consultation_blocks.participation.models import Activity, MapContribution
from site_core import throttle
from site_core.cache import SITE, campaign_tag
from site_core.searching import limited_search

from . import formats, geocoding, outgoing, showing, staticmap, tiles
from .categories import categories_of
from .querysets import MAX_ZOOM, Filters, name_points, view_of
from .tilecover import WORLD

GEOCODES_PER_MINUTE = 30
# Tiles that nobody has looked at yet, for one network address: ten large screens full, and a class looks at one town.
TILE_MISSES_PER_MINUTE = 600


def _map(activity_id: int) -> Activity:
    return get_object_or_404(
        Activity.objects.visible().filter(kind=ActivityKind.MAP).select_related("campaign"), pk=activity_id
    )


def _keys(activity: Activity) -> list[str]:
    return [item["key"] for item in activity.options.get("categories", [])]


def _kept(response: HttpResponse, activity: Activity) -> HttpResponse:
    response.cache_tags = {SITE, campaign_tag(activity.campaign_id)}
    return response


@require_safe
def tile(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """A tile of the base map; one clear pixel while it cannot be had (an error would be drawn as a broken picture)."""
    name = f"tiles:{client_address(request)}"
    try:
        found = tiles.tile(z, x, y, lambda: throttle.take(name, TILE_MISSES_PER_MINUTE, 60))
    except tiles.NoSuchTile:
        # A page with menus would be much work for something that no person sees.
        return HttpResponse(status=404, headers={"Cache-Control": "public, max-age=86400"})
    if found is None:
        # Private: it may be for this person only that there is none.
        headers = {"Cache-Control": "private, max-age=60", "X-Tile": "unavailable"}
        return HttpResponse(tiles.CLEAR, content_type="image/png", headers=headers)
    content, media_type = found
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Cache-Control": "public, max-age=604800, stale-if-error=2592000"},
    )


@require_safe
@limited_search
@conditional_page
def features(request: HttpRequest, activity_id: int) -> HttpResponse:
    """What is in view: `?bbox=west,south,east,north&zoom=&category=&q=`.

    `{"total", "categories": [key…], "points": [[lat, lng, reference, category index or −1]…], "clusters": [[lat, lng, count]…]}`,
    with degrees × 100,000 as whole numbers (about a metre).
    """
    activity = _map(activity_id)
    keys = _keys(activity)
    filters = Filters.from_query(request.GET, keys)
    try:
        zoom = min(max(int(request.GET.get("zoom", "0")), 0), MAX_ZOOM)
    except ValueError:
        zoom = 0
    view = name_points(view_of(activity, filters.bbox or WORLD, zoom, filters))
    index = {key: position for position, key in enumerate(keys)}

    def whole(degrees: float) -> int:
        return round(degrees * 100_000)

    answer = {
        "total": view.total,
        "categories": keys,
        "points": [
            [whole(p.latitude), whole(p.longitude), p.reference, index.get(p.category, -1)]
            for p in view.points
        ],
        "clusters": [[whole(c.latitude), whole(c.longitude), c.count] for c in view.clusters],
    }
    return _kept(JsonResponse(answer, json_dumps_params={"separators": (",", ":")}), activity)


@require_safe
@limited_search
@conditional_page
def places_list(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The list beside the map for one view, as a piece of HTML."""
    activity = _map(activity_id)
    page = page_of(activity.campaign, get_language())
    child = page and block_of(page, activity)
    categories = categories_of(activity, child.value if child else None)
    filters = Filters.from_query(request.GET, [item.key for item in categories])
    context = showing.list_context(
        activity, categories, filters, request.GET.get("cursor", ""), showing.PAGE_SIZE
    ) | {
        "activity": activity,
        "closed_message": participation_rules.closed_message(activity),
        "full": True,
        "in_view": bool(filters.bbox),
        "heading": "h2",
    }
    return _kept(render(request, "map_blocks/list.html", context), activity)


@require_safe
@conditional_page
def layers(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The area limit and the overlay: `{"area": geometry or null, "overlay": FeatureCollection or null}`."""
    activity = _map(activity_id)
    page = page_of(activity.campaign, get_language())
    child = page and block_of(page, activity)
    overlay = child.value.get("overlay") if child else None
    return _kept(JsonResponse({"area": activity.options.get("area"), "overlay": overlay}), activity)


@require_safe
def geojson(request: HttpRequest, activity_id: int) -> StreamingHttpResponse:
    """All public places as GeoJSON (RFC 7946), streamed."""
    activity = _map(activity_id)
    names = {category.key: category.name for category in categories_of(activity)}

    def address(reference: str) -> str:
        return request.build_absolute_uri(reverse("contribution", args=[reference]))

    response = StreamingHttpResponse(
        formats.feature_collection(activity, names, address), content_type="application/geo+json"
    )
    response["Content-Disposition"] = f'attachment; filename="places-{activity.pk}.geojson"'
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return response


def _public_place(reference: str) -> MapContribution:
    return get_object_or_404(
        MapContribution.objects.public()
        .select_related("activity__campaign", "workshop")
        .prefetch_related("attachments"),
        reference=reference.upper(),
    )


@require_safe
@conditional_page
def card(request: HttpRequest, reference: str) -> HttpResponse:
    """What a marker's balloon says, as text: `{"reference", "title", "text", "category", "url", "photo"}`."""
    place = _public_place(reference)
    activity = place.activity
    page = page_of(activity.campaign, get_language())
    child = page and block_of(page, activity)
    showing.dress([place], categories_of(activity, child.value if child else None))
    answer = {
        "reference": place.reference,
        "title": place.title,
        "text": Truncator(place.text).chars(180),
        "category": place.shown_category.name,
        "url": reverse("map_contribution_detail", args=[place.reference]),
        "photo": {"url": place.photo.get_absolute_url(), "alt": place.photo.caption} if place.photo else None,
    }
    return _kept(JsonResponse(answer), activity)


@require_safe
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """A place's own page, with its comments; the same for everybody, so it may be kept."""
    place = _public_place(reference)
    activity = place.activity
    page = page_of(activity.campaign, get_language())
    if page is None:
        raise Http404
    child = block_of(page, activity)
    value = child.value if child else None
    categories = categories_of(activity, value)
    showing.dress([place], categories)
    picture = None
    if place.latitude is not None:
        picture = staticmap.static_map(
            (place.latitude, place.longitude),
            max(16, min(showing.zoom_of(value) + 1, 18)),
            showing.single(place),
            categories,
            activity.options.get("area"),
            value.get("overlay") if value else None,
            size=(640, 440),
        )
    context = {
        "page": page,
        "campaign_page": page,
        "activity": activity,
        "place": place,
        "map": picture,
        "map_credit": settings.TILE_ATTRIBUTION,
        "title": place.title,
        "share_url": request.build_absolute_uri(reverse("map_contribution_detail", args=[place.reference])),
        "description": Truncator(" ".join(place.text.split())).chars(200),
        "closed_message": participation_rules.closed_message(activity),
    }
    return _kept(render(request, "map_blocks/detail.html", context), activity)


@never_cache
@require_safe
def geocode(request: HttpRequest) -> JsonResponse:
    """Addresses like `?q=`: `{"results": [{"label", "latitude", "longitude"}]}`, or 429/503 with a `message`."""
    text = request.GET.get("q", "")
    if not geocoding.is_configured():
        message = _(
            "Address search is not set up here. Point at the place on the map, or give its coordinates."
        )
        return JsonResponse({"results": [], "message": message}, status=503)
    name = f"geocode:{client_address(request)}"
    if not throttle.take(name, GEOCODES_PER_MINUTE, 60):
        message = _("Too many searches. Please wait a minute.")
        headers = {"Retry-After": str(throttle.seconds_left(name))}
        return JsonResponse({"results": [], "message": message}, status=429, headers=headers)
    try:
        found = geocoding.search(text)
    except outgoing.Unavailable:
        message = _(
            "Addresses cannot be looked up at the moment. Point at the place on the map, or give its coordinates."
        )
        return JsonResponse({"results": [], "message": message}, status=503, headers={"Retry-After": "60"})
    results = [
        {"label": item.label, "latitude": round(item.latitude, 6), "longitude": round(item.longitude, 6)}
        for item in found
    ]
    return JsonResponse({"results": results})
