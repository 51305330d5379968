"""The agenda as an editor sets it, and what it shows on a page."""

from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ..participation.blocks import InteractiveBlock
from ..participation.kinds import ActivityKind
from .listing import full_context, next_context
from .samples import sample_dates


class AgendaBlock(InteractiveBlock):
    proposals = blocks.BooleanBlock(
        label=_("People may propose events"),
        required=False,
        default=True,
        help_text=_(
            "Otherwise only the city's staff publishes events, in the menu “Participation”, “Events”."
        ),
    )
    view = blocks.ChoiceBlock(
        label=_("First shown as"),
        choices=[("list", _("List")), ("month", _("Month"))],
        default="list",
        help_text=_("On the agenda's own page. Readers can switch between the two."),
    )

    class Meta:
        kind = ActivityKind.AGENDA
        icon = "calendar-alt"
        label = _("Agenda")
        description = _(
            "Events with their dates and places, by the city and proposed by people, as list, month and calendar feed."
        )
        template = "consultation_blocks/agenda/block.html"

    def activity_options(self, value) -> dict:
        """`proposals` (bool): citizens may propose; `view`: list or month."""
        return {"proposals": bool(value.get("proposals")), "view": value.get("view") or "list"}

    def get_preview_value(self):
        return self.normalize(
            {
                "title": _t("Meet us"),
                "intro": _t(
                    "<p>Walks, workshops and meetings: come and talk about it, or propose an event of your own.</p>"
                ),
            }
        )

    def get_preview_context(self, value, parent_context=None):
        return (parent_context or {}) | {"dates": sample_dates()}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        activity = context["activity"]
        if activity is None:
            # Not published yet, or in the block picker, which brings sample events along.
            dates = context.get("dates", [])
            return context | {"dates": dates, "total": len(dates), "can_propose": False}
        if not context["full"]:
            return context | next_context(activity)
        request = context.get("request")
        return context | full_context(activity, request.GET if request else QueryDict())
