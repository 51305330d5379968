"""What the admin's home tells: what waits and since when, and how the campaigns are doing."""

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.search import SearchArea
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import policy_registry

from ..participation.models import Campaign
from .queue import median_delay, waiting_by_campaign
from .rules import is_analyst, is_moderator
from .team import team_url

User = get_user_model()
CAMPAIGNS_SHOWN = 12
OLD_DAYS = 3


def queue_url(**filters) -> str:
    from ..participation.models import Contribution

    address = reverse(Contribution.snippet_viewset.get_url_name("list"))
    return f"{address}?{urlencode(filters)}" if filters else address


class ToModeratePanel(Component):
    """How much waits in each campaign, since when, and how long decisions take."""

    name = "to_moderate"
    template_name = "consultation_blocks/moderation/panels/to_moderate.html"
    order = 50

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        rows = waiting_by_campaign(user)
        now = timezone.now()
        for row in rows:
            row["url"] = queue_url(campaign=row["campaign"])
            row["reported_url"] = queue_url(campaign=row["campaign"], status="published", reports="1")
            row["is_old"] = row["oldest"] is not None and (now - row["oldest"]).days >= OLD_DAYS
        delay = median_delay(user)
        return {
            "rows": rows,
            "total": sum(row["waiting"] for row in rows),
            "oldest": min((row["oldest"] for row in rows if row["oldest"]), default=None),
            "usual_since": now - delay if delay is not None else None,
            "now": now,
            "queue_url": queue_url(),
            "edits_pages": edits_pages(user),
        }


class CampaignsPanel(Component):
    """The campaigns with their figures and closing dates: open ones first, those that close soonest on top."""

    name = "campaigns"
    template_name = "consultation_blocks/moderation/panels/campaigns.html"
    order = 60

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        campaigns = list(
            Campaign.objects.visible()
            .with_figures()
            .annotate(has_team=Exists(User.objects.filter(moderated_campaigns=OuterRef("pk"))))
            .order_by("-created_at")[: CAMPAIGNS_SHOWN * 4]
        )
        rank = {"open": 0, "upcoming": 1, "closed": 2}
        now = timezone.now()
        campaigns.sort(key=lambda c: (rank[c.status], c.closes_at is None, c.closes_at or now))
        campaigns = campaigns[:CAMPAIGNS_SHOWN]
        edit_urls = self.edit_urls(campaigns, user)
        for campaign in campaigns:
            campaign.edit_url = edit_urls.get(campaign.key, "")
            campaign.team_url = "" if campaign.has_team else team_url(campaign, user)
        return {"campaigns": campaigns, "edits_pages": edits_pages(user)}

    def edit_urls(self, campaigns: list[Campaign], user) -> dict:
        """Address of the editor for each campaign's source page, where this person edits pages."""
        if not edits_pages(user):
            return {}
        pages = Page.objects.filter(translation_key__in=[campaign.key for campaign in campaigns]).order_by(
            "-pk"
        )
        return {
            key: reverse("wagtailadmin_pages:edit", args=[pk])
            for key, pk in pages.values_list("translation_key", "pk")
        }


class ContributionSearchArea(SearchArea):
    """The search of the side bar for whoever may not edit pages: what citizens wrote, in every status."""

    def __init__(self):
        super().__init__(
            _("Contributions"), queue_url(), name="contributions", icon_name="comment", order=200
        )

    def is_shown(self, request) -> bool:
        return is_moderator(request.user) or is_analyst(request.user)


def add_home_panels(request, panels: list) -> None:
    """Hook `construct_homepage_panels`: ours first, and no announcements of Wagtail's own."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") != "whats_new_in_wagtail_version"]
    if is_moderator(request.user):
        panels.append(ToModeratePanel())
    if edits_pages(request.user) or is_analyst(request.user):
        panels.append(CampaignsPanel())


def edits_pages(user) -> bool:
    return policy_registry.get_by_type(Page).user_has_any_permission(user, ["add", "change", "publish"])


def tidy_main_menu(request, items: list) -> None:
    """Hook `construct_main_menu`: reports are about pages, so they are for who edits pages."""
    if not edits_pages(request.user):
        items[:] = [item for item in items if item.name != "reports"]
