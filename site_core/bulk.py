"""The admin's actions on many things at once, without naming any of them to people whom it is not for."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.bulk_action import index as wagtail_view
from wagtail.admin.views.bulk_action.registry import bulk_action_registry


@require_admin_access
def bulk_action(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
    """Wagtail's view, refused where one of the ids in the address is not this person's to act on.

    Wagtail would list it as something that it leaves alone, by its name: numbers tried out in the address would read
    what waits for moderation, people's e-mail addresses and drafts.
    """
    action_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if action_class:
        view = action_class(request, apps.get_model(app_label, model_name))
        try:
            _objects, others = view.get_actionable_objects()
        except (ValueError, OverflowError):  # an id that is no number
            raise Http404 from None
        if others.get("items_with_no_access"):
            raise PermissionDenied
    return wagtail_view(request, app_label, model_name, action)
