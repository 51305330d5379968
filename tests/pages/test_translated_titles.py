"""A campaign and its activities have their names in the reader's language, on pages that show no campaign page and in mails too."""

from copy import deepcopy

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from consultation_blocks.models import Activity
from pages.models import CampaignPage
from tests.factories import block, make_campaign_page, make_contribution, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.point("E1")]
BACKEND = "django.contrib.auth.backends.ModelBackend"
FRENCH, ENGLISH = ("La place", "Titre français"), ("The square", "English title")


def translate(page: CampaignPage) -> CampaignPage:
    """Publish it in English, with titles of its own."""
    english, _created = Locale.objects.get_or_create(language_code="en")
    translated = page.copy_for_translation(english, copy_parents=True)
    body = deepcopy(translated.body.get_prep_value())
    body[0]["value"]["title"] = ENGLISH[1]
    translated.body = translated.body.stream_block.to_python(body)
    translated.title = ENGLISH[0]
    translated.save_revision(clean=False).publish()
    return CampaignPage.objects.live().get(locale=english)


def make(kind: str = "proposals", **settings) -> tuple[CampaignPage, Activity]:
    page = make_campaign_page(block(kind, title=FRENCH[1], **settings), title=FRENCH[0])
    return page, Activity.objects.get(campaign__key=page.translation_key)


def titles(activity: Activity, language: str) -> tuple[str, str]:
    activity = Activity.objects.select_related("campaign").get(pk=activity.pk)
    with translation.override(language):
        return activity.campaign.local_title, activity.local_title


def in_english(client, name: str, *arguments) -> str:
    with translation.override("en"):
        return client.get(reverse(name, args=arguments), follow=True).content.decode()


@pytest.mark.parametrize("kind", ["debate", "proposals", "map", "agenda"])
def test_a_form_names_its_activity_in_the_reader_s_language(client, kind):
    page, activity = make(kind)
    translate(page)
    html = in_english(client, "contribute", activity.pk)
    assert ENGLISH[1] in html
    assert FRENCH[1] not in html


def test_titles_follow_the_live_pages_of_each_language():
    page, activity = make()
    assert titles(activity, "en") == FRENCH  # there is none in English yet
    translated = translate(page)
    assert titles(activity, "fr") == FRENCH
    assert titles(activity, "en") == ENGLISH
    assert titles(activity, "ar") == FRENCH
    page.title = "La grande place"
    page.save_revision(clean=False).publish()
    assert titles(activity, "fr") == ("La grande place", FRENCH[1])
    assert titles(activity, "en") == ENGLISH
    translated.title = "A draft"
    translated.save_revision(clean=False)
    assert titles(activity, "en") == ENGLISH
    CampaignPage.objects.get(pk=translated.pk).unpublish()
    assert titles(activity, "en") == ("La grande place", FRENCH[1])
    CampaignPage.objects.get(pk=translated.pk).get_latest_revision().publish()
    assert titles(activity, "en") == ("A draft", ENGLISH[1])
    CampaignPage.objects.get(pk=translated.pk).delete()
    assert titles(activity, "en") == ("La grande place", FRENCH[1])
    assert Activity.objects.get().campaign.is_live


def test_receipt_and_own_list_name_it_in_the_reader_s_language(client):
    page, activity = make()
    translate(page)
    person = make_person(language="en")
    contribution = make_contribution(activity, author=person, title="Trees")
    client.force_login(person, backend=BACKEND)
    for name, arguments in [("my_contributions", []), ("receipt", [contribution.reference])]:
        html = in_english(client, name, *arguments)
        assert ENGLISH[1] in html, name
        assert FRENCH[1] not in html, name
    assert ENGLISH[0] in in_english(client, "my_contributions")


def test_mails_name_it_in_the_author_s_language(client, django_capture_on_commit_callbacks):
    page, activity = make("debate", access="email")
    translate(page)
    with django_capture_on_commit_callbacks(execute=True), translation.override("en"):
        form = {"text": "Fewer cars, please.", "author_name": "Ann", "email": "ann@example.org"}
        response = client.post(reverse("debate_comment", args=[activity.pk]), form)
    assert response.status_code == 302, response.content.decode()
    assert get_user_model().objects.get(email="ann@example.org").language == "en"
    (message,) = mail.outbox
    for words in (message.body, message.alternatives[0].content):
        assert ENGLISH[0] in words
        assert ENGLISH[1] in words
        assert FRENCH[1] not in words
