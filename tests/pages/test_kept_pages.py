"""A kept page is made anew when what it shows of the library, or the site's address, changes."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from tests.factories import make_campaign_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def is_kept(client, settings):
    """Ask for a campaign's page; returns whether the answer is the one of before."""
    settings.PUBLIC_PAGE_CACHE_SECONDS = 60
    cache.clear()
    page, numbers = make_campaign_page(), iter(range(1, 100))

    def ask() -> bool:
        question = f"Version {next(numbers)} of the question?"
        type(page).objects.filter(pk=page.pk).update(question=question)  # tells nobody
        return question not in client.get(page.url).content.decode()

    assert [ask(), ask()] == [False, True]
    return ask


def make_image():
    return get_image_model().objects.create(title="A square", file=get_test_image_file())


def make_document():
    file = ContentFile(b"%PDF-1.4", name="minutes.pdf")
    return get_document_model().objects.create(title="Minutes", file=file)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.mark.parametrize("make", [make_image, make_document])
def test_a_picture_or_document_that_is_changed_or_deleted(make, is_kept, commit):
    with commit():
        found = make()
    is_kept()
    assert is_kept()
    found.title = "Another title"
    with commit():
        found.save()
        assert is_kept()  # until the change is there for others too
    assert not is_kept()
    assert is_kept()
    with commit():
        found.delete()
    assert not is_kept()


def test_another_address_of_the_site(is_kept, commit):
    site = Site.objects.get()
    site.site_name = "Valbrune"
    with commit():
        site.save()
    assert not is_kept()


def test_a_rendition_made_while_a_page_is_shown_leaves_the_others_kept(is_kept):
    image = make_image()
    is_kept()
    image.get_rendition("width-100")
    assert is_kept()
