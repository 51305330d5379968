"""The Nanterre export, both files as they are, and exports made here to show each trap."""

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

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
