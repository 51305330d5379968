"""The page where a citizen takes part: one base view, a subclass per room."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from . import rules, services, uploads
from .activities import block_of, page_of
from .forms import ContributionForm
from .kinds import Status
from .models import Activity, Contribution
from .people import actor_of, to_sign_in
from .rules import Refused

RECEIPTS = "receipts"


def remember_receipt(request: HttpRequest, contribution: Contribution) -> None:
    """Let this browser, and no other, see the receipt of what it has just sent."""
    receipts = [*request.session.get(RECEIPTS, []), contribution.reference][-20:]
    request.session[RECEIPTS] = receipts


def after_sending(request: HttpRequest, contribution: Contribution) -> HttpResponse:
    """Where a sent contribution leads: to the code, or to the receipt."""
    if contribution.author_id is None or not actor_of(request).is_known:
        remember_receipt(request, contribution)  # somebody signed in sees it from any browser
    name = "confirm_contribution" if contribution.status == "unconfirmed" else "receipt"
    return redirect(name, reference=contribution.reference)


@method_decorator(never_cache, name="dispatch")
class ContributeView(View):
    """GET shows the form, POST sends it. A room sets `kind`, `form_class`, `template_name` and `build`.

    Template context: `activity`, `page` (the campaign page), `block` (the stream child) and `value`, `form`, `subject`, `parent`,
    `closed_message`. With `HX-Request` the same template may render only its form (`is_fragment`).
    """

    kind: str
    form_class: type[ContributionForm]
    template_name: str

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.actor = actor_of(request)
        self.activity = get_object_or_404(
            self.activities().select_related("campaign"), pk=kwargs["activity_id"]
        )
        message = rules.closed_message(self.activity)
        if message:
            context = self.context(closed_message=message)
            return render(request, "consultation_blocks/participation/closed.html", context, status=403)
        if rules.needs_sign_in(self.activity, self.actor):
            sign_in_url = f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
            if request.method != "POST":
                return redirect(sign_in_url)
            # It did not need that when the form was opened: what was written must not be lost on the way.
            context = self.context(closed_message=_("Sign in to take part here."), sign_in_url=sign_in_url)
            return render(request, "consultation_blocks/participation/closed.html", context, status=403)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self):
        """The campaign's page, which a form stands in; what arrives without fault is never shown one."""
        page = page_of(self.activity.campaign, self.actor.language)
        if page is None:
            raise Http404
        return page

    @cached_property
    def block(self):
        """The stream child of the activity, None where it was taken out."""
        return block_of(self.page, self.activity)

    def activities(self):
        """The activities that this form may write to."""
        return Activity.objects.visible().filter(kind=self.kind)

    def context(self, **extra) -> dict:
        return {
            "activity": self.activity,
            "page": self.page,
            "block": self.block,
            "value": self.block.value if self.block else None,
            "is_fragment": bool(self.request.headers.get("HX-Request")),
            **extra,
        }

    def form_kwargs(self) -> dict:
        """Override to hand the room's own things to the form."""
        return {"activity": self.activity, "actor": self.actor}

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.form_class(**self.form_kwargs()))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form_class(request.POST, request.FILES, **self.form_kwargs())
        try:
            uploads.ensure_not_too_many(request)
        except Refused as refusal:
            form.forget_errors()
            return self.refuse(form, refusal)
        if not form.is_valid():
            return self.show(form, 422)
        try:
            contribution = form.editing if form.says_nothing_new() else self.save(form)
        except Refused as refusal:
            return self.refuse(form, refusal)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form, 422)
        return self.after_saving(form, contribution)

    def refuse(self, form: ContributionForm, refusal: Refused) -> HttpResponse:
        """The form as it was filled in, with why it was not taken."""
        form.add_error(None, refusal.message)
        response = self.show(form, refusal.status)
        if refusal.retry_after:
            response["Retry-After"] = str(refusal.retry_after)
        return response

    def after_saving(self, form: ContributionForm, contribution: Contribution) -> HttpResponse:
        """Where a saved contribution leads; a room with a preview goes there first."""
        return after_sending(self.request, contribution)

    def show(self, form: ContributionForm, status: int = 200) -> HttpResponse:
        return render(self.request, self.template_name, self.context(form=form), status=status)

    def build(self, form: ContributionForm) -> Contribution:
        """An unsaved contribution of the room's own class from a valid form. Override."""
        raise NotImplementedError

    def save(self, form: ContributionForm, **options) -> Contribution:
        """Build and submit; a room that has files or rows of its own passes them in `options` (see `services.submit`)."""
        contribution = self.build(form)
        contribution.activity = self.activity
        contribution.author_name = form.cleaned_data["author_name"]
        contribution.submission_key = form.cleaned_data.get("submission_key")
        return services.submit(
            contribution,
            actor=self.actor,
            email=form.sender_email,
            is_proven=bool(form.cleaned_data.get("captcha")),
            workshop=form.workshop_claim,
            **options,
        )


class EditOwn:
    """Before a room's `ContributeView`: the same form over one's own contribution that may still be changed.

    A room sets `model` and, as `own_name`, what its view calls the contribution.
    """

    model: type[Contribution]
    own_name: str

    def dispatch(self, request: HttpRequest, reference: str, *args, **kwargs) -> HttpResponse:
        actor = actor_of(request)
        if not actor.is_known:
            return to_sign_in(request.get_full_path())
        # Not what waits for a confirmation: anybody could have given this person's address.
        own = self.model.objects.filter(author=actor.user).exclude(status=Status.UNCONFIRMED)
        contribution = get_object_or_404(
            own.select_related("activity__campaign"), reference=reference.upper()
        )
        setattr(self, self.own_name, contribution)
        activity = contribution.activity
        if activity.is_open and not rules.may_edit(contribution, actor):
            context = {
                "activity": activity,
                "page": page_of(activity.campaign, actor.language),
                "closed_message": _("This can no longer be changed."),
            }
            return render(request, "consultation_blocks/participation/closed.html", context, status=403)
        return super().dispatch(request, *args, activity_id=activity.pk, **kwargs)

    def after_saving(self, form: ContributionForm, contribution: Contribution) -> HttpResponse:
        return redirect("receipt", reference=contribution.reference)
