"""Who moderates a campaign; and that somebody must."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from ..participation.models import Campaign


def team_url(campaign: Campaign, user) -> str:
    """Where this person chooses a campaign's moderators; empty where they may not."""
    if not policy_registry.get_by_type(Campaign).user_has_permission(user, "change"):
        return ""
    return reverse(Campaign.snippet_viewset.get_url_name("edit"), args=[campaign.pk])


def warn_without_team(request: HttpRequest, page) -> None:
    """Hook `after_publish_page`: what is sent to a campaign without moderators waits unread."""
    campaign = Campaign.objects.filter(key=page.translation_key, moderators=None).first()
    if campaign is None:
        return
    address = team_url(campaign, request.user)
    buttons = [messages.button(address, _("Choose its moderators"))] if address else []
    messages.warning(
        request,
        _("Nobody moderates this campaign yet: what citizens send will wait unread."),
        buttons=buttons,
    )
