"""Turns rows of contributions into campaigns: the page, its debates, the workshops, the published contributions."""

import itertools
import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from consultation_blocks.opendata.nanterre import Finding, Row, debate_order
from consultation_blocks.participation.activities import sync_campaign
from consultation_blocks.participation.models import Activity, Campaign, Comment, PublishedBlock
from consultation_blocks.participation.services import WorkshopClaim, find_or_create_workshop, transition

from .models import CampaignPage
from .tree import ensure_campaign_index

SOURCE = "nanterre"
TITLE_LENGTH = 200  # of a block
SLUG_LENGTH = 80
FALLBACK_SLUG = "consultation"


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
        ImportRefused: unknown consultation, one slug for several consultations, a slug that is none, or a page that may
            not be changed now.
    """
    _check_slug(slug)
    everything = list(dict.fromkeys(row.consultation for row in rows))
    names = [consultation] if consultation else everything
    if consultation and consultation not in everything:
        raise ImportRefused(
            _("No consultation is named “%(name)s”. The file has: %(names)s.")
            % {"name": consultation, "names": "; ".join(everything)}
        )
    if slug and len(names) > 1:
        raise ImportRefused(_("One campaign cannot take several consultations: name one of them."))
    findings = list(findings)
    report: dict[str, dict] = {}
    with transaction.atomic():
        homes = _homes()
        for name in names:
            own = [row for row in rows if row.consultation == name]
            campaign = None if slug else _earlier_campaign(own, homes)
            page, problem = _page_for(name, slug, campaign)
            campaign, created, note = _fill(page, own)
            problems = [Finding(own[0].line, problem, name)] if problem else []
            # Of a consultation without any row nobody else would hear.
            problems += [
                finding
                for finding in findings
                if finding.consultation == name or finding.consultation not in everything
            ]
            _report(report, campaign, created, len(own) - created, problems, note)
    return report


def _check_slug(slug: str) -> None:
    field = Campaign._meta.get_field("slug")
    try:
        if slug:
            field.run_validators(slug)
    except ValidationError as error:
        raise ImportRefused(
            _(
                "--campaign takes letters, digits, hyphens and underscores, at most %(n)d of them: not “%(slug)s”."
            )
            % {"n": field.max_length, "slug": slug}
        ) from error


def _report(
    report: dict[str, dict],
    campaign: Campaign,
    created: int,
    unchanged: int,
    findings: list[Finding],
    note: str,
) -> None:
    """Add what was done for one consultation; by --campaign one campaign may have taken several."""
    former = report.get(campaign.slug, {"created": 0, "unchanged": 0, "review": [], "note": ""})
    review = [{"line": finding.line, "problem": finding.problem} for finding in findings]
    review += [item for item in former["review"] if item not in review]
    report[campaign.slug] = {
        **figures(campaign),
        "created": former["created"] + created,
        "unchanged": former["unchanged"] + unchanged,
        "review": sorted(review, key=lambda item: item["line"]),
        "note": note or former["note"],
    }


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


def _homes() -> dict[str, set[int]]:
    """The campaigns that hold each row imported earlier, by the row's key."""
    homes = defaultdict(set)
    imported = Comment.objects.filter(source=SOURCE).values_list("source_key", "activity__campaign")
    for key, campaign in imported:
        homes[key].add(campaign)
    return homes


def _earlier_campaign(rows: list[Row], homes: dict[str, set[int]]) -> Campaign | None:
    """The campaign that an earlier import of the same consultation made: a row's key has the consultation's name in it."""
    found = {campaign for row in rows for campaign in homes.get(row.key, ())}
    return Campaign.objects.filter(pk__in=found).order_by("-is_live", "pk").first()


def _page_for(name: str, slug: str, campaign: Campaign | None) -> tuple[CampaignPage, str]:
    """The page of a consultation, made where there is none; and what is to be reviewed of its making, mostly nothing.

    Args:
        slug: the campaign that somebody asked for, or nothing.
        campaign: what an earlier import of the consultation made.
    """
    campaign = campaign or Campaign.objects.filter(slug=slug).first()
    page = _page_of(campaign) or _page_by_words(name, slug, campaign)
    if page:
        return page, ""
    if campaign:
        return _bring_back(campaign)
    return _new_page(name, slug)


