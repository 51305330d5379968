"""What moderators and editors fill in: a decision, a decision on many, a team, a workshop."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from ..participation.models import Workshop, normalise_name
from ..participation.rules import MODERATION_ACTIONS, REASON_REQUIRED
from .models import DecisionReason


class DecisionForm(forms.Form):
    """One decision on one contribution. `seen` is what the moderator had before their eyes."""

    action = forms.ChoiceField(choices=[(name, name) for name in MODERATION_ACTIONS])
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    reason = forms.ModelChoiceField(
        label=_("Reason"),
        queryset=DecisionReason.objects.filter(is_active=True),
        required=False,
        empty_label=_("Choose a reason…"),
    )
    note = forms.CharField(
        label=_("A word to the author"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Added to the message that they receive."),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        if (
            cleaned.get("action") in REASON_REQUIRED
            and not cleaned.get("reason")
            and "reason" not in self.errors
        ):
            self.add_error("reason", _("Choose the reason: its author is told."))
        return cleaned


class BulkDecisionForm(forms.Form):
    """A decision on many without a reason: approve, restore."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)


class BulkReasonForm(BulkDecisionForm):
    """A decision on many that owes each author a reason: reject, hide."""

    reason = forms.ModelChoiceField(
        label=_("Reason"),
        queryset=DecisionReason.objects.filter(is_active=True),
        empty_label=_("Choose a reason…"),
        help_text=_("Each author receives its message in their language."),
    )
    note = forms.CharField(
        label=_("A word to the authors"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def possible_moderators():
    """Active people who may decide: through a group, or by their own right. Superusers decide everywhere anyway."""
    right = "moderate_contribution"
    return (
        get_user_model()
        .objects.filter(
            Q(groups__permissions__codename=right) | Q(user_permissions__codename=right), is_active=True
        )
        .distinct()
        .order_by("display_name", "last_name", "email")
    )


class CampaignTeamForm(WagtailAdminModelForm):
    """Only moderators can be named: the list never shows citizens' accounts."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "moderators" in self.fields:
            self.fields["moderators"].queryset = possible_moderators()


class WorkshopForm(WagtailAdminModelForm):
    """Corrects a workshop; two of one campaign cannot have the same name."""

    def clean_name(self) -> str:
        name = self.cleaned_data["name"].strip()
        same = Workshop.objects.filter(campaign=self.instance.campaign_id, name_key=normalise_name(name))
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This campaign has a workshop of this name already."))
        return name
