"""What a citizen says of an event."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..participation.forms import ContributionForm
from .fields import AccessibilityField, DegreesField, TimingsField, check_where, validate_web_address
from .models import Event
from .services import check_future

TITLE_LENGTH = 140
TEXT_LENGTH = 3000
CITIZEN_DATES = 20


class EventForm(ContributionForm):
    """What, when, where, for whom. `editing` is the event that its author changes; only then its state is asked."""

    title = forms.CharField(label=_("Name of the event"), max_length=TITLE_LENGTH)
    text = forms.CharField(
        label=_("What will happen"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    dates = TimingsField(
        label=_("When"), limit=CITIZEN_DATES, help_text=_("At the time of Paris. One row for each date.")
    )
    event_status = forms.TypedChoiceField(
        label=_("State of the event"),
        coerce=int,
        choices=Event.EventStatus,
        initial=Event.EventStatus.SCHEDULED,
    )
    attendance_mode = forms.TypedChoiceField(
        label=_("How does one take part?"),
        coerce=int,
        choices=Event.AttendanceMode,
        initial=Event.AttendanceMode.OFFLINE,
        widget=forms.RadioSelect,
    )
    location_name = forms.CharField(
        label=_("Name of the place"),
        max_length=100,
        required=False,
        help_text=_("For example “Town library”."),
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    latitude = DegreesField(90, label=_("Latitude"))
    longitude = DegreesField(180, label=_("Longitude"))
    online_link = forms.URLField(
        label=_("Link to take part online"),
        required=False,
        max_length=200,
        assume_scheme="https",
        validators=[validate_web_address],
        widget=forms.URLInput(attrs={"dir": "ltr", "placeholder": "https://"}),
    )
    accessibility = AccessibilityField(label=_("Accessibility"))
    conditions = forms.CharField(
        label=_("Conditions"),
        max_length=255,
        required=False,
        help_text=_("Price, age, what to bring: for example “Free, from 12 years”."),
    )
    registration = forms.CharField(
        label=_("Registration"),
        max_length=255,
        required=False,
        help_text=_("A web address, an e-mail address or a telephone number. It is shown in public."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    organiser = forms.CharField(label=_("Organiser"), max_length=120, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.editing:
            del self.fields["event_status"]

    def clean_dates(self):
        timings = self.cleaned_data["dates"]
        known = self.editing.timings.values_list("begins_at", flat=True) if self.editing else ()
        check_future(timings, set(known))
        return timings

    def clean(self):
        data = super().clean()
        for name, message in check_where(data).items():
            if name not in self.errors:
                self.add_error(name, ValidationError(message))
        return data

    def changes(self) -> dict:
        """The event's own fields, name → value; its dates are in `cleaned_data["dates"]`."""
        data = self.cleaned_data
        texts = ("title", "text", "location_name", "address", "conditions", "registration", "organiser")
        values = {name: (data.get(name) or "").strip() for name in texts}
        values |= {
            name: data.get(name) for name in ("latitude", "longitude", "attendance_mode", "accessibility")
        }
        values["online_link"] = data.get("online_link") or ""
        values["place"] = ", ".join(part for part in (values["location_name"], values["address"]) if part)[
            :255
        ]
        if self.editing:
            values["event_status"] = data["event_status"]
        return values
