"""Searches read many rows, so one network address does only so many: what is kept (`site_core.cache`) costs and counts nothing."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import throttle
from .addresses import client_address

# Somebody who moves a map that is filtered by a word asks twice for each move; a class shares one address.
SEARCHES_PER_MINUTE = 120


def limited_search(view: Callable) -> Callable:
    """Around a view that searches for `?q=`: answer 429 to whoever does nothing else."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.GET.get("q", "").strip():
            name = f"search:{client_address(request)}"
            if not throttle.take(name, SEARCHES_PER_MINUTE, 60):
                response = render(request, "429.html", status=429)
                response["Retry-After"] = str(throttle.seconds_left(name))
                return response
        return view(request, *args, **kwargs)

    return wrapper
