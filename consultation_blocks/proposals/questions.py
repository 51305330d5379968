"""The questions of an activity: rules from its snapshot, words from the page in the reader's language."""

from dataclasses import dataclass, field
from typing import Any

from ..participation.models import Activity
from .question_blocks import snapshot_questions


@dataclass(frozen=True)
class Question:
    """One question. `options` are (key, name) pairs; `limits` the rest of its rules, by the names of the blocks."""

    id: str
    type: str
    label: str
    help_text: str = ""
    required: bool = False
    private: bool = False
    options: tuple[tuple[str, str], ...] = ()
    limits: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Of its input in the form."""
        return f"q-{self.id}"

    @classmethod
    def from_rules(cls, rules: dict, words: dict | None = None) -> "Question":
        """From one snapshot, with the words of the same question in another language, if there are."""
        known = {"id", "type", "label", "help_text", "required", "private", "options", "categories"}
        words = words or {}
        names = {item["key"]: item["name"] for item in words.get("options", [])}
        return cls(
            id=rules["id"],
            type=rules["type"],
            label=words.get("label") or rules["label"],
            help_text=words.get("help_text") or rules.get("help_text", ""),
            required=rules.get("required", False),
            private=rules.get("private", False),
            options=tuple(
                (item["key"], names.get(item["key"], item["name"])) for item in rules.get("options", [])
            ),
            limits={key: value for key, value in rules.items() if key not in known},
        )


def questions_of(activity: Activity, value=None) -> list[Question]:
    """The questions that an activity asks, in order; `value` is its block in the reader's language."""
    words = {rules["id"]: rules for rules in snapshot_questions(value.get("fields"))} if value else {}
    return [
        Question.from_rules(rules, words.get(rules["id"])) for rules in activity.options.get("fields", [])
    ]


def categories_of(activity: Activity, value=None) -> dict[str, str]:
    """Names of an activity's categories by key, in order; empty where it has none."""
    for question in questions_of(activity, value):
        if question.type == "category":
            return dict(question.options)
    return {}
