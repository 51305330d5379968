"""The menu and the city's identity, kept until a page or a setting changes."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from wagtail.models import Page, Site

from .cache import SITE, remember


@dataclass(frozen=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True)
class City:
    """Flat facts for templates; see `CitySettings` for where staff write them."""

    city_name: str
    platform_name: str
    tagline: str
    logo_url: str
    logo_alt: str
    primary_colour: str
    accent_colour: str
    contact_email: str
    footer_text: str
    home_url: str
    legal_links: list[Link] = field(default_factory=list)
    social_links: list[Link] = field(default_factory=list)


def _localized(page: Page, language: str) -> Page:
    if page.locale.language_code == language:
        return page
    return page.get_translations().filter(locale__language_code=language).live().first() or page


def city_identity(request: HttpRequest, language: str) -> City:
    """The city's identity for one site and language. Links lead to live pages only."""
    from .models import CitySettings

    def make() -> City:
        site = Site.find_for_request(request)
        # Not `for_site`: it writes the missing row, and reading a page writes nothing.
        values = CitySettings.objects.filter(site=site).first() or CitySettings()
        home = _localized(site.root_page, language) if site else None
        legal = []
        for page in (values.legal_page, values.privacy_page, values.accessibility_page):
            if page and page.live:
                page = _localized(page, language)
                legal.append(Link(page.title, page.get_url()))
        social = [
            Link(name, url)
            for name, url in (
                ("Facebook", values.facebook_url),
                ("Instagram", values.instagram_url),
                ("Mastodon", values.mastodon_url),
            )
            if url
        ]
        return City(
            city_name=values.city_name,
            platform_name=values.platform_name,
            tagline=values.tagline,
            logo_url=values.logo.get_rendition("max-400x120").url if values.logo else "",
            logo_alt=values.city_name,
            primary_colour=values.primary_colour,
            accent_colour=values.accent_colour,
            contact_email=values.contact_email,
            footer_text=values.footer_text,
            home_url=(home.get_url() if home else None) or f"/{language}/",
            legal_links=legal,
            social_links=social,
        )

    return remember(f"city:{request.get_host()}:{language}", [SITE], make)


def main_menu(request: HttpRequest, language: str) -> list[Link]:
    """The home page's children that editors marked "show in menus"."""

    def make() -> list[Link]:
        site = Site.find_for_request(request)
        if not site:
            return []
        home = _localized(site.root_page, language)
        pages = Page.objects.child_of(home).live().public().in_menu().order_by("path")[:12]
        return [Link(page.title, page.get_url()) for page in pages]

    return remember(f"menu:{request.get_host()}:{language}", [SITE], make)


def language_urls(request: HttpRequest) -> dict[str, str]:
    """Language code → address of this same page in it. Pages give their own (a translation may have another slug)."""
    match = request.resolver_match
    if match is None or match.url_name == "wagtail_serve":
        return {code: f"/{code}/" for code, _name in settings.LANGUAGES}
    return {code: translate_url(request.get_full_path(), code) for code, _name in settings.LANGUAGES}
