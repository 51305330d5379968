"""Decisions on many contributions: each goes through `decide` by itself, so one conflict stops nobody else's."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from ..participation.models import Contribution
from ..participation.rules import Refused
from . import queue
from .context import leads_anywhere
from .forms import BulkDecisionForm, BulkReasonForm
from .rules import is_moderator
from .services import decide, seen_state

MOST_AT_ONCE = 100


class DecideBulkAction(SnippetBulkAction):
    """Base of the four. Ids that are not in the moderator's campaigns do not exist for it."""

    template_name = "consultation_blocks/moderation/bulk.html"
    form_class = BulkDecisionForm
    question = ""
    models = [Contribution]

    def dispatch(self, request, *args, **kwargs):
        if not is_moderator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_actionable_objects(self):
        """The chosen contributions of this moderator's campaigns, in the queue's order, at most 100."""
        asked = {
            int(key)
            for key in self.request.GET.getlist("id")
            if key.isascii() and key.isdigit() and len(key) < 19
        }
        found = queue.listed(self.request.user).filter(pk__in=sorted(asked)[:1000]).order_by(*queue.ORDER)
        return list(found[:MOST_AT_ONCE]), {"items_with_no_access": []}

    def object_context(self, contribution):
        return {
            "item": contribution,
            "is_possible": leads_anywhere(self.action_type, contribution.status),
        }

    def get_initial(self):
        objects, _access = self.get_actionable_objects()
        return {"seen": " ".join(f"{item.pk}={seen_state(item)}" for item in objects)}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["action_type"] = self.action_type
        context["display_name"] = self.display_name
        context["question"] = self.question
        context["possible_count"] = sum(item["is_possible"] for item in context["items"])
        return context

    def _seen(self) -> dict[str, str]:
        pairs = (pair.partition("=") for pair in self.cleaned_form.cleaned_data["seen"].split())
        return {key: state for key, _separator, state in pairs}

    def prepare_action(self, objects, objects_without_access):
        self.outcome = Counter()
        self.conflicts = []

    @classmethod
    def execute_action(cls, objects, self=None, **kwargs):
        """Decide one by one. Returns Wagtail's pair (decided, 0); the outcome in detail stays on the action."""
        seen = self._seen()
        choice = self.cleaned_form.cleaned_data
        for contribution in objects:
            state = seen.get(str(contribution.pk), "")
            if not leads_anywhere(self.action_type, state.split("|")[0] or contribution.status):
                self.outcome["left"] += 1
                continue
            try:
                decide(
                    contribution.pk,
                    self.action_type,
                    moderator=self.request.user,
                    reason=choice.get("reason"),
                    note=choice.get("note", ""),
                    seen=state,
                )
            except Refused as refused:
                self.conflicts.append(f"{contribution.reference}: {refused.message}")
            else:
                self.outcome["decided"] += 1
        return self.outcome["decided"], 0

    def get_success_message(self, decided, _children):
        if self.outcome["left"]:
            message = ngettext(
                "%(count)d was left as it is: this decision does not apply to it.",
                "%(count)d were left as they are: this decision does not apply to them.",
                self.outcome["left"],
            )
            messages.info(self.request, message % {"count": self.outcome["left"]})
        if self.conflicts:
            left = len(self.conflicts)
            summary = ngettext(
                "%(count)d was not decided, because it has changed:",
                "%(count)d were not decided, because they have changed:",
                left,
            ) % {"count": left}
            messages.warning(
                self.request, " ".join([summary, *self.conflicts[:5], "…" if left > 5 else ""]).strip()
            )
        return self.decided_message(decided) if decided else None

    def decided_message(self, count: int) -> str:
        raise NotImplementedError


class ApproveBulkAction(DecideBulkAction):
    display_name = _("Approve")
    action_type = "approve"
    aria_label = _("Approve the selected contributions")
    question = _("Publish these contributions?")
    action_priority = 10

    def decided_message(self, count: int) -> str:
        return ngettext("%(count)d contribution approved.", "%(count)d contributions approved.", count) % {
            "count": count
        }


class RejectBulkAction(DecideBulkAction):
    display_name = _("Reject")
    action_type = "reject"
    aria_label = _("Reject the selected contributions")
    question = _("Reject these contributions?")
    action_priority = 20
    form_class = BulkReasonForm

    def decided_message(self, count: int) -> str:
        return ngettext("%(count)d contribution rejected.", "%(count)d contributions rejected.", count) % {
            "count": count
        }


class HideBulkAction(DecideBulkAction):
    display_name = _("Hide")
    action_type = "hide"
    aria_label = _("Hide the selected contributions")
    question = _("Take these contributions off the site?")
    action_priority = 30
    form_class = BulkReasonForm

    def decided_message(self, count: int) -> str:
        return ngettext("%(count)d contribution hidden.", "%(count)d contributions hidden.", count) % {
            "count": count
        }


class RestoreBulkAction(DecideBulkAction):
    display_name = _("Restore")
    action_type = "restore"
    aria_label = _("Restore the selected contributions")
    question = _("Put these contributions back on the site?")
    action_priority = 40

    def decided_message(self, count: int) -> str:
        return ngettext("%(count)d contribution restored.", "%(count)d contributions restored.", count) % {
            "count": count
        }


BULK_ACTIONS = (ApproveBulkAction, RejectBulkAction, HideBulkAction, RestoreBulkAction)
