"""The group "Participation" of the admin's menu: queue, decisions, workshops, teams, reasons."""

from django import forms
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from site_core.closed_snippets import ClosedViewSet
from site_core.templatetags.dates_in_words import day_and_time

from ..agenda.viewsets import EventViewSet
from ..participation.decisions import Decision
from ..participation.models import Campaign, Contribution, Workshop
from ..timeline.viewsets import menu_item as timeline_menu_item
from .forms import CampaignTeamForm, WorkshopForm
from .labels import done
from .models import DecisionReason
from .views import (
    ContributionHistoryView,
    DecideView,
    DecisionLogView,
    PlainIndexView,
    QueueView,
    ReadView,
    TeamIndexView,
    WorkshopEditView,
    WorkshopHistoryView,
    WorkshopIndexView,
)


class ContributionFinder(ModelAdminURLFinder):
    """From a contribution anywhere in the admin (log, reports) to the page where it is read."""

    def get_edit_url(self, instance):
        policy = policy_registry.get(instance)
        if self.user and not policy.user_has_permission_for_instance(self.user, "view", instance):
            return None
        return reverse(Contribution.snippet_viewset.get_url_name("inspect"), args=(instance.pk,))


class QueueViewSet(ClosedViewSet):
    """Contributions of every kind. Nobody adds, edits or deletes citizens' words here."""

    model = Contribution
    icon = "comment"
    menu_label = _("To moderate")
    menu_name = "queue"
    list_per_page = 50
    search_fields = ["title", "text", "reference", "author_name"]
    inspect_view_enabled = True
    index_view_class = QueueView
    inspect_view_class = ReadView
    history_view_class = ContributionHistoryView
    url_finder_class = ContributionFinder

    @property
    def decide_view(self):
        return self.construct_view(
            DecideView,
            decide_url_name=self.get_url_name("decide"),
            template_name=ReadView.template_name,
        )

    def get_inspect_view_kwargs(self, **kwargs):
        return super().get_inspect_view_kwargs(
            decide_url_name=self.get_url_name("decide"), template_name=ReadView.template_name, **kwargs
        )

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("decide/<int:pk>/", self.decide_view, name="decide")]


class DecisionViewSet(ClosedViewSet):
    """The log of decisions: read only, for everybody."""

    model = Decision
    icon = "history"
    menu_label = _("Decision log")
    menu_name = "decisions"
    list_per_page = 50
    index_view_class = DecisionLogView
    search_fields = ["contribution__reference", "actor__display_name"]

    list_display = [
        Column(
            "contribution",
            label=_("Contribution"),
            accessor=lambda decision: decision.contribution.reference,
        ),
        Column("action", label=_("Action"), accessor=lambda decision: done(decision.action)),
        Column("reason", label=_("Reason"), accessor="reason"),
        Column("actor", label=_("Person"), accessor="actor"),
        Column("campaign", label=_("Campaign"), accessor="contribution.activity.campaign"),
        DateColumn("created_at", label=_("Date"), sort_key="pk"),
    ]


class WorkshopViewSet(ClosedViewSet):
    """Workshops of the moderator's campaigns: their names and dates can be put right."""

    model = Workshop
    icon = "group"
    menu_name = "workshops"
    list_per_page = 50
    index_view_class = WorkshopIndexView
    edit_view_class = WorkshopEditView
    history_view_class = WorkshopHistoryView
    search_fields = ["name", "place", "facilitator"]
    list_display = [
        "name",
        "campaign",
        "date",
        "headcount",
        Column("published_count", label=_("Contributions"), sort_key="published_count"),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("date")]),
            FieldRowPanel([FieldPanel("place"), FieldPanel("facilitator")]),
        ],
        base_form_class=WorkshopForm,
    )


def first_day(campaign: Campaign) -> str:
    return date_format(localtime(campaign.opens_at), "DATE_FORMAT") if campaign.opens_at else ""


def team_in_words(campaign: Campaign) -> str:
    return ", ".join(str(person) for person in campaign.moderators.all()) or _("nobody yet")


class CampaignTeamViewSet(ClosedViewSet):
    """Who moderates which campaign. Campaigns themselves are made by publishing their page."""

    model = Campaign
    icon = "user"
    menu_name = "teams"
    list_per_page = 50
    index_view_class = TeamIndexView
    search_fields = ["title"]
    list_display = [
        "title",
        Column("team", label=_("Moderators"), accessor=team_in_words),
        Column(
            "opens_at",
            label=_("Opens"),
            accessor=first_day,
            sort_key="opens_at",
        ),
        Column(
            "closes_at",
            label=_("Closes"),
            accessor=lambda campaign: day_and_time(campaign.closes_at),
            sort_key="closes_at",
        ),
    ]
    edit_handler = ObjectList(
        [FieldPanel("moderators", widget=forms.CheckboxSelectMultiple)], base_form_class=CampaignTeamForm
    )


class ReasonViewSet(ClosedViewSet):
    """The reasons that moderators choose from, with what authors read."""

    model = DecisionReason
    icon = "list-ul"
    menu_name = "reasons"
    menu_label = _("Reasons")
    list_per_page = 50
    index_view_class = PlainIndexView
    list_display = ["label", "message_fr", BooleanColumn("is_active", label=_("Can be chosen")), "sort_order"]
    edit_handler = ObjectList(
        [
            FieldPanel("label"),
            MultiFieldPanel(
                [FieldPanel("message_fr"), FieldPanel("message_en"), FieldPanel("message_ar")],
                heading=_("What the author reads"),
            ),
            FieldRowPanel([FieldPanel("is_active"), FieldPanel("sort_order")]),
        ]
    )


class ParticipationGroup(SnippetViewSetGroup):
    items = (QueueViewSet, EventViewSet, DecisionViewSet, WorkshopViewSet, CampaignTeamViewSet, ReasonViewSet)
    menu_label = _("Participation")
    menu_name = "participation"
    menu_icon = "group"
    menu_order = 150

    def get_submenu_items(self):
        return [*super().get_submenu_items(), timeline_menu_item()]
