"""After sending: the code that confirms an address, and the receipt with what happens next."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from . import confirmation, rules, services
from .account_forms import CodeForm
from .activities import page_of
from .contribute import RECEIPTS, remember_receipt
from .kinds import Status
from .me import refusal_page, with_last_decision
from .models import Contribution
from .people import actor_of, sign_in, to_sign_in
from .rules import Refused
from .views import DETAIL_ROUTES


def mask(email: str) -> str:
    """An address that its owner recognises and nobody else learns: `m…e@example.org`."""
    local, _at, domain = email.partition("@")
    return f"{local[:1]}…{local[-1:] if len(local) > 2 else ''}@{domain}"


def _sent_from_here(request: HttpRequest, reference: str) -> bool:
    return reference in request.session.get(RECEIPTS, [])


def _find(reference: str) -> Contribution:
    queryset = Contribution.objects.select_related("activity__campaign", "author", "subject", "workshop")
    return get_object_or_404(queryset, reference=reference)


def finish(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """The address is proven: send the contribution on its way, sign its author in, show the receipt."""
    person = contribution.author
    # Confirmed a moment ago by the other way: the receipt says where it is now.
    with suppress(services.Conflict):
        services.confirm(contribution, actor_of(request))
    confirmation.take_name(person, contribution.author_name)
    sign_in(request, person)
    remember_receipt(request, contribution)
    return redirect("receipt", reference=contribution.reference)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_contribution(request: HttpRequest, reference: str) -> HttpResponse:
    """Type the code, in the browser that sent the contribution; any other browser uses the link in the mail."""
    reference = reference.upper()
    if not _sent_from_here(request, reference):
        raise Http404
    contribution = _find(reference)
    if contribution.status != Status.UNCONFIRMED:
        return redirect("receipt", reference=reference)
    form, status, retry_after = CodeForm(), 200, None
    if request.method == "POST":
        try:
            if request.POST.get("action") == "resend":
                confirmation.ask_again(contribution)
                return redirect(f"{request.path}?resent=1")
            form = CodeForm(request.POST)
            if form.is_valid():
                if confirmation.check_code(contribution, form.cleaned_data["code"]):
                    return finish(request, contribution)
                left = confirmation.attempts_left(contribution)
                form.add_error("code", _wrong_code(left))
            status = 422
        except Refused as refusal:
            form = form if form.is_bound else CodeForm()
            status, retry_after = refusal.status, refusal.retry_after
            return _code_page(request, contribution, form, status, refusal.message, retry_after)
    return _code_page(request, contribution, form, status)


def _wrong_code(left: int) -> str:
    if not left:
        return _(
            "This is not the code that we sent, and it has been tried five times. Ask for a new one below."
        )
    return _("This is not the code that we sent. Look at the most recent mail, and try again.")


def _code_page(
    request: HttpRequest,
    contribution: Contribution,
    form: CodeForm,
    status: int,
    refusal: str = "",
    retry_after: int | None = None,
) -> HttpResponse:
    context = {
        "title": _("One more step: confirm your address"),
        "contribution": contribution,
        "email": mask(contribution.author.email),
        "form": form,
        "refusal": refusal,
        "resent": request.GET.get("resent") == "1" and request.method == "GET",
    }
    response = render(request, "consultation_blocks/participation/confirm.html", context, status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail. Programs that read mails follow links, so only the button of this page confirms.

    The page says what was sent where and when, never its text: a mail may be read by others.
    """
    try:
        contribution = confirmation.from_token(token)
    except Refused as refusal:
        return refusal_page(request, refusal)
    if contribution.status != Status.UNCONFIRMED:
        context = {"title": _("Already confirmed"), "contribution": contribution}
        return render(request, "consultation_blocks/participation/confirm_used.html", context)
    if request.method == "POST":
        return finish(request, contribution)
    context = {
        "title": _("Confirm your contribution"),
        "contribution": contribution,
        "email": mask(contribution.author.email),
        "other_person": actor_of(request).is_known and request.user.pk != contribution.author_id,
    }
    return render(request, "consultation_blocks/participation/confirm_link.html", context)


OVER = (Status.REJECTED, Status.HIDDEN, Status.WITHDRAWN)


def _title(status: str) -> str:
    return {
        Status.REJECTED: _("Your contribution was not published"),
        Status.HIDDEN: _("Your contribution is no longer shown"),
        Status.WITHDRAWN: _("You have withdrawn your contribution"),
    }.get(status) or _("Thank you, it has arrived")


@never_cache
@require_safe
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """Reference, what happens now and when, and how to follow; for the author and for the browser that sent it."""
    reference = reference.upper()
    actor = actor_of(request)
    from_here = _sent_from_here(request, reference)
    if not from_here and not actor.is_known:
        # Whether or not the reference exists: nothing is told.
        return to_sign_in(request.path)
    contribution = _find(reference)
    if contribution.status == Status.UNCONFIRMED and from_here:
        return redirect("confirm_contribution", reference=reference)
    if not from_here and not rules.is_author(contribution, actor):
        raise Http404
    is_public = Contribution.objects.public().filter(pk=contribution.pk).exists()
    with_last_decision([contribution])
    context = {
        "title": _title(contribution.status),
        "is_over": contribution.status in OVER,
        "contribution": contribution,
        "activity": contribution.activity,
        "campaign_page": page_of(contribution.activity.campaign, get_language()),
        "public_url_name": DETAIL_ROUTES[contribution.kind] if is_public else "",
        "is_author": rules.is_author(contribution, actor),
        "can_edit": rules.may_edit(contribution, actor),
        "can_withdraw": rules.may_withdraw(contribution, actor),
    }
    return render(request, "consultation_blocks/participation/receipt.html", context)
