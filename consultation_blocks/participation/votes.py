"""Voting and reporting: a small page with a form for everybody, and the same address as JSON for the script of the vote button."""

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from site_core import throttle

from . import rules, services
from .kinds import ContributionKind
from .me import refusal_page
from .models import Contribution, Report, Vote
from .people import actor_of, to_sign_in
from .rules import Refused
from .views import DETAIL_ROUTES

REPORTS_PER_DAY = 30


def _found(reference: str) -> Contribution:
    queryset = Contribution.objects.public().select_related("activity__campaign")
    return get_object_or_404(queryset, reference=reference.upper())


def _wants_json(request: HttpRequest) -> bool:
    return not request.accepts("text/html")


def _address_of(contribution: Contribution) -> str:
    return reverse(DETAIL_ROUTES[contribution.kind], args=[contribution.reference])


def _sign_in_first(request: HttpRequest, next_path: str) -> HttpResponse:
    response = to_sign_in(next_path)
    if _wants_json(request):
        return JsonResponse(
            {"message": _("Sign in to take part."), "sign_in": response["Location"]}, status=401
        )
    return response


def _value(raw: str | None) -> int | None:
    try:
        return int(raw or "")
    except ValueError:
        return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, reference: str) -> HttpResponse:
    """POST `value` 1, −1, or 0 (takes the vote back). GET shows the buttons, for browsers without scripts."""
    contribution = _found(reference)
    actor = actor_of(request)
    path = reverse("vote", args=[contribution.reference])
    asked = _value(request.POST.get("value") if request.method == "POST" else request.GET.get("value"))
    if not actor.is_known:
        return _sign_in_first(request, f"{path}?value={asked}" if asked is not None else path)
    if request.method == "POST":
        try:
            if asked is None:
                raise Refused(_("This vote does not exist."), 400)
            services.cast_vote(contribution, asked, actor=actor)
        except Refused as refusal:
            return refusal_page(request, refusal, contribution)
        if _wants_json(request):
            counts = Contribution.objects.values_list("up_count", "down_count").get(pk=contribution.pk)
            return JsonResponse({"value": asked, "up": counts[0], "down": counts[1]})
        return redirect(f"{_address_of(contribution)}#c-{contribution.reference}")
    message = rules.closed_message(contribution.activity)
    if message or not rules.may_vote(contribution, actor):
        own = _("You cannot vote on your own contribution.")
        return refusal_page(request, Refused(message or own), contribution)
    present = (
        Vote.objects.filter(contribution=contribution, voter=actor.user)
        .values_list("value", flat=True)
        .first()
    )
    is_comment = contribution.kind == ContributionKind.COMMENT
    context = {
        "title": _("Your vote") if is_comment else _("Support this contribution"),
        "contribution": contribution,
        "present": present or 0,
        "asked": asked,
        "takes_down_votes": -1 in rules.allowed_vote_values(contribution),
        "back_url": _address_of(contribution),
    }
    return render(request, "consultation_blocks/participation/vote.html", context)


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("What is wrong with it?"), choices=Report.Reason, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("More details"),
        help_text=gettext_lazy("Read by the moderators only."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell the moderators that a published contribution should not stand."""
    contribution = _found(reference)
    actor = actor_of(request)
    if not actor.is_known:
        return _sign_in_first(request, reverse("report", args=[contribution.reference]))
    if not rules.may_report(contribution, actor):
        return refusal_page(request, Refused(_("You cannot report your own contribution.")), contribution)
    form = ReportForm(request.POST if request.method == "POST" else None)
    context = {
        "title": _("Report this contribution"),
        "contribution": contribution,
        "form": form,
        "back_url": _address_of(contribution),
    }
    if request.method == "POST" and form.is_valid():
        name = f"report:{actor.user.pk}"
        try:
            if not throttle.take(name, REPORTS_PER_DAY, 24 * 3600):
                message = _("You have reported many contributions today. Come back tomorrow.")
                raise Refused(message, 429, throttle.seconds_left(name))
            services.report(contribution, form.cleaned_data["reason"], form.cleaned_data["text"], actor=actor)
        except Refused as refusal:
            return refusal_page(request, refusal, contribution)
        context["sent"] = True
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "consultation_blocks/participation/report.html", context, status=status)
