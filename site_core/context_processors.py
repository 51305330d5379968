"""What every public template may use without asking who is reading."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from .navigation import city_identity, language_urls, main_menu


def site(request: HttpRequest) -> dict:
    """`city` (name, colours, footer, links) and `menu` (title, url); both lazy, both kept between requests."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "city": SimpleLazyObject(lambda: city_identity(request, language)),
        "menu": SimpleLazyObject(lambda: main_menu(request, language)),
        "language_urls": SimpleLazyObject(lambda: language_urls(request)),
        "SITE_LANGUAGES": [
            {"code": code, "name": name}
            for code, name in (("fr", "Français"), ("en", "English"), ("ar", "العربية"))
        ],
        "STYLE_GUIDE": getattr(settings, "STYLE_GUIDE", False),
    }
