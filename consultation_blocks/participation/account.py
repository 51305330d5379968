"""Signing in by a code sent to one's address, and out. The code's life is django-allauth's; limits and pages are ours."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.views import ConfirmLoginCodeView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from site_core import throttle
from site_core.addresses import client_address

from .account_forms import LoginCodeForm, SignInForm
from .confirmation import find_or_create_person, take_name, wait_message
from .people import actor_of, enters_admin

# A code mail per address and per connection; tries of codes per address, whatever session they come from.
CODES_PER_HOUR = 6
CODES_PER_CONNECTION = 40
TRIES_PER_QUARTER = 15
# Kept in the session until the code proves whose name it is.
NAME_TYPED = "name_typed"


def safe_next(request: HttpRequest) -> str:
    """Where to go after signing in: a path of this site, or empty."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else ""


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class SignInView(View):
    """One page for everybody: an address (and a name, the first time); the code follows by mail."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if actor_of(request).is_known:
            return redirect(safe_next(request) or "my_contributions")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, SignInForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SignInForm(request.POST)
        if not form.is_valid():
            return self.show(request, form, 422)
        email = form.cleaned_data["email"].strip().lower()
        for name, limit in (
            (f"sign-in:connection:{client_address(request)}", CODES_PER_CONNECTION),
            (f"sign-in:address:{email}", CODES_PER_HOUR),
        ):
            if not throttle.take(name, limit, 3600):
                message, seconds = wait_message(name)
                form.add_error(None, message)
                response = self.show(request, form, 429)
                response["Retry-After"] = str(seconds)
                return response
        actor = actor_of(request)
        person = find_or_create_person(email, actor.language)
        if enters_admin(person):
            form.add_error(None, _("Staff sign in with their password, on the page of the administration."))
            return self.show(request, form, 403)
        LoginCodeVerificationProcess.initiate(request=request, user=person, email=email)
        request.session[NAME_TYPED] = form.cleaned_data["name"].strip()
        target = safe_next(request)
        query = f"?{urlencode({'next': target})}" if target else ""
        return redirect(reverse("account_confirm_login_code") + query)

    def show(self, request: HttpRequest, form: SignInForm, status: int = 200) -> HttpResponse:
        return render(
            request, "account/login.html", {"form": form, "next": safe_next(request)}, status=status
        )


class SignInCodeView(ConfirmLoginCodeView):
    """Allauth's page for the code, with tries counted by the database: parallel ones share one session's count there."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        email = self._process.state.get("email", "")
        name, limit, seconds = f"sign-in:tries:{email}", TRIES_PER_QUARTER, 900
        if self._action == "resend":
            name, limit, seconds = f"sign-in:address:{email}", CODES_PER_HOUR, 3600
        if not throttle.take(name, limit, seconds):
            message, wait = wait_message(name)
            context = self.get_context_data(form=LoginCodeForm(), refusal=message)
            response = self.render_to_response(context, status=429)
            response["Retry-After"] = str(wait)
            return response
        return super().post(request, *args, **kwargs)

    def form_valid(self, form) -> HttpResponse:
        response = super().form_valid(form)
        if self.request.user.is_authenticated:
            take_name(self.request.user, self.request.session.pop(NAME_TYPED, ""))
        return response

    def form_invalid(self, form) -> HttpResponse:
        response = super().form_invalid(form)
        if response.status_code == 200:
            response.status_code = 422
        return response


class SignOutView(LogoutView):
    """GET asks, POST signs out."""
