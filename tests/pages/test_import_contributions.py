"""The Nanterre export, both files as they are, and exports made here to show each trap."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from wagtail.models import GroupApprovalTask, PageViewRestriction, Workflow, WorkflowTask

from consultation_blocks.models import Campaign, Contribution, Workshop
from consultation_blocks.opendata.nanterre import UnreadableFile, read
from consultation_blocks.participation.counters import recompute_all
from pages.models import CampaignPage
from tests.factories import block, make_campaign_page, make_superuser

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "fr-nanterre-assises"
ASSISES, PAPETERIES = DATA / "toutes-les-contributions-anon.csv", DATA / "papeteries.csv"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not beside this checkout")
pytestmark = pytest.mark.django_db
HEADER = "Concertation,Débat,Contribution collective,Nombre de participants,user-id,Age,Quartier,Contenu\n"


@pytest.fixture(autouse=True)
def english():
    """The wording of what is to be reviewed, whatever the catalogues say."""
    with translation.override("en"):
        yield


def run(file, *options) -> dict:
    out = StringIO()
    call_command("import_contributions", str(file), "--json", *options, stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def written(tmp_path, text: str, encoding: str = "utf-8") -> Path:
    file = tmp_path / "export.csv"
    file.write_bytes(text.encode(encoding))
    return file


@needs_data
@pytest.mark.point("CC5", "CC2")
def test_the_assises_give_the_city_s_own_figures():
    result = run(ASSISES, "--consultation", "Assises pour la ville 2016")
    figures = {
        name: result[name] for name in ("contributions", "collective", "workshops", "participants", "debates")
    }
    assert figures == {
        "contributions": 246,
        "collective": 130,
        "workshops": 71,
        "participants": 1419,
        "debates": 11,
    }
    assert (result["created"], result["unchanged"]) == (246, 0)
    assert list(result["campaigns"]) == ["assises-pour-la-ville-2016"]


@needs_data
@pytest.mark.point("CC5")
def test_both_files_as_they_are_make_five_campaigns_and_lose_no_row():
    first, second = run(ASSISES), run(PAPETERIES)
    assert (first["contributions"], second["contributions"]) == (268, 38)
    assert len(first["campaigns"]) == 3 and len(second["campaigns"]) == 2
    assert Contribution.objects.public().count() == 306
    assert any("papèteries" in campaign.title for campaign in Campaign.objects.all())
    assert recompute_all(fix=False) == []


@needs_data
@pytest.mark.point("CC5")
def test_importing_twice_creates_nothing_new():
    run(ASSISES)
    pages = Campaign.objects.count()
    again = run(ASSISES)
    assert (again["created"], again["unchanged"]) == (0, 268)
    assert (Contribution.objects.count(), Campaign.objects.count()) == (268, pages)


@needs_data
@pytest.mark.point("CC5")
def test_dirty_rows_are_listed_by_line_and_kept():
    review = run(ASSISES, "--consultation", "Assises pour la ville 2016")["review"]
    without_headcount = [item for item in review if item["problem"].startswith("Workshop without")]
    without_name = [item for item in review if "without a workshop" in item["problem"]]
    spellings = [item for item in review if item["problem"].startswith("Two spellings")]
    several = [item for item in review if item["problem"].startswith("Several numbers")]
    assert (len(without_headcount), len(without_name)) == (15, 1)
    assert spellings and several
    assert all(item["line"] > 1 for item in review)


@needs_data
def test_debates_stand_in_their_own_order():
    run(ASSISES, "--consultation", "Assises pour la ville 2016")
    campaign = Campaign.objects.get(slug="assises-pour-la-ville-2016")
    numbers = [int(title.split(".")[0]) for title in campaign.activities.values_list("title", flat=True)]
    assert numbers == list(range(11))


@needs_data
@pytest.mark.point("X8")
def test_the_export_s_pseudonyms_and_ages_are_not_in_the_public_pages(client):
    run(ASSISES, "--consultation", "Assises pour la ville 2016")
    campaign = Campaign.objects.get(slug="assises-pour-la-ville-2016")
    kept = [answer for found in Contribution.objects.all() for answer in found.answers]
    assert kept and all(answer["private"] for answer in kept)
    for activity in campaign.activities.all():
        body = client.get(f"/api/v1/activities/{activity.pk}/contributions/?limit=100").content.decode()
        assert "56e1550d0a0ec8392df2f49c" not in body
        assert "40-44 ans" not in body


def test_a_dry_run_tells_the_figures_and_changes_nothing(tmp_path):
    file = written(tmp_path, HEADER + "Ville,1. Débat,,,u1,,,Un texte\n")
    result = run(file, "--dry-run")
    assert (result["contributions"], result["created"]) == (1, 1)
    assert Campaign.objects.count() == 0 and Contribution.objects.count() == 0


def test_a_named_campaign_takes_the_consultation(tmp_path):
    file = written(tmp_path, HEADER + "Ville,1. Débat,,,u1,,,Un texte\nAutre,1. Débat,,,u1,,,Un texte\n")
    result = run(file, "--consultation", "Ville", "--campaign", "ma-ville")
    assert list(result["campaigns"]) == ["ma-ville"]
    with pytest.raises(CommandError, match="several consultations"):
        run(file, "--campaign", "ma-ville")
    with pytest.raises(CommandError, match="No consultation is named"):
        run(file, "--consultation", "Nulle part")


def test_an_export_that_has_grown_adds_only_what_is_new(tmp_path):
    row = "Ville,1. Débat,Atelier,12,u1,,,Un texte\n"
    run(written(tmp_path, HEADER + row))
    result = run(written(tmp_path, HEADER + row + row + "Ville,2. Autre,Atelier,15,u1,,,Un autre\n"))
    assert (result["created"], result["unchanged"]) == (2, 1)
    assert (result["contributions"], result["debates"], result["workshops"], result["participants"]) == (
        3,
        2,
        1,
        15,
    )


def test_windows_1252_with_semicolons_and_without_header_is_read(tmp_path):
    text = '"Été";"1. Débat à l’école";"Atelier";"3";"u";"";"";"Ligne une\r\nligne deux"\r\n'
    rows, findings = read(text.encode("cp1252"))
    assert [(row.consultation, row.debate, row.headcount, row.line) for row in rows] == [
        ("Été", "1. Débat à l’école", 3, 1)
    ]
    assert "\n" in rows[0].text and findings == []


def test_lines_are_counted_in_the_file_not_in_records():
    rows, findings = read(
        (HEADER + 'V,D,,,u,,,"un\ndeux\ntrois"\nV,D,Atelier,,u,,,texte\nV,D,,x1,u,,,texte\nV,D\n').encode()
    )
    assert [row.line for row in rows] == [2, 5, 6]
    assert [(finding.line, finding.problem[:12]) for finding in findings] == [
        (5, "Workshop wit"),
        (6, "“x1” is not "),
        (7, "2 columns in"),
    ]


def test_two_spellings_stay_two_workshops_and_are_shown(tmp_path):
    text = HEADER + "V,D,Maison  pour tous,5,u,,,un\nV,D,Maison Pour Tous,5,u,,,deux\n"
    result = run(written(tmp_path, text))
    assert result["workshops"] == Workshop.objects.count() == 2
    assert [item["line"] for item in result["review"]] == [2, 3]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"a,b,c\n1,2,3\n", HEADER.encode()])
def test_what_is_no_such_export_is_refused_with_a_message(content):
    with pytest.raises(UnreadableFile, match="eight columns"):
        read(content)


def test_a_file_that_is_not_there_is_a_message_not_a_trace(tmp_path):
    with pytest.raises(CommandError, match="Cannot read"):
        run(tmp_path / "nothing.csv")


def test_a_debate_with_a_very_long_title_is_made_once(tmp_path):
    file = written(tmp_path, HEADER + f"Ville,{'Une question très longue ' * 12},,,u1,,,Un texte\n")
    assert run(file)["debates"] == 1
    assert run(file)["debates"] == 1


NEW_ROWS = HEADER + "Ville,1. Ancien,,,u1,,,Un texte\nVille,2. Nouveau,,,u2,,,Un autre\n"


def titles_of(page: CampaignPage) -> list[str]:
    return [child.value["title"] for child in page.interactive_children()]


def page_with_draft(tmp_path, **changes) -> CampaignPage:
    """A published page with one debate, and what an editor has changed since without publishing it."""
    run(written(tmp_path, HEADER + "Ville,1. Ancien,,,u1,,,Un texte\n"))
    page = CampaignPage.objects.get(slug="ville")
    draft = page.get_latest_revision_as_object()
    draft.title = "Not yet for the public"
    draft.body = draft.body.stream_block.to_python([*draft.body.get_prep_value(), block("proposals")])
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False)
    return CampaignPage.objects.get(pk=page.pk)


@pytest.mark.point("CC5", "E1")
def test_an_editors_draft_is_neither_published_nor_buried_by_an_import(tmp_path):
    page = page_with_draft(tmp_path)
    result = run(written(tmp_path, NEW_ROWS))
    assert (result["created"], result["debates"]) == (1, 2)
    page.refresh_from_db()
    assert (page.title, titles_of(page)) == ("Ville", ["1. Ancien", "2. Nouveau"])
    draft = page.get_latest_revision_as_object()
    assert page.has_unpublished_changes
    assert (draft.title, titles_of(draft)) == (
        "Not yet for the public",
        ["1. Ancien", "A proposals", "2. Nouveau"],
    )
    draft.save_revision(clean=False).publish()
    assert Contribution.objects.public().filter(activity__archived_at=None).count() == 2


def test_a_debate_that_the_draft_has_already_is_the_same_debate(tmp_path):
    page = page_with_draft(tmp_path)
    draft = page.get_latest_revision_as_object()
    own = block("debate", title="2. Nouveau", question="The editor's own words")
    draft.body = draft.body.stream_block.to_python([*draft.body.get_prep_value(), own])
    draft.save_revision(clean=False)
    run(written(tmp_path, NEW_ROWS))
    page.refresh_from_db()
    assert "The editor's own words" not in str(page.body.get_prep_value())
    draft = page.get_latest_revision_as_object()
    assert titles_of(draft) == ["1. Ancien", "A proposals", "2. Nouveau"]
    assert [child.id for child in page.body][-1] == [child.id for child in draft.body][-1] == own["id"]


def test_a_debate_that_the_draft_has_renamed_stays_what_it_is_in_the_page(tmp_path):
    page = page_with_draft(tmp_path)
    draft = page.get_latest_revision_as_object()
    body = draft.body.get_prep_value()
    body[0]["value"]["title"] = "2. Nouveau"
    draft.body = draft.body.stream_block.to_python(body)
    draft.save_revision(clean=False)
    assert run(written(tmp_path, NEW_ROWS))["created"] == 1
    page.refresh_from_db()
    assert titles_of(page) == ["1. Ancien", "2. Nouveau"]
    assert len({child.id for child in page.body}) == 2


@pytest.mark.point("CC5", "X9")
def test_a_page_that_is_not_published_stays_so_and_shows_its_contributions_once_it_is(tmp_path):
    page = page_with_draft(tmp_path)
    page.unpublish()
    result = run(written(tmp_path, NEW_ROWS))
    assert (result["created"], result["debates"]) == (1, 2)
    page.refresh_from_db()
    assert not page.live
    assert not Contribution.objects.public().exists()
    draft = page.get_latest_revision_as_object()
    assert draft.title == "Not yet for the public"
    draft.save_revision(clean=False).publish()
    assert Contribution.objects.public().filter(activity__archived_at=None).count() == 2
    assert recompute_all(fix=False) == []


def test_a_page_that_was_made_and_never_published_is_filled_and_not_published(tmp_path):
    page = make_campaign_page(slug="ville", publish=False)
    CampaignPage.objects.filter(pk=page.pk).update(has_unpublished_changes=False)
    assert run(written(tmp_path, NEW_ROWS))["created"] == 2
    page.refresh_from_db()
    assert not page.live
    assert titles_of(page.get_latest_revision_as_object()) == ["1. Ancien", "2. Nouveau"]


@pytest.mark.parametrize("state", ["locked", "scheduled", "in review"])
def test_a_page_that_somebody_keeps_from_changing_is_left_alone_with_a_reason(tmp_path, state):
    page = page_with_draft(tmp_path)
    if state == "locked":
        CampaignPage.objects.filter(pk=page.pk).update(locked=True)
    elif state == "scheduled":
        draft = page.get_latest_revision_as_object()
        draft.go_live_at = timezone.now() + timedelta(days=1)
        draft.save_revision(clean=False).publish()
    else:
        workflow = Workflow.objects.create(name="Review", active=True)
        WorkflowTask.objects.create(workflow=workflow, task=GroupApprovalTask.objects.create(name="Read"))
        workflow.start(page, make_superuser())
    revisions = list(page.revisions.values_list("pk", "approved_go_live_at"))
    with pytest.raises(CommandError, match=r"Ville.*locked, scheduled or under review"):
        run(written(tmp_path, NEW_ROWS))
    assert list(page.revisions.values_list("pk", "approved_go_live_at")) == revisions
    # What needs nothing of the page is imported.
    again = HEADER + "Ville,1. Ancien,,,u1,,,Un texte\nVille,1. Ancien,,,u2,,,Un autre\n"
    assert run(written(tmp_path, again))["created"] == 1


def test_what_is_said_of_the_page_is_for_people_and_not_in_the_json(tmp_path, capsys):
    plain = run(written(tmp_path, HEADER + "Autre,1. Débat,,,u1,,,Un texte\n"))["campaigns"]["autre"]
    page_with_draft(tmp_path)
    call_command("import_contributions", str(written(tmp_path, NEW_ROWS)), "--json")
    said = capsys.readouterr().out.splitlines()
    assert any("unpublished changes" in line for line in said[:-1])
    assert json.loads(said[-1])["campaigns"]["ville"].keys() == plain.keys()


@pytest.mark.point("CC5")
def test_two_consultations_whose_names_give_one_address_are_two_campaigns(tmp_path):
    file = written(
        tmp_path,
        HEADER + "Place du Marché,1. Débat,,,u1,,,Un\nPlace du marche!,1. Débat,,,u1,,,Deux\n"
        "Place du marche!,1. Débat,,,u2,,,Trois\n",
    )
    result = run(file)
    figures = {slug: (c["contributions"], c["created"]) for slug, c in result["campaigns"].items()}
    assert figures == {"place-du-marche": (1, 1), "place-du-marche-2": (2, 2)}
    assert (result["contributions"], result["created"]) == (3, 3)
    assert list(Campaign.objects.order_by("pk").values_list("title", flat=True)) == [
        "Place du Marché",
        "Place du marche!",
    ]
    told = [item for item in result["review"] if "place-du-marche-2" in item["problem"]]
    assert [item["line"] for item in told] == [3]
    again = run(file)
    assert (again["created"], again["unchanged"], again["review"]) == (0, 3, [])
    assert again["campaigns"].keys() == result["campaigns"].keys()


@pytest.mark.point("CC5")
def test_a_campaign_that_only_has_the_same_address_is_left_alone(tmp_path):
    page = make_campaign_page(block("proposals"), slug="ville", title="Something else")
    file = written(tmp_path, NEW_ROWS)
    result = run(file)
    assert list(result["campaigns"]) == ["ville-2"]
    assert [item["line"] for item in result["review"]] == [2]
    page.refresh_from_db()
    assert titles_of(page) == ["A proposals"]
    assert run(file)["created"] == 0
    assert set(Campaign.objects.values_list("slug", flat=True)) == {"ville", "ville-2"}


def test_a_campaign_that_an_editor_made_for_the_consultation_takes_it(tmp_path):
    make_campaign_page(slug="somewhere", title="Ville")
    result = run(written(tmp_path, NEW_ROWS))
    assert list(result["campaigns"]) == ["somewhere"]
    assert result["review"] == []


def test_an_imported_campaign_is_found_by_its_rows_whatever_it_is_called_now(tmp_path):
    file = written(tmp_path, NEW_ROWS)
    run(file, "--campaign", "ma-ville")
    page = CampaignPage.objects.get(slug="ma-ville")
    page.title, page.slug = "Another title", "another-address"
    page.save_revision().publish()
    result = run(written(tmp_path, NEW_ROWS + "Ville,2. Nouveau,,,u3,,,Encore\n"))
    assert list(result["campaigns"]) == ["another-address"]
    assert (result["created"], result["unchanged"]) == (1, 2)


def test_the_campaign_that_is_named_takes_the_consultation_whatever_its_title(tmp_path):
    make_campaign_page(slug="ville", title="Something else")
    result = run(written(tmp_path, NEW_ROWS), "--campaign", "ville")
    assert list(result["campaigns"]) == ["ville"]
    assert (result["created"], Campaign.objects.count()) == (2, 1)


def test_two_consultations_that_were_put_into_one_campaign_are_told_together(tmp_path):
    file = written(tmp_path, HEADER + "Ville,1. Débat,,,u1,,,Un\nAutre,1. Débat,,,u1,,,Deux\nAutre,1. D\n")
    for name in ("Ville", "Autre"):
        run(file, "--consultation", name, "--campaign", "tout")
    result = run(file)
    assert list(result["campaigns"]) == ["tout"]
    assert (result["contributions"], result["created"], result["unchanged"]) == (2, 0, 2)
    assert [item["line"] for item in result["campaigns"]["tout"]["review"]] == [4]


@pytest.mark.point("CC5")
@pytest.mark.parametrize("count", ["99999999999999999999", "2147483648", "9" * 5000])
def test_a_headcount_out_of_bounds_is_listed_and_its_row_kept_without_it(tmp_path, count):
    text = f"Ville,1. Débat,Atelier,{count},u1,,,Un\nVille,1. Débat,Atelier,2147483647,u2,,,Deux\n"
    result = run(written(tmp_path, HEADER + text))
    assert (result["created"], result["participants"]) == (2, 2147483647)
    told = [item["line"] for item in result["review"] if "is not a number of" in item["problem"]]
    assert told == [2]
    assert Contribution.objects.get(text="Un").headcount is None


@pytest.mark.point("CC5")
def test_consultations_without_any_letter_have_an_address_all_the_same(tmp_path):
    file = written(tmp_path, HEADER + "???,1. Débat,,,u1,,,Un\n!!!,1. Débat,,,u1,,,Deux\n")
    result = run(file)
    assert list(result["campaigns"]) == ["consultation", "consultation-2"]
    assert [item["line"] for item in result["review"]] == [2, 3]
    assert all("No address" in item["problem"] for item in result["review"])
    assert list(CampaignPage.objects.order_by("pk").values_list("title", flat=True)) == ["???", "!!!"]
    assert run(file)["created"] == 0


@pytest.mark.point("CC5")
def test_names_that_are_too_long_are_cut_in_the_title_and_stay_two_consultations(tmp_path):
    first, second = "Une très longue concertation " * 14 + "A", "Une très longue concertation " * 14 + "B"
    file = written(tmp_path, HEADER + f"{first},1. Débat,,,u1,,,Un\n{second},1. Débat,,,u1,,,Deux\n")
    result = run(file)
    assert [len(page.title) for page in CampaignPage.objects.all()] == [255, 255]
    assert [figures["created"] for figures in result["campaigns"].values()] == [1, 1]
    assert [item["line"] for item in result["review"] if "longer than 255" in item["problem"]] == [2, 3]
    assert run(file)["created"] == 0


@pytest.mark.parametrize("slug", ["Bad Slug é/../", "a" * 300])
def test_a_campaign_option_that_is_no_address_is_refused_by_its_name(tmp_path, slug):
    with pytest.raises(CommandError, match="--campaign"):
        run(written(tmp_path, NEW_ROWS), "--campaign", slug)


def test_a_quotation_mark_that_is_never_closed_is_read_to_the_end_of_a_large_file():
    rows, _findings = read((HEADER + 'V,D,,,u,,,Un\nV,D,,,u,,,"' + "texte " * 2_000_000).encode())
    assert [row.line for row in rows] == [2, 3]


def test_characters_that_no_database_keeps_do_not_stop_the_file(tmp_path):
    assert run(written(tmp_path, HEADER + "Ville,1. Débat,Ate\0lier,3,u1,,,Un\0 texte\n"))["created"] == 1
    assert Contribution.objects.get().text == "Un texte"


def rename_debate(page: CampaignPage, title: str) -> None:
    """An editor renames the page's first block and publishes."""
    body = page.body.get_prep_value()
    body[0]["value"]["title"] = title
    page.body = page.body.stream_block.to_python(body)
    page.save_revision(clean=False).publish()


