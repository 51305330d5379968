"""Gaps of the packages we stand on: each test fails without its workaround, and tells when it can go."""

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from pages.models import CampaignPage
from tests.factories import block, make_campaign_page


def translate(page: Page, locale: Locale) -> None:
    source, _created = TranslationSource.update_or_create_from_instance(page)
    Translation.objects.get_or_create(source=source, target_locale=locale)[0].save_target(publish=True)


@pytest.mark.point("E1")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_tree_translated_in_one_go_can_be_reached(client):
    from django.db import transaction

    page = make_campaign_page(block("debate"))
    index = Page.objects.get(pk=page.get_parent().pk).specific
    home = Page.objects.get(pk=index.get_parent().pk).specific
    with transaction.atomic():
        english, _created = Locale.objects.get_or_create(language_code="en")
        for original in (home, index, page):
            translate(original, english)
    translated = CampaignPage.objects.get(translation_key=page.translation_key, locale=english)
    assert translated.get_parent().numchild == 1
    assert client.get(translated.url).status_code == 200


@pytest.mark.django_db
def test_a_block_that_was_never_filled_in_can_be_translated():
    page = make_campaign_page(
        {"type": "debate", "id": "0b9a8f0e-3f7b-4a5e-9b57-0d3c5f1b2a11", "value": {"title": "T"}}
    )
    source, _created = TranslationSource.update_or_create_from_instance(page)
    assert source.stringsegment_set.filter(string__data="T").exists()
