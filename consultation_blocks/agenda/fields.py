"""The fields of an event's forms, the citizens' and the staff's: several dates in rows, degrees, accessibility."""

import math

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator, URLValidator
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from . import clock
from .models import MAX_LENGTH, Event
from .services import Timing, check_timings

ROW_NAMES = ("day", "begins", "ends", "ends_on")
# OpenAgenda's codes.
ACCESSIBILITY = {
    "hi": _("Accessible to deaf and hard-of-hearing people"),
    "vi": _("Accessible to blind and partially sighted people"),
    "pi": _("Accessible to people with learning disabilities"),
    "mi": _("Accessible to people with reduced mobility, in a wheelchair"),
    "ii": _("Accessible to people with mental health conditions"),
}
validate_web_address = URLValidator(schemes=["http", "https"])


class TimingsWidget(forms.Widget):
    """Rows of day, beginning, end and, where it differs, the day of the end. Its script adds rows; so does the server."""

    template_name = "consultation_blocks/agenda/dates.html"
    use_fieldset = True

    def __init__(self, limit: int, attrs: dict | None = None):
        super().__init__(attrs)
        self.limit = limit
        self.empty_rows = 0
        # Row number → message, written by the field when it is cleaned.
        self.row_errors: dict[int, str] = {}

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0_day" if id_ else ""

    def value_from_datadict(self, data, files, name: str) -> list[dict[str, str]]:
        rows = [
            {part: str(data.get(f"{name}-{number}-{part}", "")).strip()[:40] for part in ROW_NAMES}
            for number in range(self.limit + 1)
        ]
        return [row for row in rows if any(row.values())]

    def value_omitted_from_data(self, data, files, name: str) -> bool:
        return not any(key.startswith(f"{name}-") for key in data)

    def format_value(self, value) -> list[dict[str, str]]:
        rows = []
        for item in value or []:
            if isinstance(item, dict):
                rows.append(item)
                continue
            begins, ends = (timezone.localtime(moment, timezone.get_default_timezone()) for moment in item)
            rows.append(
                {
                    "day": begins.date().isoformat(),
                    "begins": begins.strftime("%H:%M"),
                    "ends": ends.strftime("%H:%M"),
                    "ends_on": ends.date().isoformat() if ends.date() != begins.date() else "",
                }
            )
        return rows

    def get_context(self, name: str, value, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        filled = self.format_value(value)[: self.limit + 1]
        empty = min(max(self.empty_rows, 0 if filled else 1), max(self.limit - len(filled), 0))
        rows = [row | {"error": self.row_errors.get(number, "")} for number, row in enumerate(filled)]
        rows += [{"is_spare": bool(filled) or number > 0} for number in range(empty)]
        return context | {
            "name": name,
            "id": context["widget"]["attrs"].get("id", f"id_{name}"),
            "rows": rows,
            "limit": self.limit,
            "can_add": len(rows) < self.limit,
        }

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        return mark_safe(render_to_string(self.template_name, self.get_context(name, value, attrs)))


class TimingsField(forms.Field):
    """A list of (begins, ends) in UTC, sorted, within the limits of `check_timings`."""

    def __init__(self, *, limit: int, **kwargs):
        self.limit = limit
        super().__init__(widget=TimingsWidget(limit), **kwargs)

    def clean(self, value) -> list[Timing]:
        rows = value or []
        if len(rows) > self.limit:
            raise ValidationError(_t("Give at most %(limit)s dates."), params={"limit": self.limit})
        timings, self.widget.row_errors = [], {}
        for number, row in enumerate(rows):
            try:
                timings.append(self.timing(row))
            except ValidationError as error:
                self.widget.row_errors[number] = " ".join(error.messages)
        if self.widget.row_errors:
            raise ValidationError(
                [
                    _t("Date %(number)s: %(message)s") % {"number": number + 1, "message": message}
                    for number, message in self.widget.row_errors.items()
                ]
            )
        return check_timings(timings)

    def timing(self, row: dict[str, str]) -> Timing:
        """One row as a date of the event; a `ValidationError` says what is wrong with it."""
        day = self.part(forms.DateField(), row["day"], _t("Give the day, for example 12/05/2027."))
        begins = self.part(
            forms.TimeField(), row["begins"], _t("Give the hour when it begins, for example 18:30.")
        )
        ends = self.part(forms.TimeField(), row["ends"], _t("Give the hour when it ends, for example 20:00."))
        ends_on = None
        if row["ends_on"]:
            ends_on = self.part(forms.DateField(), row["ends_on"], _t("The day when it ends is not a date."))
        timing = clock.span(day, begins, ends, ends_on)
        if timing[1] <= timing[0]:
            if ends_on:
                raise ValidationError(_t("A date must end after it begins."))
            raise ValidationError(
                _t("A date must end after it begins. If it goes on past midnight, give the day when it ends.")
            )
        if timing[1] - timing[0] > MAX_LENGTH:
            raise ValidationError(_t("A date lasts at most 24 hours: give one date per day."))
        return timing

    @staticmethod
    def part(field: forms.Field, text: str, message: str):
        # “18h30” and “18 h 30” are how French writes the hour.
        if isinstance(field, forms.TimeField):
            text = text.lower().replace(" ", "").replace("h", ":")
            text = f"{text}00" if text.endswith(":") else text
        try:
            return field.clean(text)
        except ValidationError as error:
            raise ValidationError(message) from error

    def has_changed(self, initial, data) -> bool:
        return True


class DegreesField(forms.CharField):
    """A latitude or longitude with a point or a comma; None where it is left empty."""

    def __init__(self, limit: int, **kwargs):
        self.limit = limit
        attributes = {"autocomplete": "off", "dir": "ltr", "spellcheck": "false"}
        super().__init__(required=False, max_length=30, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value) -> float | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            degrees = float(text.replace("\u2212", "-").replace(",", "."))
        except ValueError:
            degrees = math.inf
        if not abs(degrees) <= self.limit:
            raise ValidationError(
                _t("Write degrees between −%(limit)s and %(limit)s, for example %(example)s."),
                params={"limit": self.limit, "example": "48.8924" if self.limit == 90 else "2.2069"},
            )
        return degrees


class AccessibilityField(forms.MultipleChoiceField):
    """OpenAgenda's codes, ticked; the value is {code: True} of those that are."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=list(ACCESSIBILITY.items()), required=False, **kwargs)

    def prepare_value(self, value):
        return [code for code, is_so in value.items() if is_so] if isinstance(value, dict) else value

    def clean(self, value) -> dict[str, bool]:
        return dict.fromkeys(super().clean(value), True)


def registration_link(text: str) -> str:
    """What a registration leads to: a web address, `mailto:…` or `tel:…`; empty where it is none of them."""
    text = text.strip()
    checks = [
        (validate_web_address, text, text),
        (EmailValidator(), text, f"mailto:{text}"),
        (
            RegexValidator(r"^\+?[0-9][0-9 .()-]{5,30}$"),
            text,
            "tel:" + "".join(c for c in text if c in "+0123456789"),
        ),
    ]
    for validate, value, link in checks:
        try:
            validate(value)
        except ValidationError:
            continue
        return link
    return ""


def check_where(data: dict) -> dict[str, str]:
    """Field → message for what the attendance mode asks for and is missing; empties what it has no use for."""
    mode, problems = data.get("attendance_mode"), {}
    if mode in (Event.AttendanceMode.OFFLINE, Event.AttendanceMode.MIXED):
        if not (data.get("location_name") or "").strip() and not (data.get("address") or "").strip():
            problems["location_name"] = _t("Say where it takes place: the name of the place or its address.")
        given = [data.get("latitude") is not None, data.get("longitude") is not None]
        if any(given) and not all(given):
            problems["longitude" if given[0] else "latitude"] = _t("Give both latitude and longitude.")
    elif mode == Event.AttendanceMode.ONLINE:
        data.update(location_name="", address="", latitude=None, longitude=None)
    if mode in (Event.AttendanceMode.ONLINE, Event.AttendanceMode.MIXED):
        if not data.get("online_link"):
            problems["online_link"] = _t("Give the link by which people take part online.")
    elif mode == Event.AttendanceMode.OFFLINE:
        data["online_link"] = ""
    if data.get("registration") and not registration_link(data["registration"]):
        problems["registration"] = _t("Give a web address, an e-mail address or a telephone number.")
    return problems