@pytest.mark.point("CC5", "E1")
def test_a_renamed_debate_is_the_same_debate_and_takes_its_new_rows(tmp_path):
    row = "Ville,1. Ancien,,,u1,,,Un texte\n"
    run(written(tmp_path, HEADER + row))
    page = CampaignPage.objects.get(slug="ville")
    rename_debate(page, "The editor's own title")
    revisions = page.revisions.count()
    assert run(written(tmp_path, HEADER + row))["debates"] == 1
    result = run(written(tmp_path, HEADER + row + row))
    assert (result["created"], result["debates"]) == (1, 1)
    page.refresh_from_db()
    assert (titles_of(page), page.revisions.count()) == (["The editor's own title"], revisions)


def test_a_debate_that_was_removed_comes_back_as_it_was_when_it_has_new_rows(tmp_path):
    row = "Ville,1. Ancien,,,u1,,,Un texte\n"
    run(written(tmp_path, HEADER + row))
    page = CampaignPage.objects.get(slug="ville")
    rename_debate(page, "The editor's own title")
    page.body = page.body.stream_block.to_python([])
    page.save_revision(clean=False).publish()
    assert run(written(tmp_path, HEADER + row))["debates"] == 0
    assert run(written(tmp_path, HEADER + row + row))["debates"] == 1
    page.refresh_from_db()
    assert titles_of(page) == ["The editor's own title"]
    assert Contribution.objects.filter(activity__archived_at=None).count() == 2


