"""The English and Arabic pages of the demo, made as editors make them: through wagtail-localize, string by string."""

from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from ..models import CampaignPage
from .translations import WORDS

LANGUAGES = ("en", "ar")


def strings_of(page: Page) -> list[str]:
    """The French strings of a page that translators are offered."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    segments = StringSegment.objects.filter(source=source).select_related("string").order_by("order")
    return list(dict.fromkeys(segment.string.data for segment in segments))


def translate(campaign: CampaignPage) -> None:
    """Translate the campaign and what stands above and beside it, and publish the translations."""
    # Read again: the tree keeps parents as they were when their children were added.
    index = Page.objects.get(pk=campaign.get_parent().pk).specific
    home = Page.objects.get(pk=index.get_parent().pk).specific
    standard = [page.specific for page in home.get_children().exclude(pk=index.pk)]
    for language in LANGUAGES:
        locale, _created = Locale.objects.get_or_create(language_code=language)
        for page in (home, index, *standard, campaign):
            translate_page(page, locale)


def translate_page(page: Page, locale: Locale) -> None:
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    position = LANGUAGES.index(locale.language_code)
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        words = WORDS.get(segment.string.data)
        if words:
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={
                    "data": words[position],
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                },
            )
    translation.save_target(publish=True)