def _page_of(campaign: Campaign | None) -> CampaignPage | None:
    """The campaign's source page."""
    return campaign and CampaignPage.objects.filter(translation_key=campaign.key).order_by("pk").first()


def _page_by_words(name: str, slug: str, campaign: Campaign | None) -> CampaignPage | None:
    """The page at the slug that somebody asked for; else the one titled so, or prepared there and never published."""
    here = CampaignPage.objects.child_of(ensure_campaign_index())
    if slug:
        return here.filter(slug=slug).first()
    if campaign:
        return None
    titled = CampaignPage.objects.filter(title=name).order_by("-live", "pk").first()
    if titled:
        return CampaignPage.objects.filter(translation_key=titled.translation_key).order_by("pk").first()
    published = Campaign.objects.values("key")
    return here.filter(slug=_slug_of(name)).exclude(translation_key__in=published).first()


def _slug_of(name: str) -> str:
    return slugify(name)[:SLUG_LENGTH].rstrip("-")


def _free_slug(wanted: str, key: uuid.UUID | None = None) -> tuple[str, str]:
    """The slug, or with the first number that makes it free, for a page and its campaign alike; and a word if it is not.

    Args:
        key: the campaign that may have it already.
    """
    taken = set(Campaign.objects.exclude(key=key).values_list("slug", flat=True))
    taken.update(ensure_campaign_index().get_children().values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in itertools.count(2))
    free = next(slug for slug in itertools.chain([wanted], numbered) if slug not in taken)
    if free == wanted:
        return free, ""
    return free, _("The address “%(wanted)s” belongs to another campaign: this one is at “%(slug)s”") % {
        "wanted": wanted,
        "slug": free,
    }


def _add_page(title: str, slug: str, **fields) -> CampaignPage:
    index = ensure_campaign_index()
    # What was collected elsewhere is over: the page opens as a record, and staff can reopen it.
    ends_on = timezone.localdate() - timedelta(days=1)
    page = CampaignPage(
        title=title, slug=slug, question=title, locale=index.locale, ends_on=ends_on, **fields
    )
    index.add_child(instance=page)
    return page


def _new_page(name: str, slug: str) -> tuple[CampaignPage, str]:
    """A page for a consultation that has none, and what is to be reviewed of it."""
    wanted = slug or _slug_of(name)
    free, problem = _free_slug(wanted or FALLBACK_SLUG)
    if not wanted:
        problem = _("No address can be made of the consultation's name: its campaign is at “%(slug)s”") % {
            "slug": free
        }
    limit = CampaignPage._meta.get_field("title").max_length
    if len(name) <= limit:
        return _add_page(name, free), problem
    cut = _("The consultation's name is longer than %(n)d characters: its title is cut") % {"n": limit}
    # With an ellipsis, so that it is not the name of another consultation.
    return _add_page(f"{name[: limit - 1]}…", free), "; ".join(filter(None, [problem, cut]))


def _bring_back(campaign: Campaign) -> tuple[CampaignPage, str]:
    """A page for a campaign whose page was deleted: with its key and its blocks, all that was said there is in it again.

    One that was private waits for an editor: the restriction went with its page.
    """
    slug, problem = _free_slug(campaign.slug, campaign.key)
    page = _add_page(campaign.title, slug, translation_key=campaign.key, live=not campaign.is_restricted)
    current = campaign.activities.current()
    _add_blocks(page, [_raw_block(page, str(found.block_id), found.kind, found.title) for found in current])
    revision = page.save_revision(clean=False)
    if page.live:
        revision.publish()
        page.refresh_from_db()  # still marked as changed since
    return page, problem


def _fill(page: CampaignPage, rows: list[Row]) -> tuple[Campaign, int, str]:
    """Import a consultation's rows; returns the campaign, how many are new, and a note on the page."""
    imported = Comment.objects.filter(source=SOURCE, activity__campaign__key=page.translation_key)
    known = {key: str(block) for key, block in imported.values_list("source_key", "activity__block_id")}
    places, note = _ensure_debates(page, rows, known)
    campaign = Campaign.objects.get(key=page.translation_key)
    new = [row for row in rows if row.key not in known]
    _import_contributions(campaign, new, places)
    return campaign, len(new), note


