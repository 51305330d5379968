"""Proof of work instead of a riddle: ALTCHA's challenge, solved by the browser, checked here, taken once.

Two things differ from the packaged field. Its protection against replay reads the cache and then writes it, so two requests at the
same moment would both pass: here the database holds the rule. Its script writes style elements into the page, which our content
security policy refuses: `static/js/captcha.js` solves the same challenge in a worker of ours, loaded when the box is ticked.
"""

import base64
import json

from django import forms
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_altcha import AltchaField, get_altcha_challenge, get_challenge_expire_seconds

from site_core import throttle

# Some 50,000 hashes on average: well under a second on a laptop, a few seconds on an old telephone.
MAX_NUMBER = 100_000


class Altcha(forms.Widget):
    """A box to tick, shown by the script; without scripts a line that says how to go on with an e-mail address."""

    template_name = "altcha_widget.html"
    input_type = "altcha"

    def __init__(self, options: dict | None = None, attrs: dict | None = None):
        super().__init__(attrs)  # the packaged script's options do not apply to ours

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        # A solution is good for one try, so it is never written back into the page.
        return mark_safe(
            render_to_string(
                self.template_name, self.get_context(name, None, {"id": f"id_{name}", **(attrs or {})})
            )
        )

    def use_required_attribute(self, initial) -> bool:
        return False


class CaptchaField(AltchaField):
    """Valid with the solution of a challenge that nobody has used before; empty where the field is optional."""

    widget = Altcha
    default_error_messages = {
        "error": _("This check did not work. Tick the box again."),
        "invalid": _("This check has expired or did not work. Tick the box again."),
        "required": _("Tick the box to show that you are not a robot."),
        "replay": _("This check was used already. Tick the box again."),
    }

    def validate(self, value: str) -> None:
        if value or self.required:
            super().validate(value)

    def replay_attack_protection(self, payload: str) -> None:
        challenge = json.loads(base64.b64decode(payload))["challenge"]
        if not throttle.take(f"captcha:{challenge}", 1, get_challenge_expire_seconds()):
            raise forms.ValidationError(self.error_messages["replay"], code="invalid")


@never_cache
@require_safe
def challenge(request: HttpRequest) -> JsonResponse:
    """A fresh challenge, asked for when the box is ticked, so that a long text does not outlive it."""
    return JsonResponse(vars(get_altcha_challenge(max_number=MAX_NUMBER)))
