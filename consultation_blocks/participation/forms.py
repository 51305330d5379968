"""The part of every citizen's form that is the same everywhere: who speaks, for whom, and that it is a person."""

import uuid

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from site_core.plain import plain_query

from .captcha import CaptchaField
from .kinds import Access
from .models import Activity
from .rules import Actor
from .services import WorkshopClaim


def _what_to_do(field: forms.Field) -> str:
    if isinstance(field, forms.FileField):
        return _("Choose a file.")
    if isinstance(field, forms.MultipleChoiceField):
        return _("Choose at least one of the answers.")
    if isinstance(field, forms.ChoiceField):
        return _("Choose one of the answers.")
    if isinstance(field, forms.BooleanField):
        return _("Tick this box to go on.")
    if isinstance(field, forms.DateField):
        return _("Give a date.")
    return _("Fill this in: without it nothing can be sent.")


class ContributionForm(forms.Form):
    """Base of the forms of all rooms. Call `identity_fields()` in templates for what asks who writes.

    Args:
        activity: what is contributed to.
        actor: who writes; somebody who has signed in is not asked for name and address again.
    """

    author_name = forms.CharField(
        label=_("Name shown in public"),
        max_length=80,
        help_text=_("Your first name or a pseudonym."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Never shown. We send a code there to make sure that it is you."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    captcha = CaptchaField(required=False, label=_("I am not a robot"))
    is_collective = forms.BooleanField(
        label=_("We write as a group (workshop, association, class…)"), required=False
    )
    workshop_name = forms.CharField(label=_("Name of the group or workshop"), max_length=110, required=False)
    workshop_headcount = forms.IntegerField(
        label=_("How many took part"), min_value=1, max_value=100_000, required=False
    )
    workshop_date = forms.DateField(
        label=_("Date of the workshop"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    # A field that people do not see and scripts fill in.
    website = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    submission_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    identity_names = ["author_name", "email", "captcha"]
    collective_names = ["is_collective", "workshop_name", "workshop_headcount", "workshop_date"]

    def __init__(self, *args, activity: Activity, actor: Actor, editing=None, **kwargs):
        self.activity, self.actor, self.editing = activity, actor, editing
        kwargs.setdefault("initial", {}).setdefault("submission_key", uuid.uuid4())
        super().__init__(*args, **kwargs)
        if isinstance(self.data, QueryDict):
            self.data = plain_query(self.data)
        # Asked for with the box that is ticked, so not called optional.
        self.fields["workshop_name"].is_conditional = self.fields["workshop_headcount"].is_conditional = True
        if actor.is_known:
            self.fields["author_name"].initial = actor.user.display_name
            del self.fields["email"], self.fields["captcha"]
        elif activity.access == Access.OPEN:
            # Without JavaScript the captcha cannot be solved: an address to confirm does instead.
            self.fields["email"].required = False
            self.fields["email"].help_text = _(
                "Optional. Never shown. With it you get a receipt, and can follow or change what you send."
            )
        else:
            del self.fields["captcha"]
        if not activity.allow_collective or editing:
            for name in self.collective_names:
                del self.fields[name]
        self.order_fields([*self.content_names(), *self.collective_names, *self.identity_names])

    def content_names(self) -> list[str]:
        """Names of the room's own fields, in order."""
        shared = {*self.identity_names, *self.collective_names, "website", "submission_key"}
        return [name for name in self.fields if name not in shared]

    def content_fields(self):
        return [self[name] for name in self.content_names() if not self[name].is_hidden]

    def collective_fields(self):
        return [self[name] for name in self.collective_names if name in self.fields]

    def identity_fields(self):
        return [self[name] for name in self.identity_names if name in self.fields]

    def full_clean(self):
        # Django's own words for an empty field say that it is required, not what to do.
        for field in self.fields.values():
            if field.error_messages["required"] is forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _what_to_do(field)
        super().full_clean()

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("This field must stay empty."))
        return ""

    def clean_workshop_date(self):
        day = self.cleaned_data["workshop_date"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(
                _("This date is in the future: write after the workshop has taken place.")
            )
        return day

    def clean(self):
        data = super().clean()
        if data.get("is_collective"):
            if not (data.get("workshop_name") or "").strip():
                self.add_error("workshop_name", _("Give the name of the group that you write for."))
            if not data.get("workshop_headcount") and "workshop_headcount" not in self.errors:
                self.add_error("workshop_headcount", _("Say how many people took part."))
        if "captcha" in self.fields and not data.get("captcha") and not data.get("email") and not self.errors:
            self.add_error(
                "email", _("Tick the box “I am not a robot”, or give an e-mail address to confirm.")
            )
        return data

    def says_nothing_new(self) -> bool:
        """Whether a contribution that is being edited comes back as it was: that must not take it off the site."""
        if self.editing is None:
            return False
        names = [name for name in self.changed_data if name not in ("submission_key", "website")]
        return all(
            self.cleaned_data.get(name) == self.get_initial_for_field(self.fields[name], name)
            for name in names
        )

    def forget_errors(self) -> None:
        """Show again what was typed without judging it: not sent yet, or refused before anything was looked at."""
        self._errors = forms.utils.ErrorDict()
        self.cleaned_data = {}

    @property
    def workshop_claim(self) -> WorkshopClaim | None:
        data = self.cleaned_data
        if not data.get("is_collective"):
            return None
        return WorkshopClaim(data["workshop_name"].strip(), data["workshop_headcount"], data["workshop_date"])

    @property
    def sender_email(self) -> str:
        """The address to confirm; empty for somebody known, or who solved the captcha and gave none."""
        return "" if self.actor.is_known else self.cleaned_data.get("email", "")
