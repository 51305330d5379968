"""The debate as an editor composes it: a question, a text in clauses, where it comes from."""

from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..participation.blocks import InteractiveBlock
from ..participation.kinds import ActivityKind
from .listing import block_context
from .samples import sample_comments


class ClauseBlock(blocks.StructBlock):
    """A part of the text that can be commented upon by itself. Its id is the list item's: it survives moves and edits."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=160)
    text = blocks.RichTextBlock(
        label=_("Text"), features=["bold", "italic", "link", "ul", "ol", "document-link"]
    )

    class Meta:
        icon = "pilcrow"
        label = _("Part")


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Text of the link"), max_length=160)
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Link")


def plain(rich_text) -> str:
    """The words of a rich text, without its marks; its paragraphs are parted by a space."""
    source = str(getattr(rich_text, "source", rich_text) or "")
    return " ".join(unescape(strip_tags(source.replace("</", " </").replace("<br", " <br"))).split())


def clause_label(position: int, value) -> str:
    """How a clause is called in lists: its heading, or its number and first words."""
    heading = (value.get("heading") or "").strip()
    if heading:
        return heading
    words = Truncator(plain(value.get("text"))).words(6)
    return _t("Part %(number)d: %(words)s") % {"number": position, "words": words}


class DebateBlock(InteractiveBlock):
    question = blocks.CharBlock(
        label=_("Question"),
        required=False,
        max_length=300,
        help_text=_("Put to everyone, in their words. Empty: the title says it."),
    )
    clauses = blocks.ListBlock(
        ClauseBlock(),
        label=_("Text under discussion"),
        min_num=0,
        default=[],
        collapsed=True,
        help_text=_("In as many parts as people may want to comment on one by one."),
    )
    author = blocks.CharBlock(label=_("Author of the text"), required=False, max_length=160)
    source = blocks.CharBlock(label=_("Source"), required=False, max_length=255)
    links = blocks.ListBlock(LinkBlock(), label=_("To know more"), min_num=0, default=[], collapsed=True)

    class Meta:
        kind = ActivityKind.DEBATE
        icon = "comment"
        label = _("Debate")
        description = _(
            "A question and a text that people discuss: comments for, against or neutral, answers and votes."
        )
        template = "consultation_blocks/debate/block.html"

    def activity_options(self, value) -> dict:
        """`question`, and `clauses` as [{id, label}] in their order: what a comment may be about."""
        clauses = value.get("clauses")
        return {
            "question": value.get("question") or "",
            "clauses": [
                {"id": item.id, "label": clause_label(position, item.value)}
                for position, item in enumerate(clauses.bound_blocks if clauses else [], 1)
                if item.id
            ],
        }

    def get_preview_value(self):
        return self.normalize(
            {
                "title": _t("The market square"),
                "question": _t("Should the market square be closed to cars on Saturdays?"),
                "clauses": [
                    {
                        "heading": _t("What is proposed"),
                        "text": _t(
                            "<p>From May to September, cars would go round the square on market days, between 7 in the "
                            "morning and 3 in the afternoon. Deliveries stay possible until 9.</p>"
                        ),
                    }
                ],
                "author": _t("City council"),
            }
        )

    def get_preview_context(self, value, parent_context=None):
        return (parent_context or {}) | {"best": sample_comments()}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        activity = context["activity"]
        context.update(
            question=value.get("question") or "",
            clauses=[
                {"id": item.id, "heading": item.value.get("heading"), "text": item.value.get("text")}
                for item in (value.get("clauses").bound_blocks if value.get("clauses") else [])
            ],
        )
        if not context["full"]:
            context["excerpt"] = plain(context["clauses"][0]["text"]) if context["clauses"] else ""
        if activity is None:
            # Not published yet, or in the block picker, which brings sample comments along.
            return context | {"best": context.get("best", []), "can_vote": False}
        request = context.get("request")
        return context | block_context(activity, request.GET if request else {}, context["full"])
