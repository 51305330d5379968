"""From a request to who acts, and the sign that a browser has somebody signed in."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from .flood import address_hash
from .rules import Actor

# Says only "somebody may be signed in here", so that other readers' pages ask the server nothing personal.
SESSION_HINT = "pf_session"
LOGIN_BACKEND = "django.contrib.auth.backends.ModelBackend"


def actor_of(request: HttpRequest) -> Actor:
    """Resolve the actor once per request. Reads the session: never call it while rendering a public reading page."""
    if not hasattr(request, "_participation_actor"):
        user = request.user if request.user.is_authenticated else None
        request._participation_actor = Actor(
            user=user, language=get_language() or "fr", abuse_hash=address_hash(request)
        )
    return request._participation_actor


def enters_admin(person) -> bool:
    """Staff sign in with their password, in the admin: a code of six digits in a mail is not enough for their rights."""
    return person.has_perm("wagtailadmin.access_admin")


def sign_in(request: HttpRequest, person) -> None:
    """Sign a person in whose address has just been proven. Somebody else's open session is left as it is."""
    if person.is_active and not request.user.is_authenticated and not enters_admin(person):
        login(request, person, backend=LOGIN_BACKEND)
        request.__dict__.pop("_participation_actor", None)


def to_sign_in(next_path: str) -> HttpResponse:
    """Redirect to the sign-in page, and back to `next_path` (of this site) afterwards."""
    return redirect(f"{reverse('account_login')}?{urlencode({'next': next_path})}")


@receiver(user_logged_in)
def _hint_on(sender, request, **kwargs):
    if request is not None:
        request._session_hint = True


@receiver(user_logged_out)
def _hint_off(sender, request, **kwargs):
    if request is not None:
        request._session_hint = False


def session_hint_middleware(get_response: Callable) -> Callable:
    """Write or delete the hint in the answer that signs in or out; every other answer is left alone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        wanted = getattr(request, "_session_hint", None)
        if wanted:
            response.set_cookie(
                SESSION_HINT,
                "1",
                max_age=settings.SESSION_COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        elif wanted is False:
            response.delete_cookie(SESSION_HINT, samesite="Lax")
        return response

    return middleware
