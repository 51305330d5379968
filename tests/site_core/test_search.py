"""Words are found whatever their case and accents, the same on every database."""

import pytest
from django.db import connection
from django.urls import reverse

from consultation_blocks.models import Contribution
from site_core.search import ACCENTED, LIGATURES, UNACCENTED, fold, holding
from tests.factories import block, make_activity, make_campaign_page, make_contribution, make_event

pytestmark = [pytest.mark.django_db, pytest.mark.point("P6", "E4")]
TITLE = "Une ÉCOLE à l’Œuvre, rue Saint-Médéric — 100 % été_2027"


@pytest.mark.parametrize(
    "words",
    ["ecole", "École", "ÉCOLE", "oeuvre", "œuvre", "mederic", "Médéric", "100 %", "ete_2027", "a l’oeuvre"],
)
def test_words_are_found_without_case_and_accents(words):
    make_contribution(make_activity("proposals"), title=TITLE)
    assert Contribution.objects.filter(holding(words, "title", "text")).count() == 1


@pytest.mark.parametrize("words", ["ecoles", "100 _", "ete 2027", "%x"])
def test_what_is_not_written_is_not_found_and_signs_mean_themselves(words):
    make_contribution(make_activity("proposals"), title=TITLE)
    assert not Contribution.objects.filter(holding(words, "title", "text")).exists()


def test_accents_that_stand_by_themselves_are_found_as_well():
    make_contribution(make_activity("proposals"), title="Une e\u0301cole")
    for words in ("ecole", "école", "e\u0301cole"):
        assert Contribution.objects.filter(holding(words, "title")).count() == 1


def test_the_database_folds_as_python_does():
    everything = ACCENTED + "".join(LIGATURES) + "ABC xyz مرحبا’ e\u0301"
    make_contribution(make_activity("proposals"), title="x", text=everything)
    (folded,) = Contribution.objects.values_list("text__folded", flat=True)
    assert folded == fold(everything)
    assert len(ACCENTED) == len(UNACCENTED), connection.vendor


@pytest.mark.parametrize(("kind", "name"), [("proposals", "q"), ("map", "q"), ("agenda", "q")])
def test_every_list_finds_the_word_typed_without_its_accents(client, kind, name):
    activity = make_activity(kind)
    place = {"latitude": 48.89, "longitude": 2.2} if kind == "map" else {}
    make = make_event if kind == "agenda" else make_contribution
    found = make(activity, title="Le préau de l’école", **place)
    other = make(activity, title="Le marché", **place)
    html = client.get(reverse("activity", args=[activity.pk]), {name: "PREAU ecole"}).content.decode()
    assert found.reference in html
    assert other.reference not in html


def test_the_site_s_search_finds_it_too(client):
    found = make_contribution(make_activity("proposals"), title="Le préau de l’école")
    html = client.get("/fr/search/", {"q": "preau de l’ECOLE"}).content.decode()
    assert found.reference in html


@pytest.mark.parametrize(
    "words", ["chateau", "CHÂTEAU", "cafe", "café", "oeuvre", "fete  ", "question posee"]
)
def test_pages_are_found_by_words_typed_without_their_accents(client, words):
    intro = block("debate", intro="<p>La fête de l’œuvre</p>")
    page = make_campaign_page(intro, title="Le château", lede="Un café", question="La question posée")
    make_campaign_page(title="Le marché")
    assert client.get("/fr/search/", {"q": words}).context["pages"] == [page]


def test_a_page_that_is_called_so_stands_before_one_that_only_says_so(client):
    said = make_campaign_page(title="Le marché", lede="La place, la place, la place")
    called = make_campaign_page(
        title="La place", lede="Ses bancs, ses arbres, sa fontaine et bien d’autres mots"
    )
    assert client.get("/fr/search/", {"q": "PLACE"}).context["pages"] == [called, said]
