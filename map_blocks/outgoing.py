"""The only requests that the site makes for its maps: to the tile server and the geocoder that the settings name.

Bounded in time and size, without redirects, and with a circuit breaker that all processes share: a server that does not answer costs
one person three seconds, once a minute.
"""

import threading
import time
from collections.abc import Callable

import requests
from django.conf import settings
from django.core.cache import cache

SECONDS = 3.0
PAUSE = 60
SUSPECT = 15 * 60
# Threads of one process that may wait for other hosts at the same time; the others answer at once without.
_slots = threading.BoundedSemaphore(4)


class Unavailable(Exception):
    """The other server does not answer, or not as it should."""


def user_agent() -> str:
    """Says who asks and where to complain, as the tile policy of OpenStreetMap wants."""
    return f"participation-platform/1.0 (+{settings.WAGTAILADMIN_BASE_URL})"


def fetch(
    name: str,
    url: str,
    *,
    max_bytes: int,
    params: dict | None = None,
    may_ask: Callable[[], bool] = lambda: True,
) -> tuple[int, bytes]:
    """GET a URL of the settings.

    Args:
        name: of the service; the breaker is kept by it.
        may_ask: whether the person for whom this is has not asked too often; asked only when the service is about to be.

    Returns:
        Status and body, for every answer below 500.

    Raises:
        Unavailable: broken circuit, no connection, too slow, too large, a redirect, a server error, or `may_ask` says no.
    """
    if cache.get(f"breaker:{name}:open"):
        raise Unavailable(name)
    # After a failure one request at a time tries again; the others do not wait with it.
    if cache.get(f"breaker:{name}:suspect") and not cache.add(f"breaker:{name}:trial", 1, int(SECONDS) + 2):
        raise Unavailable(name)
    if not _slots.acquire(blocking=False):
        raise Unavailable(name)
    try:
        if not may_ask():
            raise Unavailable(name)
        status, body = _get(url, params, max_bytes)
    except (requests.RequestException, OSError, ValueError) as error:
        cache.set_many({f"breaker:{name}:suspect": 1}, SUSPECT)
        cache.set(f"breaker:{name}:open", 1, PAUSE)
        raise Unavailable(name) from error
    finally:
        _slots.release()
    if cache.get(f"breaker:{name}:suspect"):
        cache.delete_many([f"breaker:{name}:suspect", f"breaker:{name}:trial"])
    return status, body


def _get(url: str, params: dict | None, max_bytes: int) -> tuple[int, bytes]:
    """One answer within SECONDS in all, however slowly it drips."""
    deadline = time.monotonic() + SECONDS
    headers = {"User-Agent": user_agent(), "Accept-Encoding": "identity"}
    with requests.get(
        url, params=params, headers=headers, timeout=(1.5, 1.5), stream=True, allow_redirects=False
    ) as answer:
        if answer.status_code >= 500 or 300 <= answer.status_code < 400:
            raise ValueError(answer.status_code)
        body = bytearray()
        for chunk in answer.iter_content(16_384):
            body += chunk
            if len(body) > max_bytes or time.monotonic() > deadline:
                raise ValueError("too large or too slow")
        return answer.status_code, bytes(body)
