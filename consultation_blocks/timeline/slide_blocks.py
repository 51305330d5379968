"""The fields of a slide in the editor, and the way from them to a file's slide and back."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from consultation_blocks.timeline.date_blocks import PartialDateBlock
from consultation_blocks.timeline.dates import ends_before
from consultation_blocks.timeline.formats.clean import take_color, take_url
from consultation_blocks.timeline.formats.model import Report

PLAIN_OR_HTML = _("Plain text, or HTML where a link or emphasis is needed.")
TEXT_FEATURES = ["h4", "bold", "italic", "link", "ul", "ol", "blockquote"]


class CodeBlock(blocks.CharBlock):
    """A text that is not prose: never offered to translators."""

    def get_translatable_segments(self, value) -> list:
        return []


class KeptBlock(CodeBlock):
    """What a file said that this page does not show, as JSON, for exports."""

    def __init__(self, **kwargs):
        super().__init__(required=False, search_index=False, **kwargs)
        self.field = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)


def check_address(value: str) -> None:
    report = Report()
    if take_url(value, report, "", "") != value or any(problem.kind == "lost" for problem in report.problems):
        raise ValidationError(_t("This is not the address of a page or a file on the web."))


def check_color(value: str) -> None:
    if take_color(value, Report(), "", "") != value:
        raise ValidationError(_t("Write a colour's name or number, such as #1d4ed8."))


def check_order(value: blocks.StructValue) -> None:
    """Refuses an end before its beginning."""
    start, end = (field.date if (field := value.get(name)) else None for name in ("start", "end"))
    if start and end and ends_before(start, end):
        too_early = ValidationError(_t("The end must come after the beginning."))
        raise StructBlockValidationError(
            block_errors={"end": StructBlockValidationError(non_block_errors=[too_early])}
        )


class SlideBlock(blocks.StructBlock):
    """What the title slide and events have in common."""

    headline = blocks.CharBlock(label=_("Headline"), required=False)
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=TEXT_FEATURES)
    image = ImageChooserBlock(label=_("Picture"), required=False)
    alt = blocks.CharBlock(
        label=_("Description of the picture"),
        required=False,
        help_text=_("For people who cannot see it: what does it show?"),
    )
    url = CodeBlock(
        label=_("Address of a media"),
        required=False,
        validators=[check_address],
        help_text=_(
            "A video, a picture, a page on another site: it is loaded only when somebody asks for it."
        ),
    )
    # Plain fields: a rich editor for each would make a page of a hundred events slow to open.
    quote = blocks.TextBlock(label=_("Quotation"), required=False, rows=2)
    caption = blocks.CharBlock(label=_("Caption"), required=False, help_text=PLAIN_OR_HTML)
    credit = blocks.CharBlock(label=_("Credit"), required=False, help_text=PLAIN_OR_HTML)
    background_color = CodeBlock(label=_("Colour"), required=False, validators=[check_color], max_length=50)
    slug = CodeBlock(
        label=_("Name in the address"),
        required=False,
        max_length=80,
        help_text=_("Made from the headline when left empty; links to this event hold it."),
    )
    kept = KeptBlock(label=_("From the imported file"))

    class Meta:
        icon = "doc-full"
        label_format = "{headline}"

    def clean(self, value):
        cleaned = super().clean(value)
        undescribed = cleaned.get("image") and not (cleaned.get("alt") or "").strip()
        if undescribed and not self.is_deferred_validation:
            raise StructBlockValidationError(
                block_errors={"alt": ValidationError(_t("Say what the picture shows."))}
            )
        return cleaned


MEDIA_GROUP = BlockGroup(
    children=["image", "alt", "url", "quote", "caption", "credit"],
    heading=_("Media"),
    icon="image",
    classname="collapsed",
)
SETTINGS = ["background_color", "slug", "kept"]


class TitleSlideBlock(SlideBlock):
    class Meta:
        icon = "title"
        form_layout = BlockGroup(children=["headline", "text", MEDIA_GROUP], settings=SETTINGS)


class TimelineEventBlock(SlideBlock):
    start = PartialDateBlock(label=_("Date"))
    end = PartialDateBlock(label=_("End"), required=False)
    display_date = blocks.CharBlock(
        label=_("Date in your own words"),
        required=False,
        help_text=_("Shown instead of the date: “summer 2016”."),
    )
    group = blocks.CharBlock(
        label=_("Group"), required=False, max_length=80, help_text=_("Events of one group stand together.")
    )

    class Meta:
        icon = "date"
        label = _("Event")
        form_layout = BlockGroup(
            children=[
                "start",
                "headline",
                "text",
                "group",
                MEDIA_GROUP,
                BlockGroup(
                    children=["end", "display_date"],
                    heading=_("End and wording of the date"),
                    icon="time",
                    classname="collapsed",
                ),
            ],
            settings=SETTINGS,
        )

    def clean(self, value):
        cleaned = super().clean(value)
        check_order(cleaned)
        return cleaned


class EraBlock(blocks.StructBlock):
    headline = blocks.CharBlock(label=_("Name"))
    start = PartialDateBlock(label=_("Begins"))
    end = PartialDateBlock(label=_("Ends"))
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=["bold", "italic", "link"])
    kept = KeptBlock(label=_("From the imported file"))

    class Meta:
        icon = "calendar-alt"
        label = _("Era")
        form_layout = BlockGroup(children=["headline", "start", "end", "text"], settings=["kept"])

    def clean(self, value):
        cleaned = super().clean(value)
        check_order(cleaned)
        return cleaned


def kept_of(value: blocks.StructValue | dict) -> dict[str, Any]:
    """What :class:`KeptBlock` holds; empty where it is not what we wrote."""
    try:
        kept = json.loads(value.get("kept") or "{}")
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}
