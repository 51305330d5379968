"""A new installation has its first pages and knows its own address."""

import io

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from pages.models import CampaignIndexPage, HomePage

pytestmark = pytest.mark.django_db


def set_up(settings, address: str) -> str:
    settings.WAGTAILADMIN_BASE_URL = address
    said = io.StringIO()
    call_command("setup_site", stdout=said)
    return said.getvalue()


@pytest.fixture
def welcome_page():
    """As Wagtail's migrations leave it: one page that says welcome."""
    root = Page.get_first_root_node()
    welcome = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home"))
    Site.objects.update(root_page=welcome, hostname="localhost", port=80)
    for page in HomePage.objects.all():
        page.delete()


def test_a_new_site_gets_its_pages_and_says_its_address_to_search_engines(welcome_page, client, settings):
    set_up(settings, "https://participez.example.fr")
    assert not Page.objects.filter(title__contains="Wagtail").exists()
    host = {"HTTP_HOST": "participez.example.fr", "secure": True}
    home = client.get("/fr/", **host).content.decode()
    assert '<link rel="canonical" href="https://participez.example.fr/fr/">' in home
    assert 'property="og:url" content="https://participez.example.fr/fr/"' in home
    assert CampaignIndexPage.objects.get().get_url() in home
    sitemap = client.get("/sitemap.xml", **host).content.decode()
    assert "<loc>https://participez.example.fr/fr/</loc>" in sitemap
    assert "localhost" not in sitemap


@pytest.mark.parametrize(
    ("address", "port"), [("http://10.0.0.7", 80), ("http://10.0.0.7:8080", 8080), ("https://10.0.0.7", 443)]
)
def test_the_port_is_that_of_the_address(settings, address, port):
    Site.objects.update(hostname="localhost")
    set_up(settings, address)
    assert (Site.objects.get().hostname, Site.objects.get().port) == ("10.0.0.7", port)


def test_a_second_time_changes_nothing_and_an_address_that_was_chosen_stays(settings):
    Site.objects.update(hostname="localhost")
    set_up(settings, "https://one.example.fr")
    before = Page.objects.count()
    said = set_up(settings, "https://two.example.fr")
    assert Site.objects.get().hostname == "one.example.fr"
    assert Page.objects.count() == before
    assert "two.example.fr" in said and "one.example.fr" in said
