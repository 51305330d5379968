"""The places of one map: what is in view, what the filters leave, and clusters counted by the database."""

import math
from dataclasses import dataclass, field

import mercantile
from django.db.models import Avg, Count, Min, Q, QuerySet
from django.db.models.functions import Substr

from consultation_blocks.participation.models import Activity, Contribution, MapContribution
from consultation_blocks.participation.paging import Page, keyset_page
from site_core.search import holding

from .tilecover import MAX_LEVEL, WORLD, Bbox, Cells, cells_of, ranges_of

MAX_ZOOM = 19
# Clusters stand in cells of 64 pixels; a view with more of them than this gets larger ones.
MAX_CELLS = 640
MERGE_PIXELS = 40
# From here on nothing is merged: one cannot zoom in further to part it.
PART_ZOOM = 18
NEWEST = ("-published_at", "-id")
# Up to so many places in view are sorted by themselves; where there are more, reading newest first finds a page soon.
FEW = 2000


@dataclass(frozen=True)
class Filters:
    """What a reader has asked for; unknown or malformed parameters are not here."""

    category: str = ""
    search: str = ""
    bbox: Bbox | None = None

    @classmethod
    def from_query(cls, query, categories: list[str]) -> "Filters":
        category = query.get("category", "")
        return cls(
            category=category if category in categories else "",
            search=" ".join(query.get("q", "").replace("\0", " ").split())[:80],
            bbox=Bbox.parse(query.get("bbox", "")),
        )


@dataclass
class Cluster:
    """Places that stand together. `first` is the only one's id where `count` is 1."""

    latitude: float
    longitude: float
    count: int
    category: str = ""
    first: int = 0
    reference: str = ""


@dataclass
class View:
    total: int = 0
    points: list[Cluster] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)


def places_of(activity: Activity, filters: Filters = Filters()) -> QuerySet:
    """The public places of one map, by category and words; not by view."""
    places = MapContribution.objects.public().of(activity)
    if filters.category:
        places = places.filter(category=filters.category)
    for word in filters.search.split()[:6]:
        places = places.filter(holding(word, "title", "text", "place"))
    return places


def in_ranges(places: QuerySet, blocks: list[Cells]) -> QuerySet:
    """Those in a block of tiles and a little around, by ranges of the index `contribution_tile`.

    One SELECT a range, joined by UNION ALL: SQLite, which keeps no statistics, reads the whole map for an OR of ranges.
    """
    # The partial index is only used by a query that says its condition.
    placed = places.filter(latitude__isnull=False).order_by()
    parts = [placed.filter(quadkey__gte=low, quadkey__lt=high) for low, high in ranges_of(blocks)]
    if len(parts) == 1:
        return parts[0]
    first, *others = (part.values_list("pk", flat=True) for part in parts)
    # Nothing else may be asked outside: any other index that fits would be read instead of these ids.
    return Contribution.objects.filter(pk__in=first.union(*others, all=True))


def inside(bbox: Bbox) -> Q:
    """Exactly inside a rectangle."""
    south, north = bbox.reaches
    longitudes = Q()
    for west, east in bbox.spans:
        longitudes |= Q(longitude__gte=west, longitude__lte=east)
    return longitudes & Q(latitude__gte=south, latitude__lte=north)


def in_view(places: QuerySet, bbox: Bbox) -> QuerySet:
    """Those exactly inside a rectangle, found through the index."""
    return in_ranges(places.filter(inside(bbox)), cells_of(bbox, MAX_LEVEL))


def page_of_places(
    activity: Activity, filters: Filters, cursor: str = "", size: int = 20
) -> tuple[Page, int | None]:
    """One page of the list beside the map, newest first, and how many there are in view where they are few.

    Two queries, three with a view.
    """
    places, total = places_of(activity, filters), None
    if filters.bbox:
        few = list(in_view(places, filters.bbox).order_by().values_list("pk", flat=True)[: FEW + 1])
        if len(few) <= FEW:
            places, total = MapContribution.objects.public().filter(pk__in=few), len(few)
        else:
            places = places.filter(inside(filters.bbox))
    places = places.select_related("activity", "workshop").prefetch_related("attachments")
    return keyset_page(places, NEWEST, cursor, size), total


