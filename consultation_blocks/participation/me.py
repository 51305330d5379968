"""What belongs to the person who reads: the small personal answer that pages ask for, and the account page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from . import rules, services
from .account_forms import ProfileForm
from .kinds import ContributionKind, Status
from .models import Contribution, Vote
from .paging import keyset_page
from .people import SESSION_HINT, actor_of
from .views import DETAIL_ROUTES

MAX_REFERENCES = 100
PAGE_SIZE = 20
EDIT_ROUTES = {
    ContributionKind.COMMENT: "debate_edit",
    ContributionKind.PROPOSAL: "proposal_edit",
    ContributionKind.MAP: "map_edit",
    ContributionKind.EVENT: "event_edit",
}


@never_cache
@require_safe
def me_state(request: HttpRequest) -> JsonResponse:
    """`{signed_in, name, csrf, votes: {reference: ±1}, messages}`: the personal part of public pages, asked for by their script.

    `?refs=A,B,…` names the contributions shown, at most a hundred; more are ignored.
    """
    actor = actor_of(request)
    votes = {}
    references = [part for part in request.GET.get("refs", "").upper().split(",") if part][:MAX_REFERENCES]
    if actor.is_known and references:
        rows = Vote.objects.filter(voter=actor.user, contribution__reference__in=references)
        votes = dict(rows.values_list("contribution__reference", "value"))
    if not actor.is_known and SESSION_HINT in request.COOKIES:
        request._session_hint = False  # the session has ended since: ask no more
    return JsonResponse(
        {
            "signed_in": actor.is_known,
            "name": str(actor.user) if actor.is_known else "",
            "csrf": get_token(request),
            "votes": votes,
            "messages": {
                "voted": _("Your vote is counted."),
                "taken_back": _("Your vote is taken back."),
                "failed": _("This did not work. Please try again."),
            },
        }
    )


def with_last_decision(contributions: list[Contribution]) -> list[Contribution]:
    """Give each contribution its `refusal` (message and note of the decision that refused or hid it), or None."""
    for contribution in contributions:
        contribution.refusal = None
        if contribution.status in (Status.REJECTED, Status.HIDDEN):
            # Newest first: the decision that made it what it is.
            decision = next(
                (d for d in contribution.decisions.all() if d.to_status == contribution.status), None
            )
            if decision:
                message = decision.reason.message_for(get_language()) if decision.reason else ""
                contribution.refusal = {"message": message, "note": decision.note}
    return contributions


def _own(actor: rules.Actor):
    """What somebody sent: not what waits for a confirmation, because anybody could have given their address."""
    return (
        Contribution.objects.filter(author=actor.user)
        .exclude(status=Status.UNCONFIRMED)
        .select_related("activity__campaign", "subject", "workshop")
    )


def my_contribution_list(actor: rules.Actor, cursor: str):
    """One page of a person's contributions, newest first, in four queries."""
    page = keyset_page(_own(actor).prefetch_related("decisions__reason"), ("-id",), cursor, PAGE_SIZE)
    public = set(
        Contribution.objects.public()
        .filter(pk__in=[item.pk for item in page.items])
        .values_list("pk", flat=True)
    )
    for item in with_last_decision(page.items):
        item.public_url_name = DETAIL_ROUTES[item.kind] if item.pk in public else ""
        item.can_edit = rules.may_edit(item, actor)
        item.can_withdraw = rules.may_withdraw(item, actor)
    return page


def _account_page(request: HttpRequest, form: ProfileForm, status: int = 200) -> HttpResponse:
    page = my_contribution_list(actor_of(request), request.GET.get("cursor", ""))
    context = {
        "title": _("My contributions"),
        "contributions": page.items,
        "next_url": f"?cursor={page.next_cursor}" if page.next_cursor else "",
        "is_first_page": not request.GET.get("cursor"),
        "form": form,
        "saved": request.GET.get("saved") == "1",
        "withdrawn": request.GET.get("withdrawn") == "1",
    }
    return render(request, "consultation_blocks/participation/my_contributions.html", context, status=status)


@never_cache
@login_required
@require_safe
def my_contributions(request: HttpRequest) -> HttpResponse:
    """The account page: one's contributions with their status, and one's name and language."""
    return _account_page(request, ProfileForm(instance=request.user))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Change the displayed name and the language of mails."""
    if request.method != "POST":  # the page of an error, opened again or in another language
        return redirect(reverse("my_contributions") + "#profile")
    form = ProfileForm(request.POST, instance=request.user)
    if not form.is_valid():
        request.user.refresh_from_db()
        return _account_page(request, form, 422)
    request.user.save(update_fields=["display_name", "language"])
    return redirect(reverse("my_contributions") + "?saved=1#profile")


@never_cache
@login_required
@require_safe
def edit_contribution(request: HttpRequest, reference: str) -> HttpResponse:
    """On to the room's form, where the rules are asked again."""
    contribution = get_object_or_404(_own(actor_of(request)), reference=reference.upper())
    if not rules.may_edit(contribution, actor_of(request)):
        return refusal_page(request, rules.Refused(_("This can no longer be changed.")), contribution)
    return redirect(EDIT_ROUTES[contribution.kind], reference=contribution.reference)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_contribution(request: HttpRequest, reference: str) -> HttpResponse:
    """GET asks whether one is sure, POST withdraws."""
    actor = actor_of(request)
    contribution = get_object_or_404(_own(actor), reference=reference.upper())
    if request.method == "POST":
        try:
            services.withdraw(contribution, actor=actor)
        except rules.Refused as refusal:
            return refusal_page(request, refusal, contribution)
        return redirect(reverse("my_contributions") + "?withdrawn=1")
    if not rules.may_withdraw(contribution, actor):
        return refusal_page(request, rules.Refused(_("This can no longer be withdrawn.")), contribution)
    context = {"title": _("Withdraw this contribution?"), "contribution": contribution}
    return render(request, "consultation_blocks/participation/withdraw.html", context)


def refusal_page(
    request: HttpRequest, refusal: rules.Refused, contribution: Contribution | None = None
) -> HttpResponse:
    """A refusal as a plain page, or as JSON for a script that asks for it; with the right status and `Retry-After`."""
    if request.accepts("text/html"):
        is_public = contribution and Contribution.objects.public().filter(pk=contribution.pk).exists()
        context = {
            "title": _("This was not possible"),
            "message": refusal.message,
            "back_reference": contribution.reference if is_public else "",
        }
        response = render(
            request, "consultation_blocks/participation/refused.html", context, status=refusal.status
        )
    else:
        response = JsonResponse({"message": refusal.message}, status=refusal.status)
    if refusal.retry_after:
        response["Retry-After"] = str(refusal.retry_after)
    return response
