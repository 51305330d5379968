"""Cells of the queue: what a moderator must see of a contribution before opening it."""

from collections.abc import Callable

from django.contrib.admin.utils import quote
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn, Column, TitleColumn

from ..participation.kinds import Status
from ..participation.models import Contribution

TEXT_SHOWN = 220


class ExcerptColumn(TitleColumn):
    """Title, the beginning of the text, who wrote it and for how many."""

    cell_template_name = "consultation_blocks/moderation/cells/excerpt.html"

    def get_value(self, instance: Contribution) -> str:
        return instance.title or Truncator(instance.text).chars(TEXT_SHOWN) or instance.reference

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["is_text"] = not instance.title
        context["text"] = Truncator(instance.text).chars(TEXT_SHOWN) if instance.title else ""
        return context


class WhereColumn(Column):
    cell_template_name = "consultation_blocks/moderation/cells/where.html"


class AgeColumn(Column):
    cell_template_name = "consultation_blocks/moderation/cells/age.html"


class StatusColumn(Column):
    cell_template_name = "consultation_blocks/moderation/cells/status.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["is_waiting"] = instance.status == Status.PENDING
        return context


class ReportsColumn(Column):
    cell_template_name = "consultation_blocks/moderation/cells/reports.html"


def queue_columns(get_url: Callable, *, decides: bool) -> list[BaseColumn]:
    """The columns of the queue; check boxes, status and reports only for who decides."""
    columns = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet"),
        ExcerptColumn(
            "excerpt",
            label=_("Contribution"),
            get_url=get_url,
            get_title_id=lambda contribution: f"snippet_{quote(contribution.pk)}_title",
        ),
        WhereColumn("where", label=_("Where"), accessor="activity", width="20%"),
        AgeColumn("age", label=_("Sent"), accessor="submitted_at", sort_key="submitted_at", width="12%"),
        StatusColumn("status", label=_("Status"), accessor="status", width="12%"),
        ReportsColumn(
            "reports", label=_("Reported"), accessor="reports_count", sort_key="reports_count", width="9%"
        ),
    ]
    if decides:
        return columns
    return [column for column in columns if column.name not in ("bulk_actions", "status", "reports")]
