"""The admin's sign-in page, with a limit on tries: as released it takes any number of wrong passwords."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.account import LoginView, PasswordResetView

from . import throttle
from .addresses import client_address

TRIES = 10
WINDOW_SECONDS = 15 * 60


def limited_names(request: HttpRequest, account: str) -> list[str]:
    """What tries are counted by: the account, wherever they come from, and the address, whatever account they name."""
    return [
        f"staff-login:account:{account.strip().casefold()}",
        f"staff-login:address:{client_address(request)}",
    ]


class ThrottledLoginForm(LoginForm):
    """Refuses the eleventh try in a quarter of an hour before looking at the password, so a right one tells nothing."""

    retry_after: int | None = None

    def clean(self):
        names = limited_names(self.request, self.cleaned_data.get("username", ""))
        # Each try is taken before it is judged: parallel ones cannot overtake the count.
        refused = [name for name in names if not throttle.take(name, TRIES, WINDOW_SECONDS)]
        if refused:
            self.retry_after = max(throttle.seconds_left(name) for name in refused)
            minutes = -(-self.retry_after // 60)
            raise ValidationError(
                ngettext(
                    "Too many tries. For safety, signing in is blocked here for %(minutes)s minute.",
                    "Too many tries. For safety, signing in is blocked here for %(minutes)s minutes.",
                    minutes,
                )
                % {"minutes": minutes}
                + " "
                + _("If you have forgotten your password, ask for a new one meanwhile."),
                code="throttled",
            )
        cleaned = super().clean()
        throttle.forget(*names)
        return cleaned


class ThrottledLoginView(LoginView):
    def get_form_class(self):
        return ThrottledLoginForm

    def form_invalid(self, form: ThrottledLoginForm) -> HttpResponse:
        response = super().form_invalid(form)
        if form.retry_after:
            response.status_code = 429
            response["Retry-After"] = str(form.retry_after)
        return response


class ThrottledPasswordResetView(PasswordResetView):
    """Five mails an hour for one connection: enough for somebody who mistypes, too few to flood a colleague."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        name = f"staff-reset:address:{client_address(request)}"
        if not throttle.take(name, 5, 3600):
            form = self.get_form()
            form.add_error(None, _("Too many requests. Try again later."))
            response = self.form_invalid(form)
            response.status_code = 429
            response["Retry-After"] = str(throttle.seconds_left(name))
            return response
        return super().post(request, *args, **kwargs)
