"""What every answer carries, and what is said when the database does not answer."""

import logging

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpResponseNotFound
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils import translation

logger = logging.getLogger(__name__)

PUBLIC_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
# Click-to-load media: the frame is created only when the person asks for it.
MEDIA_FRAMES = (
    "frame-src 'self' https://www.youtube-nocookie.com https://player.vimeo.com https://peertube.fr"
)
# Wagtail's own screens use inline scripts and styles.
ADMIN_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "script-src 'self' 'unsafe-inline'; frame-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)


def security_headers_middleware(get_response):
    """Content-Security-Policy without inline code on public pages; a wider one in the admin."""

    def middleware(request):
        if "\x00" in request.path_info:
            # PostgreSQL takes no NUL in a text, and no address of ours has one.
            return HttpResponseNotFound()
        response = get_response(request)
        if "Content-Security-Policy" not in response:
            admin = request.path.startswith("/admin/")
            response["Content-Security-Policy"] = (
                ADMIN_POLICY if admin else f"{PUBLIC_POLICY}; {MEDIA_FRAMES}"
            )
        response.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(self), browsing-topics=()"
        )
        return response

    return middleware


def unavailable_middleware(get_response):
    """Answer 503 in plain words while the database is down, and ask to come back."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        # Also a full disk or a column that is missing: whoever keeps the server must be able to see which.
        logger.exception("The database did not answer as it should")
        connection.close()
        code = request.path.strip("/").split("/")[0]
        language = code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = render(None, "503.html", {"LANGUAGE_CODE": language}, status=503)
        response["Retry-After"] = "60"
        return response

    middleware.process_exception = process_exception
    return middleware


class LanguageMiddleware(LocaleMiddleware):
    """The language is in the address. Django's own would answer an unknown address without one (a file, an API
    path) by a redirect to a page that does not exist either; here it is a plain 404."""

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response
