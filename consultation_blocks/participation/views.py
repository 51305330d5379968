"""Reading pages that all rooms share, and the small personal answers: votes, reports, receipts, files."""

import logging

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from site_core.cache import SITE, campaign_tag
from site_core.searching import limited_search

from . import rules
from .activities import block_of, page_of
from .kinds import ActivityKind, ContributionKind
from .models import Activity, Attachment, Contribution
from .people import actor_of

logger = logging.getLogger(__name__)

CONTRIBUTE_ROUTES = {
    ActivityKind.DEBATE: "debate_comment",
    ActivityKind.PROPOSALS: "proposal_new",
    ActivityKind.MAP: "map_contribute",
    ActivityKind.AGENDA: "event_new",
}
DETAIL_ROUTES = {
    ContributionKind.COMMENT: "comment_detail",
    ContributionKind.PROPOSAL: "proposal_detail",
    ContributionKind.MAP: "map_contribution_detail",
    ContributionKind.EVENT: "event_detail",
}


@require_safe
@limited_search
def activity_page(request: HttpRequest, activity_id: int) -> HttpResponse:
    """An activity's own page: its block, in full, with filters and paging in the address."""
    activity = get_object_or_404(Activity.objects.visible().select_related("campaign"), pk=activity_id)
    page = page_of(activity.campaign, get_language())
    child = page and block_of(page, activity)
    if child is None:
        raise Http404
    context = {
        "activity": activity,
        "page": page,
        "campaign_page": page,
        # Not `block`: inside a template's own {% block %} that name is Django's.
        "child": child,
        "title": child.value.get("title"),
        "full": True,
    }
    response = render(request, "consultation_blocks/participation/activity.html", context)
    response.cache_tags = {SITE, campaign_tag(activity.campaign_id)}
    return response


@require_safe
def contribute(request: HttpRequest, activity_id: int) -> HttpResponse:
    """From an activity to its room's form: the address printed on posters and sheets."""
    activity = get_object_or_404(Activity.objects.visible(), pk=activity_id)
    route = CONTRIBUTE_ROUTES.get(activity.kind)
    if route is None:
        raise Http404
    query = request.GET.urlencode()
    return redirect(reverse(route, args=[activity.pk]) + (f"?{query}" if query else ""))


@require_safe
def contribution_page(request: HttpRequest, reference: str) -> HttpResponse:
    """A contribution's permanent address: on to its room's own page, where it is public."""
    contribution = get_object_or_404(Contribution.objects.public(), reference=reference.upper())
    return redirect(DETAIL_ROUTES[contribution.kind], reference=contribution.reference)


@require_safe
def attachment(request: HttpRequest, uid) -> HttpResponse:
    """A citizen's file: for all where its contribution is public, else for its author and its moderators."""
    found = get_object_or_404(Attachment.objects.select_related("contribution__activity__campaign"), uid=uid)
    contribution = found.contribution
    is_public = not found.is_private and Contribution.objects.public().filter(pk=contribution.pk).exists()
    if not is_public:
        actor = actor_of(request)
        allowed = actor.is_known and (
            rules.is_author(contribution, actor) or rules.may_moderate(contribution, actor.user)
        )
        if not allowed and contribution.reference not in request.session.get("receipts", []):
            raise Http404
    try:
        file = found.file.open("rb")
    except FileNotFoundError as error:
        logger.error("The file of attachment %s is not on the disk", found.pk)
        raise Http404 from error
    response = FileResponse(
        file, as_attachment=not found.is_image, filename=found.name if not found.is_image else ""
    )
    if found.is_image:
        response["Content-Type"] = "image/webp"
        response["Content-Disposition"] = "inline"
    # A hidden photograph must disappear at once, so nothing in between may keep it.
    response["Cache-Control"] = "no-cache" if is_public else "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
