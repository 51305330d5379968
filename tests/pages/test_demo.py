"""The demo: made once, with true counters, in three languages."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import TestCase

from consultation_blocks.models import Activity, Campaign, Contribution, Vote, Workshop
from consultation_blocks.participation.counters import recompute_all
from consultation_blocks.participation.kinds import Status
from pages.demo import fibre, languages, park, people, schools, square
from pages.demo.build import build
from pages.demo.translations import WORDS
from pages.models import CampaignPage
from site_core.models import OutgoingMail, User

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo, made once for this module and rolled back after it."""
    from django.db import transaction

    with django_db_blocker.unblock():
        from wagtail.models import Collection

        if Collection.get_first_root_node() is None:  # tests without migrations
            Collection.add_root(name="Root")
        atomic = transaction.atomic()
        atomic.__enter__()
        # Translations are published on commit, which a rolled-back transaction never reaches.
        with TestCase.captureOnCommitCallbacks(execute=True):
            assert build() is True
        yield
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


def rows() -> dict[str, int]:
    return {
        model.__name__: model.objects.count()
        for model in (Campaign, Activity, Contribution, Vote, Workshop, User)
    }


def test_a_second_time_changes_nothing(demo):
    before = rows()
    out = StringIO()
    call_command("setup_demo", stdout=out)
    assert rows() == before and "nothing was changed" in out.getvalue()


def test_four_campaigns_stand_in_their_different_states(demo):
    states = {campaign.slug: campaign.status for campaign in Campaign.objects.all()}
    assert states == {square.SLUG: "open", fibre.SLUG: "open", park.SLUG: "closed", schools.SLUG: "upcoming"}
    kinds = Activity.objects.filter(campaign__slug=square.SLUG).values_list("kind", flat=True)
    assert sorted(kinds) == ["agenda", "debate", "map", "proposals", "timeline"]


def test_every_counter_is_what_the_rows_say(demo):
    assert recompute_all(fix=False) == []


def test_there_is_something_of_everything(demo):
    found = set(Contribution.objects.values_list("kind", "status"))
    assert {kind for kind, _status in found} == {"comment", "proposal", "map", "event"}
    assert {Status.PUBLISHED, Status.PENDING, Status.REJECTED, Status.HIDDEN, Status.WITHDRAWN} <= {
        s for _k, s in found
    }
    assert Contribution.objects.public().count() > 150
    assert Contribution.objects.filter(depth__gte=3).exists()
    assert Workshop.objects.filter(published_count__gt=1).exists()


def test_making_it_sends_no_mail(demo):
    assert OutgoingMail.objects.count() == 0 and mail.outbox == []


def test_the_translations_are_complete_and_editable(demo):
    page = CampaignPage.objects.get(slug=square.SLUG, locale__language_code="fr")
    untranslated = [text for text in languages.strings_of(page) if text not in WORDS and not text.islower()]
    assert untranslated == []
    for language, title in (("en", "The market square, tomorrow"), ("ar", "ساحة السوق غدًا")):
        translation = page.get_translations().get(locale__language_code=language)
        assert translation.live and translation.title == title
        assert [str(child.id) for child in translation.specific.body] == [
            str(child.id) for child in page.body
        ]


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_page_of_the_demo_answers_in_every_language(demo, client, language):
    page = CampaignPage.objects.get(slug=square.SLUG, locale__language_code=language)
    paths = [f"/{language}/", page.get_parent().url, page.url]
    paths += [f"/{language}/a/{activity.pk}/" for activity in Activity.objects.all()]
    for kind in ("comment", "proposal", "map", "event"):
        paths.append(f"/{language}/c/{Contribution.objects.public().filter(kind=kind).first().reference}/")
    statuses = {path: client.get(path, follow=True).status_code for path in paths}
    assert set(statuses.values()) == {200}, statuses


def test_the_logins_that_are_printed_work(demo, client):
    out = StringIO()
    call_command("demo_info", stdout=out)
    for email, _name, _group in people.STAFF:
        assert email in out.getvalue()
        assert client.login(username=email, password=people.PASSWORD)
