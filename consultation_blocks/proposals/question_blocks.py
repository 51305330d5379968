"""What an editor composes a proposal form from: one block per kind of question, with its limits."""

import uuid

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

MEGABYTES = 10


class AskedBlock(blocks.StructBlock):
    """What every question has, whatever its kind."""

    label = blocks.CharBlock(label=_("Question"), max_length=200)
    help_text = blocks.CharBlock(
        label=_("Help"), required=False, max_length=300, help_text=_("One sentence under the question.")
    )
    required = blocks.BooleanBlock(label=_("An answer is required"), required=False)

    # Names of the children, besides those above, that a write has to know.
    limits: tuple[str, ...] = ()

    def snapshot(self, value) -> dict:
        """The rules of this question as JSON: what a write needs, without the page."""
        rules = {
            "label": value.get("label") or "",
            "help_text": value.get("help_text") or "",
            "required": bool(value.get("required")),
            "private": bool(value.get("private")),
        }
        for name in self.limits:
            limit = value.get(name)
            if limit is not None:
                rules[name] = limit.isoformat() if hasattr(limit, "isoformat") else limit
        return rules


class QuestionBlock(AskedBlock):
    """A question whose answer may be kept private."""

    private = blocks.BooleanBlock(
        label=_("Private answer"),
        required=False,
        help_text=_("Read by the city's staff only, never shown in public."),
    )


class RangeMixin:
    """Refuses a lower limit above the upper one; `bounds` names both."""

    bounds: tuple[str, str]

    def clean(self, value):
        cleaned = super().clean(value)
        lowest, highest = (cleaned.get(name) for name in self.bounds)
        if lowest is not None and highest is not None and lowest > highest:
            message = _t("The upper limit must not be below the lower one.")
            raise StructBlockValidationError(block_errors={self.bounds[1]: ValidationError(message)})
        return cleaned


class TextQuestion(QuestionBlock):
    max_length = blocks.IntegerBlock(
        label=_("Longest answer"), default=200, min_value=1, max_value=500, help_text=_("In characters.")
    )
    limits = ("max_length",)

    class Meta:
        icon = "pilcrow"
        label = _("Text")


class LongTextQuestion(QuestionBlock):
    max_length = blocks.IntegerBlock(
        label=_("Longest answer"), default=2000, min_value=1, max_value=10_000, help_text=_("In characters.")
    )
    limits = ("max_length",)

    class Meta:
        icon = "align-left"
        label = _("Long text")


class ChoiceQuestion(QuestionBlock):
    options = blocks.ListBlock(
        blocks.CharBlock(label=_("Option"), max_length=120), label=_("Options"), min_num=2, max_num=40
    )

    class Meta:
        icon = "radio-full"
        label = _("Single choice")

    def snapshot(self, value) -> dict:
        return {**super().snapshot(value), "options": named_items(value.get("options"))}


class ChoicesQuestion(ChoiceQuestion):
    max_choices = blocks.IntegerBlock(
        label=_("Most options that one may choose"),
        required=False,
        min_value=1,
        help_text=_("Empty: as many as one likes."),
    )
    limits = ("max_choices",)

    class Meta:
        icon = "list-ul"
        label = _("Multiple choice")


class CheckboxQuestion(QuestionBlock):
    class Meta:
        icon = "tick"
        label = _("Checkbox")


class DateQuestion(RangeMixin, QuestionBlock):
    earliest = blocks.DateBlock(label=_("Earliest date"), required=False)
    latest = blocks.DateBlock(label=_("Latest date"), required=False)
    limits = bounds = ("earliest", "latest")

    class Meta:
        icon = "date"
        label = _("Date")


class NumberQuestion(RangeMixin, QuestionBlock):
    minimum = blocks.FloatBlock(label=_("Smallest number"), required=False)
    maximum = blocks.FloatBlock(label=_("Largest number"), required=False)
    limits = bounds = ("minimum", "maximum")

    class Meta:
        icon = "order"
        label = _("Number")


