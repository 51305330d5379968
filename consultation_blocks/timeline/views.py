"""The timeline as a file."""

from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consultation_blocks.participation.activities import block_of, page_of
from consultation_blocks.participation.kinds import ActivityKind
from consultation_blocks.participation.models import Activity
from consultation_blocks.timeline.conversion import read_block
from consultation_blocks.timeline.formats import normalise, write_v3
from site_core.cache import SITE, campaign_tag


@require_safe
def timeline_json(request: HttpRequest, activity_id: int) -> JsonResponse:
    """TimelineJS 3 JSON of a timeline that everybody may read."""
    activity = get_object_or_404(
        Activity.objects.visible().filter(kind=ActivityKind.TIMELINE).select_related("campaign"),
        pk=activity_id,
    )
    page = page_of(activity.campaign, get_language())
    child = page and block_of(page, activity)
    if child is None:
        raise Http404
    timeline = normalise(read_block(child.value, request.build_absolute_uri("/").rstrip("/")))
    response = JsonResponse(write_v3(timeline), json_dumps_params={"ensure_ascii": False})
    response["Content-Disposition"] = f'inline; filename="timeline-{activity.pk}.json"'
    response.cache_tags = {SITE, campaign_tag(activity.campaign_id)}
    return response