@pytest.mark.point("CC5")
def test_a_campaign_whose_page_was_deleted_comes_back_with_its_contributions(tmp_path):
    file = written(tmp_path, NEW_ROWS)
    run(file)
    page = CampaignPage.objects.get(slug="ville")
    rename_debate(page, "The editor's own title")
    campaign = Campaign.objects.get()
    CampaignPage.objects.get(pk=page.pk).delete()
    result = run(file)
    assert (result["created"], result["unchanged"], result["debates"]) == (0, 2, 2)
    page = CampaignPage.objects.get()
    assert (page.live, page.slug, Campaign.objects.get().pk) == (True, "ville", campaign.pk)
    assert list(result["campaigns"]) == ["ville"]
    assert titles_of(page) == ["The editor's own title", "2. Nouveau"]
    assert Contribution.objects.public().filter(activity__archived_at=None).count() == 2
    assert recompute_all(fix=False) == []
    assert run(file)["campaigns"] == result["campaigns"]


def test_a_campaign_that_comes_back_takes_new_debates_and_is_published_with_them(tmp_path):
    run(written(tmp_path, NEW_ROWS))
    CampaignPage.objects.get().delete()
    result = run(written(tmp_path, NEW_ROWS + "Ville,3. Encore,,,u3,,,Un dernier\n"))
    assert (result["created"], result["unchanged"], result["debates"]) == (1, 2, 3)
    page = CampaignPage.objects.get()
    assert (page.live, page.has_unpublished_changes) == (True, False)
    assert titles_of(page) == ["1. Ancien", "2. Nouveau", "3. Encore"]


