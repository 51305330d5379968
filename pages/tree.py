"""The pages that every site has: home and list of campaigns, made where a new database has none."""

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from .models import CampaignIndexPage, HomePage


def ensure_home() -> HomePage:
    """The home page in the default language; on a new database it takes the place of Wagtail's welcome page."""
    locale, _created = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    home = HomePage.objects.filter(locale=locale).order_by("pk").first()
    if home:
        return home
    with transaction.atomic():
        root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
        site = Site.objects.filter(is_default_site=True).first()
        welcome = site.root_page if site else None
        home = root.add_child(
            instance=HomePage(
                title="Participez", slug=locale.language_code, locale=locale, show_in_menus=False
            )
        )
        if site:
            site.root_page = home
            site.save()
        else:
            Site.objects.create(
                hostname="localhost", root_page=home, is_default_site=True, site_name="Participation"
            )
        if welcome and type(welcome.specific) is Page:
            welcome.delete()
    return home


def ensure_campaign_index() -> CampaignIndexPage:
    """The list of campaigns in the default language."""
    home = ensure_home()
    index = CampaignIndexPage.objects.descendant_of(home).order_by("pk").first()
    if index is None:
        index = CampaignIndexPage(
            title="Concertations", slug="concertations", locale=home.locale, show_in_menus=True
        )
        home.add_child(instance=index)
        index.save_revision().publish()
    return index
