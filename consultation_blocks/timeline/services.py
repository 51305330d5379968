"""Bringing a timeline file into a page: always in a draft, never twice, never on the public page by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultation_blocks.participation.activities import ActivityHost
from consultation_blocks.timeline.blocks import TimelineBlock
from consultation_blocks.timeline.conversion import (
    era_fields,
    is_blank,
    read_block,
    read_slide_fields,
    slide_fields,
)
from consultation_blocks.timeline.dates import PartialDate
from consultation_blocks.timeline.formats import (
    MAX_EVENTS,
    NOTE,
    Problem,
    ReadResult,
    Slide,
    Timeline,
    normalise,
)
from consultation_blocks.timeline.media import describe_media


class ImportRefused(Exception):
    """The file cannot go there; the message says why, for the person who asked."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did, or (``revision`` is ``None``) would do."""

    added: list[Slide]
    already_there: int
    eras_added: int
    title_taken: bool
    problems: list[Problem]
    revision: object | None = None


def find_host(slug: str) -> Page:
    """The page of a campaign, in its source language. Raises :class:`ImportRefused`."""
    for page in Page.objects.filter(slug=slug).order_by("pk").specific():
        if isinstance(page, ActivityHost):
            return page
    raise ImportRefused(_("There is no campaign “%(slug)s”.") % {"slug": slug})


def latest(page: Page) -> Page:
    """The page as its editors see it, draft included."""
    return page.get_latest_revision_as_object()


def timeline_blocks(page: Page) -> list:
    """The page's timelines, in the editor's order."""
    return [child for child in page.interactive_children() if isinstance(child.block, TimelineBlock)]


@transaction.atomic
def import_timeline(
    page: Page, result: ReadResult, *, block_id: str = "", user=None, dry_run: bool = False
) -> ImportOutcome:
    """Adds what a file holds to a timeline of the page, in a new draft.

    Without ``block_id`` the page's first timeline takes it; a page without one gets one. Events that the timeline
    has already (all fields equal) are not added again. Raises :class:`ImportRefused`.
    """
    page = latest(Page.objects.select_for_update().get(pk=page.pk).specific)
    value = _target(page, block_id, result.timeline)
    before = read_block(value)
    known = {_content(slide) for slide in before.events}
    taken = {slide.unique_id for slide in before.events}
    fresh = [slide for slide in result.timeline.events if _content(slide) not in known]
    if len(before.events) + len(fresh) > MAX_EVENTS:
        raise ImportRefused(_("A timeline holds %(limit)s events at most.") % {"limit": MAX_EVENTS})
    problems = list(result.problems)
    added = normalise(Timeline(events=fresh), taken=taken).events
    events = value["events"]
    for slide in added:
        events.append(events.list_block.child_block.to_python(slide_fields(slide)))
    eras_added = _add_eras(value, before, result.timeline)
    title_taken = _take_title(value, result.timeline, problems)
    value["scale"] = value.get("scale") or result.timeline.scale
    problems += _notes_on_media(added)
    outcome = ImportOutcome(
        added, len(result.timeline.events) - len(fresh), eras_added, title_taken, problems
    )
    if dry_run or not (added or eras_added or title_taken):
        return outcome
    return replace(outcome, revision=page.save_revision(user=user, log_action=True))


def _content(slide: Slide) -> tuple:
    date = slide.start or PartialDate(1)
    return date.sort_key, replace(slide, unique_id="")


def _target(page: Page, block_id: str, timeline: Timeline):
    children = timeline_blocks(page)
    if block_id:
        children = [child for child in children if str(child.id) == block_id]
        if not children:
            raise ImportRefused(_("This timeline is no longer on the page."))
    if children:
        return children[0].value
    stream = getattr(page, page.activity_stream)
    name = next(
        (
            name
            for name, block in stream.stream_block.child_blocks.items()
            if isinstance(block, TimelineBlock)
        ),
        "",
    )
    if not name:
        raise ImportRefused(_("This page cannot hold a timeline."))
    title = timeline.title.headline if timeline.title else ""
    block = stream.stream_block.child_blocks[name]
    stream.append((name, block.to_python({"title": (title or _("Timeline"))[:200]})))
    return stream[-1].value


def _add_eras(value, before: Timeline, timeline: Timeline) -> int:
    fresh = [era for era in timeline.eras if era not in before.eras]
    eras = value["eras"]
    for era in fresh:
        eras.append(eras.list_block.child_block.to_python(era_fields(era)))
    return len(fresh)


def _take_title(value, timeline: Timeline, problems: list[Problem]) -> bool:
    if timeline.title is None:
        return False
    present = read_slide_fields(value["title_slide"])
    if is_blank(present):
        block = value.block.child_blocks["title_slide"]
        value["title_slide"] = block.to_python(slide_fields(timeline.title, is_title=True))
        return True
    if _content(present) != _content(timeline.title):
        problems.append(
            Problem("title", "", _("the timeline has a title slide already; the file's is not taken"))
        )
    return False


def _notes_on_media(added: list[Slide]) -> list[Problem]:
    """What readers will see of addresses on other sites, said once for the whole file."""
    notes = []
    external = sum(1 for slide in added if not slide.media.is_quote and describe_media(slide.media.url))
    if external:
        message = _(
            "%(count)s media are on other sites: readers get a link, nothing is loaded before they ask"
        )
        notes.append(Problem(_("document"), "media.url", message % {"count": external}, NOTE))
    backgrounds = sum(1 for slide in added if slide.background.url)
    if backgrounds:
        message = _("%(count)s background pictures are on other sites: kept for exports, not shown")
        notes.append(Problem(_("document"), "background.url", message % {"count": backgrounds}, NOTE))
    return notes
