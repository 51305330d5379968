"""What this app adds to the Wagtail admin. Only registers; the rooms hold the code."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .agenda.models import Event
from .agenda.permissions import EventPolicy
from .moderation import permissions
from .moderation.audit import register_actions
from .moderation.bulk_actions import BULK_ACTIONS
from .moderation.panels import ContributionSearchArea, add_home_panels, tidy_main_menu
from .moderation.team import warn_without_team
from .moderation.viewsets import ParticipationGroup
from .participation.decisions import Decision
from .participation.models import Campaign, Comment, Contribution, MapContribution, Proposal, Workshop
from .timeline.viewsets import admin_urls as timeline_admin_urls
from .timeline.viewsets import page_buttons as timeline_page_buttons

# Policies come before the snippets: registering a snippet looks its policy up. Events have their own rights.
for model in (Contribution, Comment, Proposal, MapContribution):
    register_permission_policy(model, permissions.ContributionPolicy(Contribution), exact_class=True)
register_permission_policy(Event, EventPolicy(Event))
register_permission_policy(Decision, permissions.DecisionPolicy(Decision))
register_permission_policy(Workshop, permissions.WorkshopPolicy(Workshop))
register_permission_policy(Campaign, permissions.CampaignTeamPolicy(Campaign))

register_snippet(ParticipationGroup)

for action in BULK_ACTIONS:
    hooks.register("register_bulk_action", action)
hooks.register("register_log_actions", register_actions, order=100)
hooks.register("after_publish_page", warn_without_team)
hooks.register("construct_homepage_panels", add_home_panels)
hooks.register("construct_main_menu", tidy_main_menu)
hooks.register("register_admin_search_area", ContributionSearchArea)
hooks.register("register_admin_urls", timeline_admin_urls)
hooks.register("register_page_header_buttons", timeline_page_buttons)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
