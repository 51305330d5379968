"""Reads the contributions export of Nanterre (2016): with or without header, UTF-8 or windows-1252, comma or semicolon.

Columns: consultation, debate, collective contribution (a workshop's name), number of participants, user id, age, neighbourhood,
text. Source of the format: the city's open data; traps in `docs/formats/nanterre.md`.
"""

import csv
import hashlib
import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..participation.models import normalise_name, spelling_key

COLUMNS = 8
MAX_BYTES = 50 * 1024 * 1024
MAX_HEADCOUNT = 2_147_483_647  # what every database keeps in a PositiveIntegerField
HEADER_START = ("concertation", "débat")


class UnreadableFile(ValueError):
    """Not such an export; the message says what was found."""


@dataclass(frozen=True)
class Row:
    """One contribution. `line` is where its record begins in the file, from 1; `key` tells equal rows apart."""

    line: int
    consultation: str
    debate: str
    workshop: str
    headcount: int | None
    age_band: str
    neighbourhood: str
    text: str
    key: str


@dataclass(frozen=True)
class Finding:
    """Something about a line that a person should look at; the row is kept where the problem does not say “not taken”."""

    line: int
    problem: str
    consultation: str


def decode(content: bytes) -> str:
    """UTF-8 where the bytes are UTF-8, else windows-1252, which the older export uses."""
    if len(content) > MAX_BYTES:
        raise UnreadableFile(_("The file is larger than 50 MB."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """Whichever of `,` and `;` gives records of eight columns more often."""
    sample = text[:200_000]

    def complete(delimiter: str) -> int:
        return sum(
            len(record) == COLUMNS
            for record in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        )

    return max((",", ";"), key=complete)


def read(content: bytes) -> tuple[list[Row], list[Finding]]:
    """Read a whole export, with texts as long as people wrote them; see `_read`.

    The csv module's limit is the whole process's, so it is put back: other formats rely on it.
    """
    former = csv.field_size_limit(MAX_BYTES)
    try:
        return _read(content)
    finally:
        csv.field_size_limit(former)


def _read(content: bytes) -> tuple[list[Row], list[Finding]]:
    """Read a whole export.

    Returns:
        The rows in the file's order and what is to be reviewed, by line. Records that hold no text or have not eight
        columns are findings; blank lines are not.

    Raises:
        UnreadableFile: no record of the file has eight columns.
    """
    text = decode(content)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows: list[Row] = []
    findings: list[Finding] = []
    seen: Counter = Counter()
    end = 0
    for record in reader:
        line, end = end + 1, reader.line_num
        if not any(cell.strip() for cell in record):
            continue
        if len(record) != COLUMNS:
            findings.append(
                Finding(line, _("%(n)d columns instead of 8: not taken") % {"n": len(record)}, "")
            )
            continue
        # PostgreSQL keeps no NUL.
        consultation, debate, workshop, count, user, age, neighbourhood, body = (
            cell.replace("\x00", "").strip() for cell in record
        )
        if tuple(cell.casefold() for cell in (consultation, debate)) == HEADER_START:
            continue
        if not consultation or not debate or not body:
            findings.append(Finding(line, _("No consultation, debate or text: not taken"), consultation))
            continue
        headcount = _headcount(count)
        if count and headcount is None:
            problem = _("“%(value)s” is not a number of participants") % {"value": count[:40]}
            findings.append(Finding(line, problem, consultation))
        identity = "\x1f".join((consultation, debate, workshop, count, user, body))
        seen[identity] += 1
        # The same row twice is two contributions: the count keeps them apart, and equal at the next import.
        key = hashlib.sha256(f"{identity}\x1f{seen[identity]}".encode()).hexdigest()
        rows.append(
            Row(
                line, consultation, debate, normalise_name(workshop), headcount, age, neighbourhood, body, key
            )
        )
    if not rows:
        raise UnreadableFile(
            _("No contribution was found: eight columns are expected, as in the city's export.")
        )
    return rows, sorted(findings + _review(rows), key=lambda finding: finding.line)


def _headcount(value: str) -> int | None:
    """A number that can be stored, else None. By its length first: Python refuses to read thousands of digits."""
    is_number = value.isascii() and value.isdigit() and len(value) <= len(str(MAX_HEADCOUNT))
    return int(value) if is_number and int(value) <= MAX_HEADCOUNT else None


def _review(rows: list[Row]) -> list[Finding]:
    """Names without headcount, headcounts without name, several headcounts, two spellings: by line."""
    headcounts: dict[tuple, set[int]] = defaultdict(set)
    spellings: dict[tuple, set[str]] = defaultdict(set)
    for row in rows:
        if row.workshop:
            spellings[row.consultation, spelling_key(row.workshop)].add(row.workshop)
            if row.headcount is not None:
                headcounts[row.consultation, row.workshop].add(row.headcount)
    findings = []
    for row in rows:
        problems = []
        declared = headcounts[row.consultation, row.workshop]
        if row.workshop and row.headcount is None:
            problems.append(_("Workshop without a number of participants"))
        if not row.workshop and row.headcount is not None:
            problems.append(_("Number of participants (%(n)d) without a workshop") % {"n": row.headcount})
        if row.workshop and len(declared) > 1:
            values = ", ".join(str(value) for value in sorted(declared))
            problems.append(
                _("Several numbers of participants for one workshop: %(values)s") % {"values": values}
            )
        if row.workshop and len(spellings[row.consultation, spelling_key(row.workshop)]) > 1:
            problems.append(_("Two spellings of one workshop's name"))
        findings += [Finding(row.line, problem, row.consultation) for problem in problems]
    return findings


def debate_order(title: str) -> tuple[int, str]:
    """Debates are numbered in their titles ("10. …"); those without a number come last, by title."""
    number = re.match(r"\s*(\d+)", title)
    return (int(number[1]) if number else 10_000, title)