def cluster_level(bbox: Bbox, zoom: int) -> int:
    """The tile level of cells of 64 pixels at a zoom, or larger ones where the view is huge."""
    level = MAX_LEVEL if zoom >= PART_ZOOM else min(zoom + 2, MAX_LEVEL)
    while level > 0 and sum(block.count for block in cells_of(bbox, level)) > MAX_CELLS:
        level -= 1
    return level


def view_of(activity: Activity, bbox: Bbox = WORLD, zoom: int = 0, filters: Filters = Filters()) -> View:
    """What a map shows of a view: single places and clusters, in one grouped query over whole cells.

    Every place whose cell touches the view is counted once, so that clusters stay where they are while the map moves.
    """
    level = cluster_level(bbox, zoom)
    blocks = cells_of(bbox, level)
    rows = (
        in_ranges(places_of(activity, filters), blocks)
        .annotate(cell=Substr("quadkey", 1, level) if level else Substr("quadkey", 1, 1))
        .values("cell")
        .order_by()
        .annotate(
            count=Count("pk"),
            latitude=Avg("latitude"),
            longitude=Avg("longitude"),
            first=Min("pk"),
            one_category=Min("category"),
        )
    )
    found = [
        Cluster(row["latitude"], row["longitude"], row["count"], row["one_category"], row["first"])
        for row in rows
        if not level or any(block.holds(mercantile.quadkey_to_tile(row["cell"])) for block in blocks)
    ]
    if zoom < PART_ZOOM:
        found = merge_near(found, zoom)
    view = View(total=sum(cluster.count for cluster in found))
    for cluster in found:
        (view.points if cluster.count == 1 else view.clusters).append(cluster)
    return view


def name_points(view: View) -> View:
    """Give single places their references, in one query."""
    references = dict(
        MapContribution.objects.public()
        .filter(pk__in=[point.first for point in view.points])
        .values_list("pk", "reference")
    )
    for point in view.points:
        point.reference = references.get(point.first, "")
    view.points = [point for point in view.points if point.reference]
    return view


def project(latitude: float, longitude: float, zoom: float) -> tuple[float, float]:
    """Web-Mercator pixels of a place at a zoom, from the north-west corner of the world."""
    size = 256 * 2**zoom
    sine = math.sin(math.radians(max(min(latitude, 85.0511), -85.0511)))
    y = 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return (longitude + 180) / 360 * size, y * size


def merge_near(clusters: list[Cluster], zoom: int) -> list[Cluster]:
    """Join what would overlap on the screen, the largest first; the sum of counts stays the same."""
    kept: list[Cluster] = []
    grid: dict[tuple[int, int], list[tuple[float, float, Cluster]]] = {}
    for cluster in sorted(clusters, key=lambda item: (-item.count, item.first)):
        x, y = project(cluster.latitude, cluster.longitude, zoom)
        column, row = int(x // MERGE_PIXELS), int(y // MERGE_PIXELS)
        near = None
        for across in (column - 1, column, column + 1):
            for down in (row - 1, row, row + 1):
                for other_x, other_y, other in grid.get((across, down), ()):
                    if math.hypot(x - other_x, y - other_y) < MERGE_PIXELS:
                        near = other
        if near is None:
            kept.append(cluster)
            grid.setdefault((column, row), []).append((x, y, cluster))
            continue
        total = near.count + cluster.count
        near.latitude = (near.latitude * near.count + cluster.latitude * cluster.count) / total
        near.longitude = (near.longitude * near.count + cluster.longitude * cluster.count) / total
        near.count = total
    return kept
