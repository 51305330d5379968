"""Views of a map as ranges of quadkeys.

A place's quadkey is its path down the tiles of the Web-Mercator square, so all places in a tile are one range of the index. A
rectangle is covered with few tiles, neighbours in the order of quadkeys joined into one range. See the Bing Maps tile system for
the numbering; `services.quadkey_of` writes the column.
"""

import math
from dataclasses import dataclass

import mercantile

MAX_LEVEL = 22
# More ranges cost more than the few rows outside the view that fewer ranges bring along.
MAX_TILES = 20
# Web Mercator ends here; places beyond are drawn, and kept, on the edge.
MERCATOR_LIMIT = 85.05


@dataclass(frozen=True)
class Bbox:
    """A rectangle in degrees. `west` > `east` where it crosses the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def parse(cls, text: str) -> "Bbox | None":
        """Read `west,south,east,north` (Leaflet's unwrapped longitudes too); None where it is no rectangle."""
        parts = text.split(",")
        if len(parts) != 4:
            return None
        try:
            west, south, east, north = (float(part) for part in parts)
        except ValueError:
            return None
        if not all(map(math.isfinite, (west, south, east, north))) or south > north or west > east + 360:
            return None
        if max(abs(west), abs(east)) > 10_000:
            return None
        if east - west >= 360:
            west, east = -180.0, 180.0
        else:
            west, east = _wrap(west), _wrap(east)
        return cls(west, max(south, -90.0), east, min(north, 90.0))

    @property
    def spans(self) -> list[tuple[float, float]]:
        """The longitudes that it holds, in one piece or two."""
        if self.west <= self.east:
            return [(self.west, self.east)]
        return [(self.west, 180.0), (-180.0, self.east)]

    @property
    def reaches(self) -> tuple[float, float]:
        """The latitudes that it holds: a view of the map's edge holds the pole, whose places are drawn there."""
        south = -90.0 if self.south <= -MERCATOR_LIMIT else self.south
        north = 90.0 if self.north >= MERCATOR_LIMIT else self.north
        return south, north


WORLD = Bbox(-180.0, -90.0, 180.0, 90.0)


def _wrap(longitude: float) -> float:
    return longitude if -180 <= longitude <= 180 else (longitude + 180) % 360 - 180


def _clamp(latitude: float) -> float:
    return max(min(latitude, MERCATOR_LIMIT), -MERCATOR_LIMIT)


@dataclass(frozen=True)
class Cells:
    """A block of tiles of one level: columns x0…x1, rows y0…y1, both included."""

    level: int
    x0: int
    x1: int
    y0: int
    y1: int

    @property
    def count(self) -> int:
        return (self.x1 - self.x0 + 1) * (self.y1 - self.y0 + 1)

    def up(self) -> "Cells":
        """The tiles one level above that hold these."""
        return Cells(self.level - 1, self.x0 >> 1, self.x1 >> 1, self.y0 >> 1, self.y1 >> 1)

    def holds(self, tile: mercantile.Tile) -> bool:
        return self.x0 <= tile.x <= self.x1 and self.y0 <= tile.y <= self.y1


def cells_of(bbox: Bbox, level: int) -> list[Cells]:
    """The tiles of a level that a rectangle touches: one block, or two across the 180th meridian."""
    blocks = []
    for west, east in bbox.spans:
        top_left = mercantile.tile(west, _clamp(bbox.north), level)
        bottom_right = mercantile.tile(east, _clamp(bbox.south), level)
        blocks.append(Cells(level, top_left.x, bottom_right.x, top_left.y, bottom_right.y))
    return blocks


def ranges_of(blocks: list[Cells]) -> list[tuple[str, str]]:
    """Ranges [low, high) of quadkeys that together hold the blocks, and perhaps a little more around them."""
    while sum(block.count for block in blocks) > MAX_TILES:
        blocks = [block.up() for block in blocks]
    level = blocks[0].level
    if level == 0:
        return [("", "4")]
    numbers = sorted(
        {
            int(mercantile.quadkey(x, y, level), 4)
            for block in blocks
            for x in range(block.x0, block.x1 + 1)
            for y in range(block.y0, block.y1 + 1)
        }
    )
    ranges, start, last = [], numbers[0], numbers[0]
    for number in [*numbers[1:], None]:
        if number is not None and number == last + 1:
            last = number
            continue
        # Digits are 0 to 3, so "…4" comes after everything that begins with "…".
        ranges.append((_quadkey(start, level), _quadkey(last, level) + "4"))
        start = last = number
    return ranges


def _quadkey(number: int, level: int) -> str:
    digits = []
    for _digit in range(level):
        digits.append(str(number & 3))
        number >>= 2
    return "".join(reversed(digits))
