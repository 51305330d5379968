"""Turns rows of contributions into campaigns: the page, its debates, the workshops, the published contributions."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from consultation_blocks.opendata.nanterre import Finding, Row, debate_order
from consultation_blocks.participation.activities import block_of, sync_campaign
from consultation_blocks.participation.models import Activity, Campaign, Comment
from consultation_blocks.participation.services import WorkshopClaim, find_or_create_workshop, transition

from .models import CampaignPage
from .tree import ensure_campaign_index

SOURCE = "nanterre"
TITLE_LENGTH = 200  # of a block


class ImportRefused(ValueError):
    """The import cannot be done as asked; the message says why."""


def import_rows(
    rows: list[Row], findings: Iterable[Finding], consultation: str = "", slug: str = ""
) -> dict[str, dict]:
    """Import every consultation of the rows, or the one named, each in a campaign; a second time creates nothing.

    Returns:
        Per campaign slug: `contributions, collective, workshops, participants, debates` as the database has them
        afterwards, `created, unchanged` rows of this import, `review` with `line` and `problem`, and `note`: what an editor
        should know of the page, mostly empty.

    Raises:
        ImportRefused: unknown consultation, one slug for several consultations, or a page that may not be changed now.
    """
    names = list(dict.fromkeys(row.consultation for row in rows))
    if consultation:
        if consultation not in names:
            raise ImportRefused(
                _("No consultation is named “%(name)s”. The file has: %(names)s.")
                % {"name": consultation, "names": "; ".join(names)}
            )
        names = [consultation]
    if slug and len(names) > 1:
        raise ImportRefused(_("One campaign cannot take several consultations: name one of them."))
    findings = list(findings)
    report = {}
    with transaction.atomic():
        for name in names:
            own = [row for row in rows if row.consultation == name]
            campaign, note = _campaign_for(name, slug or slugify(name)[:80], own)
            created = _import_contributions(campaign, own)
            review = [
                {"line": finding.line, "problem": finding.problem}
                for finding in findings
                if finding.consultation in (name, "")
            ]
            report[campaign.slug] = figures(campaign) | {
                "created": created,
                "unchanged": len(own) - created,
                "review": review,
                "note": note,
            }
    return report


def figures(campaign: Campaign) -> dict[str, int]:
    """A campaign's figures as the database has them."""
    row = Campaign.objects.with_figures().get(pk=campaign.pk)
    return {
        "contributions": row.contributions,
        "collective": row.collective,
        "workshops": row.workshops_total,
        "participants": row.participants,
        "debates": campaign.activities.current().filter(kind="debate").count(),
    }


def _campaign_for(name: str, slug: str, rows: list[Row]) -> tuple[Campaign, str]:
    """The campaign of a slug, its page made where there is none, with a debate block for every debate; and a note."""
    campaign = Campaign.objects.filter(slug=slug).first()
    page = campaign and CampaignPage.objects.filter(translation_key=campaign.key).order_by("pk").first()
    if page is None:
        index = ensure_campaign_index()
        page = CampaignPage.objects.child_of(index).filter(slug=slug).first()
    if page is None:
        # What was collected elsewhere is over: the page opens as a record, and staff can reopen it.
        page = CampaignPage(
            title=name,
            slug=slug,
            question=name,
            locale=index.locale,
            ends_on=timezone.localdate() - timedelta(days=1),
        )
        index.add_child(instance=page)
    wanted = sorted({row.debate[:TITLE_LENGTH] for row in rows}, key=debate_order)
    note = _ensure_debates(page, wanted)
    return Campaign.objects.get(key=page.translation_key), note


def _ensure_debates(page: CampaignPage, titles: list[str]) -> str:
    """Give the page a debate for every title; returns what there is to say of it.

    An editor's unpublished changes stay unpublished, and stay what is edited next. They get the same debates: without them
    their publication would archive what has just been imported.

    Raises:
        ImportRefused: the page lacks some, and is locked, scheduled or under review.
    """
    draft = page.get_latest_revision_as_object()  # the page itself where nothing is unpublished
    here, in_draft = _debate_ids(page if page.live else draft), _debate_ids(draft)
    # A debate that the draft has given this title stands in the page under another: it stays what it is there.
    new_in_draft = {title: key for title, key in in_draft.items() if key not in here.values()}
    missing = {title: new_in_draft.get(title) or str(uuid.uuid4()) for title in titles if title not in here}
    if missing and page.get_lock():
        raise ImportRefused(
            _(
                "The page “%(title)s” lacks some of the debates, and is locked, scheduled or under review. Import again when "
                "it can be changed."
            )
            % {"title": page.title}
        )
    if missing and page.live:
        _add_debates(page, missing)
        page.save_revision(clean=False).publish()
    if missing and (draft is not page or not page.live):
        _add_debates(draft, missing)
        draft.save_revision(clean=False)
    if not page.live:
        # Not for an import to publish; its contributions wait with it.
        sync_campaign(draft)
        return _("The page is not published, and stays so: its contributions are shown once it is.")
    if missing and draft is not page:
        return _("The page has unpublished changes, and they stay so. The new debates are in them as well.")
    return ""


def _debate_ids(page: CampaignPage) -> dict[str, str]:
    """The ids of a page's debates by title."""
    return {
        child.value["title"]: str(child.id)
        for child in page.interactive_children()
        if child.block_type == "debate"
    }


def _add_debates(page: CampaignPage, ids: dict[str, str]) -> None:
    """Append debates (title → id) that the page does not have yet; does not save."""
    there = _debate_ids(page).values()
    page.body = page.body.stream_block.to_python(
        [
            *page.body.get_prep_value(),
            *(
                {"type": "debate", "id": key, "value": _debate_value(page, title)}
                for title, key in ids.items()
                if key not in there
            ),
        ]
    )


def _debate_value(page: CampaignPage, title: str) -> dict:
    block = page.body.stream_block.child_blocks["debate"]
    return block.get_prep_value(block.get_default()) | {"title": title}


def _import_contributions(campaign: Campaign, rows: list[Row]) -> int:
    """Create what is not there yet; returns how many."""
    page = CampaignPage.objects.filter(translation_key=campaign.key).order_by("pk").first()
    if not page.live:
        page = page.get_latest_revision_as_object()
    activities = {}
    for activity in (
        Activity.objects.current().filter(campaign=campaign, kind="debate").select_related("campaign")
    ):
        child = block_of(page, activity)
        activities[child.value["title"] if child else activity.title] = activity
    known = set(
        Comment.objects.filter(activity__campaign=campaign, source=SOURCE).values_list(
            "source_key", flat=True
        )
    )
    created = 0
    for row in rows:
        if row.key in known:
            continue
        activity = activities[row.debate[:TITLE_LENGTH]]
        comment = Comment(
            activity=activity,
            text=row.text,
            source=SOURCE,
            source_key=row.key,
            headcount=row.headcount,
            answers=_private_answers(row),
        )
        if row.workshop:
            comment.workshop = find_or_create_workshop(activity, WorkshopClaim(row.workshop, row.headcount))
        comment.save()
        transition(comment, "publish")
        created += 1
    return created


def _private_answers(row: Row) -> list[dict]:
    """Age band and neighbourhood, for staff only: in public they could tell who somebody is."""
    answers = (
        ("age_band", _("Age band"), row.age_band),
        ("neighbourhood", _("Neighbourhood"), row.neighbourhood),
    )
    return [
        {"field": field, "label": str(label), "type": "text", "value": value, "private": True}
        for field, label, value in answers
        if value
    ]
