"""Map tiles through the site (X2): from the disk, else from the configured server, else nothing, soon."""

import base64
import os
import random
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image

from . import outgoing

MAX_ZOOM = 19
MAX_BYTES = 400_000
MAX_SIDE = 1024
FRESH_SECONDS = 30 * 24 * 3600
FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
# One transparent pixel, the same size as no other tile: by it the script knows that there is no base map.
CLEAR = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNgYAAAAAMAASsJTYQAAAAASUVORK5CYII="
)
# The folder is looked through once in so many writes, and then made a tenth smaller than allowed.
PRUNE_EVERY = 200


class NoSuchTile(Exception):
    """Outside the square of its zoom, or a zoom that is not served."""


def media_type(content: bytes) -> str | None:
    """The type of a tile by its content, or None where it is no picture of a tile's size."""
    try:
        with Image.open(BytesIO(content), formats=list(FORMATS)) as picture:
            if max(picture.size) > MAX_SIDE:
                return None
            kind = picture.format
            picture.verify()
    except Exception:  # Pillow raises many kinds for broken content; all mean that this is no tile
        return None
    return FORMATS.get(kind)


def tile(z: int, x: int, y: int, may_ask: Callable[[], bool]) -> tuple[bytes, str] | None:
    """Content and type of a tile, or None while it cannot be had.

    A kept tile is served for thirty days, and longer while the server does not answer or `may_ask` says no.

    Raises:
        NoSuchTile: not a tile.
    """
    if not (0 <= z <= MAX_ZOOM and 0 <= x < 2**z and 0 <= y < 2**z):
        raise NoSuchTile
    path = Path(settings.TILE_CACHE_DIR) / str(z) / str(x) / f"{y}.png"
    kept = _read(path)
    if kept and time.time() - path.stat().st_mtime < FRESH_SECONDS:
        return kept
    return _fetch(z, x, y, path, may_ask) or kept


def _read(path: Path) -> tuple[bytes, str] | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    kind = media_type(content)
    return (content, kind) if kind else None


def _fetch(z: int, x: int, y: int, path: Path, may_ask: Callable[[], bool]) -> tuple[bytes, str] | None:
    if not settings.TILE_SERVER_URL:
        return None
    url = settings.TILE_SERVER_URL.format(z=z, x=x, y=y, s="abc"[(x + y) % 3])
    try:
        status, content = outgoing.fetch("tiles", url, max_bytes=MAX_BYTES, may_ask=may_ask)
    except outgoing.Unavailable:
        return None
    kind = media_type(content) if status == 200 else None
    if kind is None:
        return None
    _keep(path, content)
    return content, kind


def _keep(path: Path, content: bytes) -> None:
    """Write whole or not at all: another process may be reading. A full disk costs the cache, not the tile."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        os.replace(file.name, path)  # noqa: PTH105
    except OSError:
        return
    if random.randrange(PRUNE_EVERY) == 0:  # noqa: S311
        prune()


def prune(limit: int | None = None) -> int:
    """Remove the oldest tiles where the folder holds more than `limit` bytes (settings.TILE_CACHE_MAX_MB); returns how many."""
    limit = settings.TILE_CACHE_MAX_MB * 1_000_000 if limit is None else limit
    found = []
    for path in Path(settings.TILE_CACHE_DIR).rglob("*.png"):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((status.st_mtime, status.st_size, path))
    total = sum(size for _time, size, _path in found)
    if total <= limit:
        return 0
    removed = 0
    for _time, size, path in sorted(found):
        if total <= limit * 0.9:
            break
        path.unlink(missing_ok=True)
        total -= size
        removed += 1
    return removed
