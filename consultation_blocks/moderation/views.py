"""The queue, the reading page and the decision, as Wagtail views."""

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton, ListingButton
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import EditView, HistoryView, IndexView, InspectView

from site_core.cache import CAMPAIGNS, campaign_tag, drop_tags, published_tag

from ..participation.kinds import Status
from ..participation.models import Contribution
from ..participation.rules import Refused
from . import queue
from .audit import LOGGED
from .columns import queue_columns
from .context import reading_context, reasons_for
from .filters import ContributionFilterSet
from .forms import DecisionForm
from .labels import done
from .rules import is_moderator, readable_contributions
from .services import decide, seen_state

NEVER_IN_LINKS = ("p", "_w_filter_fragment", "export")


def kept_query(request: HttpRequest) -> str:
    """The filters of the queue as a query string, to carry them through reading and deciding."""
    query = request.GET.copy()
    for name in NEVER_IN_LINKS:
        query.pop(name, None)
    return f"?{query.urlencode()}" if query else ""


class PlainIndexView(IndexView):
    """A listing of what nobody deletes in bulk: no check boxes, no action bar."""

    template_name = "consultation_blocks/moderation/listing.html"
    joined: tuple[str, ...] = ()

    @cached_property
    def columns(self):
        return [column for column in super().columns if column.name != "bulk_actions"]

    def get_base_queryset(self):
        policy = policy_registry.get_by_type(self.model)
        found = policy.instances_user_has_any_permission_for(self.request.user, ["view", "change"])
        return found.select_related(*self.joined) if self.joined else found


class TeamIndexView(PlainIndexView):
    """The campaigns, the latest first, each with who moderates it."""

    default_ordering = "-pk"

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("moderators")


class DecisionLogView(PlainIndexView):
    """What people decided. How contributions arrived is in each one's own history."""

    joined = ("contribution__activity__campaign", "actor", "reason")
    default_ordering = "-pk"

    def get_base_queryset(self):
        return super().get_base_queryset().filter(action__in=LOGGED)


class WorkshopIndexView(PlainIndexView):
    joined = ("campaign",)


class QueueView(IndexView):
    """Every kind of contribution, oldest first, and only of the campaigns that this person may see."""

    default_ordering = queue.ORDER
    filterset_class = ContributionFilterSet
    template_name = "consultation_blocks/moderation/queue.html"
    table_classname = "listing moderation-listing"

    def get_base_queryset(self):
        return queue.listed(self.request.user)

    def order_queryset(self, queryset):
        chosen = self.ordering if isinstance(self.ordering, tuple) else (self.ordering, "pk")
        return queryset.order_by(*chosen)

    def search_queryset(self, queryset):
        return queue.search(queryset, self.search_query)

    def get_page_title(self):
        waiting = self.request.GET.get("status", Status.PENDING) == Status.PENDING
        if self.decides and waiting and not self.is_searching:
            return _("To moderate")
        return super().get_page_title()

    @cached_property
    def decides(self) -> bool:
        return is_moderator(self.request.user)

    @cached_property
    def columns(self):
        return queue_columns(self.get_inspect_url, decides=self.decides)

    @cached_property
    def _kept_query(self) -> str:
        return kept_query(self.request)

    def get_inspect_url(self, instance):
        return reverse(self.inspect_url_name, args=(quote(instance.pk),)) + self._kept_query

    @cached_property
    def bulk_buttons(self) -> list[ListingButton]:
        from .bulk_actions import BULK_ACTIONS

        options = self.model._meta
        return [
            ListingButton(
                action.display_name,
                reverse(
                    "wagtail_bulk_action", args=[options.app_label, options.model_name, action.action_type]
                ),
                attrs={"aria-label": action.aria_label, "data-bulk-action-button": ""},
                priority=action.action_priority,
                classname=" ".join({*action.classes, "bulk-action-btn"}),
            )
            for action in BULK_ACTIONS
        ]

    @cached_property
    def no_results_message(self):
        if self.decides and not self.is_searching and not self.is_filtering:
            return _("Nothing is waiting. Everything that came in has been read.")
        return super().no_results_message

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["bulk_buttons"] = self.bulk_buttons if self.decides else []
        return context


