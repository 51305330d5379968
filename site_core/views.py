"""Site-wide answers: health, errors, the city's colours as CSS, the style guide."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_from_request
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .cache import SITE
from .colours import identity_rule
from .navigation import city_identity
from .styleguide import sample_context


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 when the process and its database answer, 503 otherwise; for load balancers and monitors."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": False}, status=503)
    return JsonResponse({"status": "ok", "database": True})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


@require_safe
@cache_control(public=True, max_age=300)
def identity_css(request: HttpRequest) -> HttpResponse:
    """The city's colours as custom properties: a file, because public pages carry no inline style."""
    city = city_identity(request, settings.LANGUAGE_CODE)
    response = HttpResponse(identity_rule(city.primary_colour, city.accent_colour), content_type="text/css")
    response.cache_tags = {SITE}
    return response


@require_safe
def language_root(request: HttpRequest) -> HttpResponse:
    """From the bare address to the reader's language."""
    response = redirect(f"/{get_language_from_request(request)}/")
    response["Vary"] = "Accept-Language"
    return response


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "styleguide.html", sample_context())


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without a database or a session: the template uses neither."""
    return render(None, "500.html", {"LANGUAGE_CODE": settings.LANGUAGE_CODE}, status=500)
