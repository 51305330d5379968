"""Pages kept by tag: served again until a tag is dropped, and never older than a drop."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from site_core.cache import PublicPageCacheMiddleware, drop_tags


@pytest.fixture
def ask(settings):
    """Ask for one address whose view is given; returns the content that came."""
    settings.PUBLIC_PAGE_CACHE_SECONDS = 60
    cache.clear()

    def get(view) -> str:
        def respond(request):
            response = HttpResponse(view())
            response.cache_tags = {"campaign"}
            return response

        return PublicPageCacheMiddleware(respond)(RequestFactory().get("/page/")).content.decode()

    return get


def test_a_page_is_kept_until_its_tag_is_dropped(ask):
    assert [ask(lambda: "first"), ask(lambda: "second")] == ["first", "first"]
    drop_tags("another")
    assert ask(lambda: "second") == "first"
    drop_tags("campaign")
    assert ask(lambda: "second") == "second"


def test_a_page_that_was_being_made_when_its_tag_was_dropped_is_not_kept(ask):
    def slow():
        content = "with what is hidden now"
        drop_tags("campaign")  # a moderator hides it after the page has read it
        return content

    ask(slow)
    assert ask(lambda: "without") == "without"
