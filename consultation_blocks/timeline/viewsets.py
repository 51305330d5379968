"""In the admin: a file is looked at first, then brought into a draft of the page."""

from __future__ import annotations

import secrets

from django.apps import apps
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from consultation_blocks.participation.activities import ActivityHost
from consultation_blocks.timeline.formats import FormatError, read_timeline
from consultation_blocks.timeline.forms import TimelineImportForm
from consultation_blocks.timeline.services import (
    ImportOutcome,
    ImportRefused,
    import_timeline,
    latest,
    timeline_blocks,
)

URL_NAME = "timeline_import"
# Between the look and the decision the file waits here, for its sender only.
WAITING_SECONDS = 3600
SHOWN_PROBLEMS = 500
SHOWN_PAGES = 200


def admin_urls() -> list:
    """Addresses under ``/admin/``; registered by the app's hooks."""
    return [
        path("timelines/import/", choose_page, name=URL_NAME),
        path("timelines/import/<int:page_id>/", import_file, name=f"{URL_NAME}_page"),
    ]


class ImportMenuItem(MenuItem):
    """Shown to those who may edit pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_any_permission(request.user, {"add", "change"})


def menu_item() -> MenuItem:
    return ImportMenuItem(
        _("Import a timeline"), reverse(URL_NAME), name="timeline-import", icon_name="history", order=900
    )


def page_buttons(page: Page, user, view_name: str, next_url: str | None = None):
    """The button of pages that can hold a timeline."""
    if issubclass(page.specific_class or Page, ActivityHost) and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Import a timeline"),
            reverse(f"{URL_NAME}_page", args=[page.pk]),
            icon_name="history",
            priority=80,
        )


def choose_page(request: HttpRequest) -> HttpResponse:
    """The pages that the person may edit and that can hold a timeline."""
    hosts = [
        model for model in apps.get_models() if issubclass(model, ActivityHost) and issubclass(model, Page)
    ]
    pages = (
        page_permission_policy.instances_user_has_permission_for(request.user, "change")
        .type(*hosts)
        .select_related("locale")
        .order_by("-latest_revision_created_at")[:SHOWN_PAGES]
    )
    return TemplateResponse(
        request,
        "consultation_blocks/timeline/admin/choose.html",
        {"pages": pages, "header_title": _("Import a timeline")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest, page_id: int) -> HttpResponse:
    """First the file and what it would bring, then, confirmed, a draft with it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ActivityHost):
        raise Http404
    permissions = page.permissions_for_user(request.user)
    if not permissions.can_edit():
        raise PermissionDenied
    if permissions.page_locked():
        messages.error(request, _t("This page is locked: it cannot be changed now."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    children = timeline_blocks(latest(page))
    if "token" in request.POST:
        return _confirm(request, page)
    form = TimelineImportForm(request.POST or None, request.FILES or None, children=children)
    context = {
        "page": page,
        "form": form,
        "header_title": _("Import a timeline"),
        "header_subtitle": page.get_admin_display_title(),
    }
    if request.method == "POST" and form.is_valid():
        block_id = form.cleaned_data["block"]
        try:
            outcome = import_timeline(page, form.result, block_id=block_id, user=request.user, dry_run=True)
        except ImportRefused as error:
            form.add_error("file", str(error))
        else:
            token = secrets.token_urlsafe(16)
            cache.set(_key(request, page, token), (form.data_read, block_id), WAITING_SECONDS)
            context |= _report(outcome) | {"token": token}
    return TemplateResponse(request, "consultation_blocks/timeline/admin/import.html", context)


def _report(outcome: ImportOutcome) -> dict:
    # One row for the same problem in many places.
    places: dict[tuple[str, str, str], list[str]] = {}
    for problem in outcome.problems:
        places.setdefault((problem.label, problem.field, problem.message), []).append(problem.where)
    rows = [
        {"label": label, "field": field, "message": message, "places": where}
        for (label, field, message), where in places.items()
    ]
    return {
        "outcome": outcome,
        "problems": rows[:SHOWN_PROBLEMS],
        "more_problems": max(0, len(rows) - SHOWN_PROBLEMS),
        "brings_something": bool(outcome.added or outcome.eras_added or outcome.title_taken),
        "shown_events": outcome.added[:50],
        "more_events": max(0, len(outcome.added) - 50),
    }


def _key(request: HttpRequest, page: Page, token: str) -> str:
    return f"timeline-import:{request.user.pk}:{page.pk}:{token[:40]}"


def _confirm(request: HttpRequest, page: Page) -> HttpResponse:
    key = _key(request, page, request.POST["token"])
    waiting = cache.get(key)
    if waiting is None:
        messages.error(request, _t("The file is no longer here: send it again."))
        return redirect(f"{URL_NAME}_page", page.pk)
    data, block_id = waiting
    try:
        outcome = import_timeline(page, read_timeline(data), block_id=block_id, user=request.user)
    except (FormatError, ImportRefused) as error:
        messages.error(request, str(error))
        return redirect(f"{URL_NAME}_page", page.pk)
    cache.delete(key)
    count = len(outcome.added)
    done = ngettext(
        "%(count)s event added to a draft: look at it and publish.",
        "%(count)s events added to a draft: look at them and publish.",
        count,
    )
    messages.success(request, done % {"count": count})
    return redirect("wagtailadmin_pages:edit", page.pk)
