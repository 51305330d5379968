"""The proposal form as an editor composes it, and what it shows on a page."""

from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..participation.blocks import InteractiveBlock
from ..participation.kinds import ActivityKind
from .forms import TEXT_LENGTH
from .listing import best_context, listing_context
from .question_blocks import QuestionsBlock, snapshot_questions
from .questions import categories_of
from .samples import sample_proposals


class ProposalsBlock(InteractiveBlock):
    text_length = blocks.IntegerBlock(
        label=_("Longest text"),
        default=TEXT_LENGTH,
        min_value=200,
        max_value=10_000,
        help_text=_(
            "In characters. Every proposal has a title and a text; the questions below come after them."
        ),
    )
    fields = QuestionsBlock(label=_("Questions"))

    class Meta:
        kind = ActivityKind.PROPOSALS
        icon = "form"
        label = _("Proposal form")
        description = _("People send proposals through a form of your own, and support those of others.")
        template = "consultation_blocks/proposals/block.html"

    def activity_options(self, value) -> dict:
        """`text_length`, `fields` (see `snapshot_questions`) and `categories` as [{key, name}]."""
        questions = snapshot_questions(value.get("fields"))
        categories = next((rules["options"] for rules in questions if rules["type"] == "category"), [])
        return {
            "text_length": value.get("text_length") or TEXT_LENGTH,
            "fields": questions,
            "categories": categories,
        }

    def get_preview_value(self):
        return self.normalize(
            {
                "title": _t("Your ideas for the neighbourhood"),
                "intro": _t(
                    "<p>A bench, a garden, an evening of music: say what you would like to see here.</p>"
                ),
            }
        )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        activity = context["activity"]
        if activity is None:
            samples = sample_proposals()
            return context | {"proposals": samples, "total": len(samples), "categories": {}}
        categories = categories_of(activity, value)
        context["categories"] = categories
        if not context["full"]:
            return context | best_context(activity, categories)
        request = context.get("request")
        return context | listing_context(activity, categories, request.GET if request else QueryDict())