def _debate_of(row: Row) -> str:
    return row.debate[:TITLE_LENGTH]


def _places(
    page: CampaignPage, draft: CampaignPage, rows: list[Row], known: dict[str, str]
) -> dict[str, str]:
    """Debate → id of its block, for the debates of new rows: where its earlier rows are, else by title, else a new id."""
    there = _block_ids(page)
    # A debate that the draft has given this title stands in the page under another: it stays what it is there.
    new_in_draft = {title: key for title, key in _debate_ids(draft).items() if key not in there}
    # Where a debate's rows are in several blocks, one that the page still has comes last and wins.
    earlier = sorted(
        ((_debate_of(row), known[row.key]) for row in rows if row.key in known),
        key=lambda pair: pair[1] in there,
    )
    homes = new_in_draft | _debate_ids(page) | dict(earlier)
    wanted = {_debate_of(row) for row in rows if row.key not in known}
    return {title: homes.get(title) or str(uuid.uuid4()) for title in sorted(wanted, key=debate_order)}


def _ensure_debates(page: CampaignPage, rows: list[Row], known: dict[str, str]) -> tuple[dict[str, str], str]:
    """Give the page a debate for every new row; returns the debates' ids by name, and what there is to say of the page.

    An editor's unpublished changes stay unpublished, and stay what is edited next. They get the same debates: without them
    their publication would archive what has just been imported.

    Args:
        known: source key → id of the block, of the rows imported earlier.

    Raises:
        ImportRefused: the page lacks some, and is locked, scheduled or under review.
    """
    draft = page.get_latest_revision_as_object()  # the page itself where nothing is unpublished
    shown = page if page.live else draft
    places = _places(shown, draft, rows, known)
    there = _block_ids(shown)
    missing = [_raw_block(page, key, "debate", title) for title, key in places.items() if key not in there]
    if missing and page.get_lock():
        raise ImportRefused(
            _(
                "The page “%(title)s” lacks some of the debates, and is locked, scheduled or under review. Import again when "
                "it can be changed."
            )
            % {"title": page.title}
        )
    if missing and page.live:
        _add_blocks(page, missing)
        page.save_revision(clean=False).publish()
    if missing and (draft is not page or not page.live):
        _add_blocks(draft, missing)
        draft.save_revision(clean=False)
    if not page.live:
        # Not for an import to publish; its contributions wait with it.
        sync_campaign(draft)
        return places, _("The page is not published, and stays so: its contributions are shown once it is.")
    if missing and draft is not page:
        return places, _(
            "The page has unpublished changes, and they stay so. The new debates are in them as well."
        )
    return places, ""


def _debate_ids(page: CampaignPage) -> dict[str, str]:
    """The ids of a page's debates by title."""
    return {
        child.value["title"]: str(child.id)
        for child in page.interactive_children()
        if child.block_type == "debate"
    }


def _block_ids(page: CampaignPage) -> set[str]:
    return {str(child.id) for child in page.interactive_children()}


def _add_blocks(page: CampaignPage, blocks: list[dict]) -> None:
    """Append the blocks (stream data) that the page does not have yet; does not save."""
    there = _block_ids(page)
    page.body = page.body.stream_block.to_python(
        [*page.body.get_prep_value(), *(raw for raw in blocks if raw["id"] not in there)]
    )


def _raw_block(page: CampaignPage, key: str, kind: str, title: str) -> dict:
    """A block as stream data: as it was last published where it has been, else a new one with this title."""
    published = PublishedBlock.objects.filter(
        activity__campaign__key=page.translation_key, activity__block_id=key
    )
    kept = {found.language: found.value for found in published}
    block = page.body.stream_block.child_blocks[kind]
    value = kept.get(page.locale.language_code) or next(iter(kept.values()), None)
    return {
        "type": kind,
        "id": key,
        "value": value or block.get_prep_value(block.get_default()) | {"title": title},
    }


def _import_contributions(campaign: Campaign, rows: list[Row], places: dict[str, str]) -> None:
    """Create the rows' contributions, each in its debate's block."""
    found = Activity.objects.filter(campaign=campaign, block_id__in=places.values()).select_related(
        "campaign"
    )
    activities = {str(activity.block_id): activity for activity in found}
    for row in rows:
        activity = activities[places[_debate_of(row)]]
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
