"""What every site begins with: home page, list of campaigns, and the address that readers know it by."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from wagtail.models import Site

from pages.tree import ensure_campaign_index

UNSET = "localhost"  # what Wagtail calls a new site


class Command(BaseCommand):
    help = (
        "Makes the home page and the list of campaigns where there are none, and gives a new site the address "
        "of BASE_URL. Running it again changes nothing."
    )

    def handle(self, *args, **options) -> None:
        home = ensure_campaign_index().get_parent()
        site = Site.objects.get(is_default_site=True)
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        if site.hostname == UNSET and address.hostname:
            site.hostname = address.hostname
            site.port = address.port or (443 if address.scheme == "https" else 80)
            site.save()
        self.stdout.write(f"{home.title}: {site.root_url}")
        if site.hostname != address.hostname:
            self.stdout.write(
                self.style.WARNING(
                    f"BASE_URL says {settings.WAGTAILADMIN_BASE_URL}, the admin (Settings, Sites) {site.root_url}"
                )
            )
