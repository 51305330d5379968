"""The staff's form of an event, in the Wagtail admin."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminAutoHeightTextInput

from . import rules
from .fields import (
    AccessibilityField,
    DegreesField,
    TimingsField,
    TimingsWidget,
    check_where,
    validate_web_address,
)
from .forms import TEXT_LENGTH, TITLE_LENGTH
from .models import Event

STAFF_DATES = 100


class AdminTimingsWidget(TimingsWidget):
    """The same rows with the look of the admin."""

    template_name = "consultation_blocks/agenda/admin/dates.html"

    @property
    def media(self):
        return forms.Media(js=[Script("js/agenda.js", type="module")], css={"all": ["css/agenda-admin.css"]})


class AdminTimingsField(TimingsField):
    def __init__(self, **kwargs):
        super().__init__(limit=STAFF_DATES, **kwargs)
        self.widget = AdminTimingsWidget(STAFF_DATES)


class AgendaChoiceField(forms.ModelChoiceField):
    """Agendas by the name of their campaign, because many are called “Agenda”."""

    def label_from_instance(self, activity) -> str:
        return f"{activity.campaign.title} – {activity}"


class EventAdminForm(WagtailAdminModelForm):
    """An event by staff. Which agenda it is in is chosen once: its comments and its address hang on it."""

    activity = AgendaChoiceField(label=_("Agenda"), queryset=None, empty_label=_("Choose an agenda…"))
    title = forms.CharField(
        label=_("Name of the event"), max_length=TITLE_LENGTH, widget=AdminAutoHeightTextInput
    )
    text = forms.CharField(
        label=_("What will happen"), max_length=TEXT_LENGTH, widget=AdminAutoHeightTextInput
    )
    dates = AdminTimingsField(
        label=_("Dates"), help_text=_("At the time of Paris. One row for each date, 24 hours at most.")
    )
    latitude = DegreesField(
        90, label=_("Latitude"), help_text=_("For the link to a map, for example 48.8924.")
    )
    longitude = DegreesField(180, label=_("Longitude"))
    online_link = forms.URLField(
        label=_("Link to take part online"),
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[validate_web_address],
    )
    accessibility = AccessibilityField(label=_("Accessibility"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        activity = self.fields["activity"]
        activity.queryset = rules.writable_activities(self.for_user)
        if self.instance.pk:
            activity.disabled = True
            # Its agenda may have been archived since.
            activity.queryset = type(self.instance.activity).objects.filter(pk=self.instance.activity_id)
            self.initial["dates"] = list(self.instance.timings.values_list("begins_at", "ends_at"))

    def clean(self):
        data = super().clean()
        for name, message in check_where(data).items():
            if name not in self.errors:
                self.add_error(name, ValidationError(message))
        return data

    class Meta:
        model = Event
        fields = ()