class ReadView(InspectView):
    """The reading place: the text large, its context beside it, the decision one key away."""

    template_name = "consultation_blocks/moderation/read.html"
    page_title = gettext_lazy("Read")
    decide_url_name = None
    inspect_url_name = None
    history_url_name = None
    refusal = ""

    def get_fields(self):
        return []

    def get_object(self, queryset=None):
        visible = readable_contributions(self.request.user).select_related(
            "activity__campaign", "workshop", "author", "subject", "parent", "root", "event"
        )
        return get_object_or_404(visible, pk=unquote(str(self.pk)))

    def get_page_subtitle(self):
        return self.object.reference

    @cached_property
    def queue(self):
        """What the filters in the address leave of the queue, searched and unordered."""
        queryset = readable_contributions(self.request.user)
        filters = ContributionFilterSet(data=self.request.GET, request=self.request, queryset=queryset)
        if filters.is_valid():
            queryset = filters.filter_queryset(queryset)
        return queue.search(queryset, self.request.GET.get("q", ""))

    def read_url(self, pk: int | None) -> str:
        if pk is None:
            return ""
        return reverse(self.inspect_url_name, args=(quote(pk),)) + kept_query(self.request)

    def list_url(self) -> str:
        return reverse(self.index_url_name) + kept_query(self.request)

    @cached_property
    def header_buttons(self):
        if not is_moderator(self.request.user):
            return []
        return [
            HeaderButton(
                _("History"),
                url=reverse(self.history_url_name, args=(quote(self.object.pk),)),
                icon_name="history",
            )
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        moderates = is_moderator(self.request.user)
        around = queue.neighbours(self.queue, self.object)
        form = kwargs.get("form") or DecisionForm()
        profile = getattr(self.request.user, "wagtail_userprofile", None)
        return (
            context
            | reading_context(self.object, self.request.user, moderates=moderates)
            | {
                "contribution": self.object,
                "form": form,
                "reasons": reasons_for(self.object, form["reason"].value() or "") if moderates else [],
                # What is on the page now, also where the form that came back saw something else.
                "seen": seen_state(self.object),
                "refusal": self.refusal,
                "decide_url": reverse(self.decide_url_name, args=(quote(self.object.pk),))
                + kept_query(self.request),
                "previous_url": self.read_url(around.previous),
                "next_url": self.read_url(around.following),
                "list_url": self.list_url(),
                "left": self.queue.count(),
                "shortcuts": getattr(profile, "keyboard_shortcuts", True),
            }
        )


class DecideView(ReadView):
    """Takes one decision (POST only) and goes on to the next one; a refusal comes back with what was typed."""

    http_method_names = ["post"]
    any_permission_required = ["moderate"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = DecisionForm(request.POST)
        if not form.is_valid():
            if "action" in form.errors:
                raise Http404
            return self.refuse(form, "", 400)
        choice = form.cleaned_data
        try:
            decided = decide(
                self.object.pk,
                choice["action"],
                moderator=request.user,
                reason=choice["reason"],
                note=choice["note"],
                seen=choice["seen"],
            )
        except Refused as refused:
            if refused.status == 403:
                raise PermissionDenied from refused
            self.object = self.get_object()
            return self.refuse(form, refused.message, refused.status)
        undo = [
            messages.button(reverse(self.inspect_url_name, args=(quote(decided.pk),)), _("Read it again"))
        ]
        messages.success(request, f"{done(choice['action'])}: {decided.reference}", buttons=undo)
        following = queue.next_to_read(self.queue, decided)
        return redirect(self.read_url(following) or self.list_url())

    def refuse(self, form: DecisionForm, message: str, status: int) -> HttpResponse:
        self.refusal = message
        return self.render_to_response(self.get_context_data(form=form), status=status)


class ContributionHistoryView(HistoryView):
    """Wagtail's log of one contribution, with the reasons; for its moderators only."""

    any_permission_required = ["moderate"]
    inspect_url_name = None

    def get_base_object_queryset(self):
        return Contribution.objects.moderated_by(self.request.user)

    def get_edit_url(self, instance):
        return reverse(self.inspect_url_name, args=(quote(instance.pk),))

    @cached_property
    def header_buttons(self):
        return [HeaderButton(_("Read"), url=self.get_edit_url(self.object), icon_name="view")]

    @cached_property
    def columns(self):
        message, *others = super().columns
        message = Column("message", label=_("Action"))
        reason = Column("reason", label=_("Reason"), accessor=lambda entry: entry.data.get("reason", ""))
        return [message, reason, *others]


class OwnInstanceMixin:
    """An object that the policy does not give to this person does not exist."""

    needed = "change"

    def get_object(self, *args, **kwargs):
        found = super().get_object(*args, **kwargs)
        policy = policy_registry.get_by_type(self.model)
        if not policy.user_has_permission_for_instance(self.request.user, self.needed, found):
            raise Http404
        return found


class WorkshopEditView(OwnInstanceMixin, EditView):
    """A corrected workshop shows on the public pages at once."""

    def form_valid(self, form):
        response = super().form_valid(form)
        campaign_id = self.object.campaign_id
        drop_tags(campaign_tag(campaign_id), published_tag(campaign_id), CAMPAIGNS)
        return response


class WorkshopHistoryView(OwnInstanceMixin, HistoryView):
    pass
