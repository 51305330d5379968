"""The browser itself: what every other test here relies on."""

import pytest


@pytest.mark.point("X2")
@pytest.mark.parametrize("width", [390, 1280])
def test_the_admin_login_opens_without_a_request_to_another_host(open_page, width: int):
    page = open_page("/admin/login/", width=width)
    assert page.locator("input[type=password]").is_visible()
    assert page.evaluate("innerWidth") == width


@pytest.mark.parametrize("order", ["first", "second"])
def test_every_browser_test_begins_with_what_the_migrations_made(open_page, order: str):
    from wagtail.models import Page, Site

    assert Page.objects.filter(depth=1).exists()
    assert Site.objects.filter(is_default_site=True).exists()
    assert open_page("/health/").locator("body").inner_text()
