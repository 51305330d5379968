"""Public pages kept whole, by tag.

A view that shows the same page to everybody sets `response.cache_tags`. The page is kept with the stamp that each tag had when it
was made and served as long as no stamp has changed; `drop_tags` changes stamps. Nothing personal may be in such a page.
"""

import hashlib
import time
from collections.abc import Callable, Iterable
from uuid import uuid4

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseNotModified
from django.utils.cache import patch_cache_control

SITE = "site"
CAMPAIGNS = "campaigns"


def campaign_tag(campaign_id: int) -> str:
    return f"campaign:{campaign_id}"


def published_tag(campaign_id: int) -> str:
    """Of counts over what is published in a campaign: they follow every publication, but no vote."""
    return f"published:{campaign_id}"


def activity_tag(activity_id: int) -> str:
    """Of what shows the votes of one activity."""
    return f"activity:{activity_id}"


def _stamp(moment: int) -> str:
    """Unlike any other, and later ones sort after earlier ones."""
    return f"{moment:020d}.{uuid4().hex}"


def _stamps(tags: Iterable[str]) -> dict[str, str]:
    keys = [f"stamp:{tag}" for tag in sorted(tags)]
    found = cache.get_many(keys)
    missing = {key: _stamp(0) for key in keys if key not in found}
    if missing:
        cache.set_many(missing, None)
    return found | missing


def drop_tags(*tags: str) -> None:
    """Make every kept page that carries one of these tags stale, in all processes."""
    cache.set_many({f"stamp:{tag}": _stamp(time.time_ns()) for tag in tags}, None)


def remember(name: str, tags: Iterable[str], make: Callable, seconds: int = 3600, began: str | None = None):
    """A value computed once and kept until one of its tags is dropped.

    Args:
        began: the request's `began`, where the value is made of what was read before this call: dropped since then, it is not kept.
    """
    stamps = _stamps(tags)
    if began and any(stamp >= began for stamp in stamps.values()):
        return make()
    key = "value:" + hashlib.sha256(f"{name}|{sorted(stamps.items())}".encode()).hexdigest()
    return cache.get_or_set(key, make, seconds)


class PublicPageCacheMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = request.began = _stamp(time.time_ns())
        seconds = settings.PUBLIC_PAGE_CACHE_SECONDS
        if not seconds or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        name = f"{request.scheme}|{request.get_host()}|{request.get_full_path()}|{request.headers.get('HX-Request', '')}"
        key = "page:" + hashlib.sha256(name.encode()).hexdigest()
        kept = cache.get(key)
        if kept:
            stamps, headers, content = kept
            if cache.get_many(stamps) == stamps:
                return self._answer(request, headers, content)
        response = self.get_response(request)
        tags = getattr(response, "cache_tags", None)
        if (
            tags is None
            or response.status_code != 200
            or response.streaming
            or response.cookies
            or "Cookie" in response.get("Vary", "")
        ):
            return response
        etag = hashlib.sha256(response.content).hexdigest()[:32]
        response["ETag"] = f'W/"{etag}"'
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        headers = dict(response.items())
        stamps = _stamps(tags)
        # Dropped while the page was being made: it may hold what was there before, so it is not kept.
        if all(stamp < began for stamp in stamps.values()):
            cache.set(key, (stamps, headers, response.content), seconds)
        return self._answer(request, headers, response.content)

    @staticmethod
    def _answer(request: HttpRequest, headers: dict[str, str], content: bytes) -> HttpResponse:
        known = [tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")]
        response = HttpResponseNotModified() if headers["ETag"] in known else HttpResponse(content)
        for header, value in headers.items():
            if header != "Content-Length":
                response[header] = value
        return response
