"""What a timeline file holds once read, whatever the format it came in."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from consultation_blocks.timeline.dates import PartialDate

MAX_BYTES = 2 * 1024 * 1024
MAX_EVENTS = 2_000

LOST = "lost"
CHANGED = "changed"
NOTE = "note"
KINDS = {LOST: _("Not taken"), CHANGED: _("Changed"), NOTE: _("To check")}


class FormatError(ValueError):
    """A file that cannot be read at all; its text says why, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not taken from the file as it stands.

    ``where`` is ``line 4`` or ``events[3]``, ``field`` the name used in the file, ``kind`` one of ``KINDS``.
    """

    where: str
    field: str
    message: str
    kind: str = LOST

    @property
    def label(self) -> str:
        return str(KINDS[self.kind])


@dataclass(frozen=True, slots=True)
class Media:
    """``url`` is an address, or a quotation as clean HTML; ``caption`` and ``credit`` clean inline HTML."""

    url: str = ""
    caption: str = ""
    credit: str = ""
    thumbnail: str = ""
    alt: str = ""
    title: str = ""
    link: str = ""
    link_target: str = ""

    @property
    def is_quote(self) -> bool:
        return self.url.startswith("<")


@dataclass(frozen=True, slots=True)
class Background:
    url: str = ""
    alt: str = ""
    color: str = ""
    opacity: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """One event, or the title slide, which may have no start.

    ``headline`` is plain text, ``text`` clean HTML.
    """

    headline: str = ""
    text: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    display_date: str = ""
    media: Media = Media()
    background: Background = Background()
    group: str = ""
    autolink: bool = True
    unique_id: str = ""


@dataclass(frozen=True, slots=True)
class Era:
    start: PartialDate
    end: PartialDate
    headline: str = ""
    text: str = ""


@dataclass(slots=True)
class Timeline:
    events: list[Slide] = field(default_factory=list)
    title: Slide | None = None
    eras: list[Era] = field(default_factory=list)
    scale: str = ""


@dataclass(slots=True)
class ReadResult:
    timeline: Timeline
    problems: list[Problem]


class Report:
    """Collects problems while a file is read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, where: str, field_name: str, message: str, kind: str = LOST) -> None:
        problem = Problem(where, field_name, str(message), kind)
        if problem not in self.problems[-20:]:
            self.problems.append(problem)