def test_a_deleted_campaign_does_not_keep_its_address_from_being_one_with_the_page_s(tmp_path):
    page = make_campaign_page(block("debate"), slug="ville", title="Something else")
    CampaignPage.objects.get(pk=page.pk).delete()
    assert list(run(written(tmp_path, NEW_ROWS))["campaigns"]) == ["ville-2"]
    assert CampaignPage.objects.get().slug == "ville-2"


@pytest.mark.point("X9")
def test_a_private_campaign_whose_page_was_deleted_does_not_come_back_in_public(tmp_path):
    file = written(tmp_path, NEW_ROWS)
    run(file)
    page = CampaignPage.objects.get(slug="ville")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert Campaign.objects.get().is_restricted
    CampaignPage.objects.get(pk=page.pk).delete()
    run(file)
    assert not CampaignPage.objects.get().live
    assert not Contribution.objects.public().exists()


def test_the_number_of_lines_to_review_is_of_lines_and_does_not_say_that_all_were_kept(tmp_path, capsys):
    text = "Ville,1. Débat,Atelier,x,u1,,,Un\nVille,1. Débat\nSans texte,1. Débat,,,u1,,,\n"
    call_command("import_contributions", str(written(tmp_path, HEADER + text)))
    said = capsys.readouterr().out
    assert "3 lines to review." in said
    assert "line 2: Workshop without" in said and "line 2: “x”" in said
    assert "line 4: No consultation, debate or text: not taken" in said
    assert "kept" not in said
