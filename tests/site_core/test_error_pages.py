"""What is shown when something is missing, broken or down."""

import pytest
from django.db import OperationalError, connection
from django.test import RequestFactory

from site_core import views
from site_core.middleware import unavailable_middleware


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_a_missing_page_keeps_the_site_s_header_and_offers_a_search(client, language):
    response = client.get(f"/{language}/nothing-here/")
    html = response.content.decode()
    assert response.status_code == 404
    assert 'class="site-header"' in html
    assert 'type="search"' in html


def test_the_page_for_a_fault_needs_neither_database_nor_request(django_db_blocker):
    with django_db_blocker.block():
        response = views.server_error(RequestFactory().get("/fr/"))
    assert response.status_code == 500
    assert "css/error.css" in response.content.decode()


@pytest.mark.parametrize(("path", "direction"), [("/fr/x/", "ltr"), ("/ar/x/", "rtl"), ("/", "ltr")])
def test_a_database_that_is_down_gives_503_in_the_reader_s_language(
    path, direction, django_db_blocker, monkeypatch
):
    monkeypatch.setattr(connection, "close", lambda: None)
    middleware = unavailable_middleware(lambda request: None)
    with django_db_blocker.block():
        response = middleware.process_exception(RequestFactory().get(path), OperationalError("gone"))
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert f'dir="{direction}"' in response.content.decode()