class FileQuestion(QuestionBlock):
    max_megabytes = blocks.IntegerBlock(
        label=_("Largest file, in megabytes"),
        default=5,
        min_value=1,
        max_value=MEGABYTES,
    )
    limits = ("max_megabytes",)

    class Meta:
        icon = "doc-full"
        label = _("File")


class ImageQuestion(FileQuestion):
    """A picture; whoever sends one must also say what is on it."""

    max_megabytes = blocks.IntegerBlock(
        label=_("Largest picture, in megabytes"),
        default=MEGABYTES,
        min_value=1,
        max_value=MEGABYTES,
    )

    class Meta:
        icon = "image"
        label = _("Picture with its description")


class PlaceQuestion(QuestionBlock):
    class Meta:
        icon = "site"
        label = _("Place")


class LinkQuestion(QuestionBlock):
    class Meta:
        icon = "link"
        label = _("Link")


class CategoryQuestion(AskedBlock):
    """By what proposals are sorted in the listing; always public."""

    categories = blocks.ListBlock(
        blocks.CharBlock(label=_("Category"), max_length=80), label=_("Categories"), min_num=2, max_num=30
    )

    class Meta:
        icon = "tag"
        label = _("Category")

    def snapshot(self, value) -> dict:
        return {**super().snapshot(value), "options": named_items(value.get("categories"))}


def named_items(items) -> list[dict]:
    """`[{key, name}]` of a list block. The key is the start of the item's id, so that a name can be corrected later.

    Items written by hand, without ids, get a new one each time that they are read: their key comes from their name.
    """
    return [
        {
            "key": child.original_id[:8] if child.original_id else slugify(child.value)[:40],
            "name": child.value,
        }
        for child in (items.bound_blocks if items else [])
    ]


class QuestionsBlock(blocks.StreamBlock):
    """The questions of a form, after the title and the text that every proposal has."""

    category = CategoryQuestion()
    text = TextQuestion()
    long_text = LongTextQuestion()
    choice = ChoiceQuestion()
    choices = ChoicesQuestion()
    checkbox = CheckboxQuestion()
    date = DateQuestion()
    number = NumberQuestion()
    place = PlaceQuestion()
    image = ImageQuestion()
    file = FileQuestion()
    link = LinkQuestion()

    class Meta:
        icon = "form"
        required = False
        max_num = 40
        block_counts = {"category": {"max_num": 1}}

    def get_default(self):
        """A category, a place and a picture: what most calls for ideas ask, in the editor's language.

        The ids are always the same, so that a form which was never edited keeps them from one reading to the next.
        """
        names = [
            _t("Streets and squares"),
            _t("Nature in the city"),
            _t("Culture and sport"),
            _t("Solidarity"),
            _t("Other"),
        ]
        return self.to_python(
            [
                {
                    "type": "category",
                    "id": default_id("category"),
                    "value": {
                        "label": _t("Theme"),
                        "required": True,
                        "categories": [
                            {"type": "item", "id": default_id(f"category {number}"), "value": name}
                            for number, name in enumerate(names)
                        ],
                    },
                },
                {
                    "type": "place",
                    "id": default_id("place"),
                    "value": {"label": _t("Where?"), "help_text": _t("An address, a square, a bus stop…")},
                },
                {"type": "image", "id": default_id("image"), "value": {"label": _t("A picture")}},
            ]
        )


def default_id(name: str) -> str:
    """A UUID that depends on the name alone."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"proposals/{name}"))


def question_id(child, index: int) -> str:
    """The stable id of a question; one that was never saved has its position only."""
    return str(child.id) if child.id else f"{child.block_type}-{index}"


def snapshot_questions(stream) -> list[dict]:
    """The questions as JSON for `Activity.options`: `[{id, type, label, help_text, required, private, …limits}]`."""
    return [
        {"id": question_id(child, index), "type": child.block_type, **child.block.snapshot(child.value)}
        for index, child in enumerate(stream or [])
    ]
