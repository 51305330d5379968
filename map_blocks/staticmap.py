"""A map that is a picture: drawn by the server as SVG, so that it is there without JavaScript, on paper and in small."""

from dataclasses import dataclass

import numpy as np
import shapely
from django.urls import reverse
from shapely.geometry import box, shape

from .categories import NO_CATEGORY, Category
from .palette import icon_of
from .querysets import Cluster, project

TILE = 256
OVERLAY_KINDS = ("water", "park", "road", "rail", "building", "district")
# Outlines are simplified to a pixel; what still takes more letters than this stays out of the page.
MAX_PATH = 14_000
MAX_LABELS = 16


@dataclass(frozen=True)
class Tile:
    url: str
    x: int
    y: int


@dataclass(frozen=True)
class Mark:
    """A pin or, where `count` is more than one, a circle with a number; x and y in the picture's pixels."""

    x: int
    y: int
    count: int
    radius: int
    colour: str
    icon: str


@dataclass(frozen=True)
class Outline:
    path: str
    kind: str


@dataclass(frozen=True)
class Label:
    x: int
    y: int
    text: str
    kind: str


@dataclass(frozen=True)
class StaticMap:
    width: int
    height: int
    tiles: list[Tile]
    area: str
    outlines: list[Outline]
    labels: list[Label]
    marks: list[Mark]


def overlay_kind(properties: dict, geometry_type: str) -> str:
    """How an overlay's feature is drawn: by its `kind` where we know it, else as a plain line or area."""
    kind = properties.get("kind")
    if kind in OVERLAY_KINDS:
        return kind
    return "area" if "Polygon" in geometry_type else "line"


def _path(geometry) -> str:
    """SVG path data of lines and polygons in pixels."""
    parts = []
    for part in getattr(geometry, "geoms", [geometry]):
        if part.geom_type == "Polygon":
            rings = [part.exterior, *part.interiors]
        elif part.geom_type == "LineString":
            rings = [part]
        else:
            continue
        for ring in rings:
            points = [f"{round(x)} {round(y)}" for x, y in ring.coords]
            parts.append("M" + "L".join(points) + ("Z" if part.geom_type == "Polygon" else ""))
    return "".join(parts)


class Frame:
    """A window of `width` × `height` pixels on the Web-Mercator plane around a place."""

    def __init__(self, latitude: float, longitude: float, zoom: int, width: int, height: int):
        self.zoom, self.width, self.height = zoom, width, height
        x, y = project(latitude, longitude, zoom)
        self.left, self.top = round(x - width / 2), round(y - height / 2)

    def at(self, latitude: float, longitude: float) -> tuple[int, int]:
        x, y = project(latitude, longitude, self.zoom)
        return round(x - self.left), round(y - self.top)

    def tiles(self) -> list[Tile]:
        side = 2**self.zoom
        columns = range(self.left // TILE, (self.left + self.width) // TILE + 1)
        rows = range(max(self.top // TILE, 0), min((self.top + self.height) // TILE, side - 1) + 1)
        return [
            Tile(
                reverse("tile", args=[self.zoom, column % side, row]),
                column * TILE - self.left,
                row * TILE - self.top,
            )
            for row in rows
            for column in columns
        ]

    def draw(self, geometry: dict):
        """A GeoJSON geometry in the frame's pixels, cut to the frame and simplified; None where nothing is left."""

        def move(positions):
            return np.array([self.at(latitude, longitude) for longitude, latitude in positions]).reshape(
                -1, 2
            )

        pixels = shapely.transform(shape(geometry), move)
        if not pixels.is_valid:
            pixels = pixels.buffer(0)
        cut = pixels.simplify(0.8).intersection(box(-40, -40, self.width + 40, self.height + 40))
        return None if cut.is_empty else cut


def base_map(frame: Frame, area: dict | None, overlay: dict | None) -> tuple[str, list[Outline], list[Label]]:
    """Path of the area, and the overlay's outlines and names, largest first."""
    outlines, labels, letters = [], [], 0
    drawn = []
    for feature in (overlay or {}).get("features", []):
        shown = frame.draw(feature["geometry"])
        if shown is not None:
            drawn.append((overlay_kind(feature["properties"], feature["geometry"]["type"]), feature, shown))
    order = {
        kind: rank
        for rank, kind in enumerate(["district", "area", "park", "water", "building", "line", "road", "rail"])
    }
    for kind, feature, shown in sorted(drawn, key=lambda item: order[item[0]]):
        path = _path(shown)
        letters += len(path)
        if not path or letters > MAX_PATH:
            continue
        outlines.append(Outline(path, kind))
        name = feature["properties"].get("name")
        if name and kind in ("district", "park", "water", "area") and len(labels) < MAX_LABELS:
            middle = shown.representative_point()
            labels.append(Label(round(middle.x), round(middle.y), name, kind))
    border = frame.draw(area) if area else None
    return (_path(border) if border is not None else ""), outlines, labels


def marks_of(frame: Frame, clusters: list[Cluster], categories: dict[str, Category]) -> list[Mark]:
    """Pins and circles, from north to south so that a pin's point covers no other's head."""
    marks = []
    for cluster in clusters:
        x, y = frame.at(cluster.latitude, cluster.longitude)
        if not (-30 <= x <= frame.width + 30 and -10 <= y <= frame.height + 50):
            continue
        category = categories.get(cluster.category, NO_CATEGORY)
        radius = 0 if cluster.count == 1 else 17 if cluster.count < 10 else 21 if cluster.count < 100 else 26
        marks.append(Mark(x, y, cluster.count, radius, category.hex, icon_of(category.icon)))
    return sorted(marks, key=lambda mark: (mark.count > 1, mark.y))


def static_map(
    centre: tuple[float, float],
    zoom: int,
    clusters: list[Cluster],
    categories: list[Category],
    area: dict | None = None,
    overlay: dict | None = None,
    size: tuple[int, int] = (960, 640),
) -> StaticMap:
    """A picture of the places around a centre (latitude, longitude)."""
    frame = Frame(*centre, zoom, *size)
    border, outlines, labels = base_map(frame, area, overlay)
    by_key = {category.key: category for category in categories}
    return StaticMap(*size, frame.tiles(), border, outlines, labels, marks_of(frame, clusters, by_key))
