"""Answers as people read them: in order, in the reader's language, never the private ones."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import formats

from ..participation.models import Attachment, Proposal
from .questions import Question


@dataclass(frozen=True)
class ShownAnswer:
    """One answer for a template: `value` by type (text, list of names, bool, date, number in words, address, link)."""

    type: str
    label: str
    value: Any
    is_private: bool = False
    attachment: Attachment | None = None
    coordinates: dict[str, float] = field(default_factory=dict)


def _value(answer: dict, question: Question | None) -> Any:
    value = answer.get("value")
    if answer.get("keys"):
        names = dict(question.options) if question else {}
        given = value if isinstance(value, list) else [value]
        return [names.get(key, name) for key, name in zip(answer["keys"], given, strict=False)]
    if answer["type"] == "date":
        return date.fromisoformat(value)
    if answer["type"] == "number":
        return formats.number_format(value, use_l10n=True, force_grouping=True)
    return value


def _shown(answer: dict, question: Question | None, attachment: Attachment | None) -> ShownAnswer:
    label = question.label if question else answer.get("label", "")
    is_private = is_private_answer(answer, question)
    if answer["type"] == "place":
        place = answer.get("value") or {}
        coordinates = {key: place[key] for key in ("latitude", "longitude") if place.get(key) is not None}
        return ShownAnswer("place", label, place.get("address") or "", is_private, None, coordinates)
    return ShownAnswer(answer["type"], label, _value(answer, question), is_private, attachment)


def is_private_answer(answer: dict, question: Question | None) -> bool:
    """Private when it was given as such, or when the question has become private since."""
    return bool(answer.get("private") or (question and question.private))


def shown_answers(
    proposal: Proposal,
    questions: Iterable[Question],
    attachments: Iterable[Attachment],
    with_private: bool = False,
) -> list[ShownAnswer]:
    """Answers in the form's order.

    Args:
        questions: of the activity, in the reader's language; answers to questions that are gone keep their own words.
        attachments: the proposal's files.
        with_private: for the author's own eyes only (preview).
    """
    by_id = {question.id: question for question in questions}
    files = {attachment.field: attachment for attachment in attachments}
    shown = []
    for answer in proposal.answers:
        question = by_id.get(answer.get("field"))
        attachment = files.get(answer.get("field"))
        private_file = attachment is not None and attachment.is_private
        if not with_private and (is_private_answer(answer, question) or private_file):
            continue
        if answer.get("type") in ("file", "image") and attachment is None:
            continue
        shown.append(_shown(answer, question, attachment))
    return shown
