"""How each kind of question is asked and how its answer is kept: the registry that the form is built from.

An answer is what JSON can hold; `{"value": …}`, with `"keys"` beside it where the person chose among options, so that an answer stays
readable after an option was renamed or removed.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..participation.models import Attachment
from ..participation.uploads import SIGNATURES, document_attachment, image_attachment
from .questions import Question

MEGABYTE = 1024 * 1024
FEW = 8  # options shown as radio buttons; more go into a list


class FieldType:
    """Base: one input, whose cleaned value is the answer."""

    is_upload = False

    def inputs(self, question: Question) -> dict[str, forms.Field]:
        """The form fields by suffix; the main one has none."""
        return {
            "": self.field(
                label=question.label, help_text=escape(question.help_text), required=question.required
            )
        }

    def field(self, **options) -> forms.Field:
        raise NotImplementedError

    def check(self, question: Question, values: dict[str, Any]) -> dict[str, str]:
        """What is wrong between the inputs of one question: message by suffix."""
        return {}

    def answer(self, question: Question, values: dict[str, Any]) -> dict | None:
        """The answer as JSON, or None where there is none."""
        value = values.get("")
        return {"value": value} if value not in (None, "") else None

    def initial(self, question: Question, answer: dict) -> dict[str, Any]:
        """The inputs' values by suffix, from an answer given before."""
        return {"": answer.get("value")}


class TextType(FieldType):
    widget: type[forms.Widget] = forms.TextInput

    def inputs(self, question):
        field = forms.CharField(
            label=question.label,
            help_text=escape(question.help_text),
            required=question.required,
            max_length=question.limits.get("max_length", 200),
            widget=self.widget,
        )
        return {"": field}


class LongTextType(TextType):
    widget = forms.Textarea(attrs={"rows": 5})


class LinkType(FieldType):
    def inputs(self, question):
        field = forms.URLField(
            label=question.label,
            help_text=escape(question.help_text) or _("An address that begins with https://"),
            required=question.required,
            max_length=500,
            assume_scheme="https",
        )
        # A link that somebody else will click: the web and nothing else.
        field.validators = [*field.validators, only_web]
        return {"": field}


def only_web(url: str) -> None:
    if not url.lower().startswith(("http://", "https://")):
        raise ValidationError(_("Give the address of a web page: it begins with https://"))


class ChoiceType(FieldType):
    def inputs(self, question):
        few = len(question.options) <= FEW
        # Radio buttons cannot be taken back, so an answer that is not required has a button for none.
        blank = [("", _("Choose…"))] if not few else [] if question.required else [("", _("No answer"))]
        field = forms.ChoiceField(
            label=question.label,
            help_text=escape(question.help_text),
            required=question.required,
            choices=[*blank, *question.options],
            widget=forms.RadioSelect if few else forms.Select,
        )
        return {"": field}

    def answer(self, question, values):
        key = values.get("")
        return {"value": dict(question.options)[key], "keys": [key]} if key else None

    def initial(self, question, answer):
        return {"": next(iter(answer.get("keys") or []), None)}


class CategoryType(ChoiceType):
    """Kept in `Contribution.category`, not among the answers."""

    def answer(self, question, values):
        return None


class ChoicesType(FieldType):
    def inputs(self, question):
        most = question.limits.get("max_choices")
        hint = _("%(count)s at most.") % {"count": most} if most else ""
        field = forms.MultipleChoiceField(
            label=question.label,
            help_text=escape(" ".join(filter(None, [question.help_text, hint]))),
            required=question.required,
            choices=question.options,
            widget=forms.CheckboxSelectMultiple,
        )
        return {"": field}

    def check(self, question, values):
        most = question.limits.get("max_choices")
        if most and len(values.get("") or []) > most:
            return {"": _("Choose %(count)s at most.") % {"count": most}}
        return {}

    def answer(self, question, values):
        names = dict(question.options)
        keys = values.get("") or []
        return {"value": [names[key] for key in keys], "keys": keys} if keys else None

    def initial(self, question, answer):
        return {"": answer.get("keys") or []}


class CheckboxType(FieldType):
    def field(self, **options):
        return forms.BooleanField(**options)

    def answer(self, question, values):
        return {"value": bool(values.get(""))}


class DateType(FieldType):
    def inputs(self, question):
        attributes = {"type": "date"}
        for limit, attribute in (("earliest", "min"), ("latest", "max")):
            if question.limits.get(limit):
                attributes[attribute] = question.limits[limit]
        field = forms.DateField(
            label=question.label,
            help_text=escape(question.help_text),
            required=question.required,
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs=attributes),
        )
        return {"": field}

    def check(self, question, values):
        day = values.get("")
        earliest, latest = (_as_date(question.limits.get(name)) for name in ("earliest", "latest"))
        if day and earliest and day < earliest:
            return {"": _("Choose a date from %(date)s on.") % {"date": earliest.strftime("%d/%m/%Y")}}
        if day and latest and day > latest:
            return {"": _("Choose a date until %(date)s.") % {"date": latest.strftime("%d/%m/%Y")}}
        return {}

    def answer(self, question, values):
        day = values.get("")
        return {"value": day.isoformat()} if day else None


def _as_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


class NumberType(FieldType):
    def inputs(self, question):
        field = forms.DecimalField(
            label=question.label,
            help_text=escape(question.help_text),
            required=question.required,
            max_digits=15,
            decimal_places=4,
            min_value=_as_decimal(question.limits.get("minimum")),
            max_value=_as_decimal(question.limits.get("maximum")),
            localize=True,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )
        return {"": field}

    def answer(self, question, values):
        number = values.get("")
        if number is None:
            return None
        return {"value": int(number) if number == number.to_integral_value() else float(number)}


def _as_decimal(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number)).normalize()


class PlaceType(FieldType):
    """An address in words, with or without coordinates (degrees, WGS 84): a map may fill them in."""

    def inputs(self, question):
        def degrees(label: str, limit: int) -> forms.FloatField:
            return forms.FloatField(
                label=label,
                required=False,
                min_value=-limit,
                max_value=limit,
                localize=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )

        address = forms.CharField(
            label=question.label, help_text=escape(question.help_text), required=False, max_length=255
        )
        return {
            "": address,
            "latitude": degrees(_("Latitude"), 90),
            "longitude": degrees(_("Longitude"), 180),
        }

    def check(self, question, values):
        latitude, longitude = values.get("latitude"), values.get("longitude")
        if (latitude is None) != (longitude is None):
            missing = "latitude" if latitude is None else "longitude"
            return {missing: _("Give both coordinates, or none.")}
        if question.required and not values.get("") and latitude is None:
            return {"": _("Say where: an address is enough.")}
        return {}

    def answer(self, question, values):
        place = {name or "address": values.get(name) for name in ("", "latitude", "longitude")}
        return {"value": place} if any(part not in (None, "") for part in place.values()) else None

    def initial(self, question, answer):
        place = answer.get("value") or {}
        return {
            "": place.get("address"),
            "latitude": place.get("latitude"),
            "longitude": place.get("longitude"),
        }


class UploadField(forms.FileField):
    """A file that becomes an unsaved attachment once its content was checked; no file becomes None."""

    def __init__(self, *, make, max_megabytes: int, **options):
        self.make, self.max_megabytes = make, max_megabytes
        super().__init__(**options)

    def clean(self, data, initial=None) -> Attachment | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        if upload.size > self.max_megabytes * MEGABYTE:
            message = _("This file is larger than %(size)s MB. Send a smaller one.")
            raise ValidationError(message % {"size": self.max_megabytes})
        return self.make(upload)


class FileType(FieldType):
    is_upload = True
    accept = ",".join(sorted(SIGNATURES))

    def make(self, question: Question, upload) -> Attachment:
        return document_attachment(upload, field=question.id, is_private=question.private)

    def hint(self) -> str:
        return _("A document: %(kinds)s.") % {
            "kinds": ", ".join(kind.lstrip(".").upper() for kind in sorted(SIGNATURES))
        }

    def inputs(self, question):
        size = question.limits.get("max_megabytes", 10)
        limit = _("%(size)s MB at most.") % {"size": size}
        field = UploadField(
            label=question.label,
            help_text=escape(" ".join(filter(None, [question.help_text, self.hint(), limit]))),
            required=False,  # the form knows whether an earlier file stands: see `ProposalForm.clean`
            max_megabytes=size,
            make=lambda upload: self.make(question, upload),
            widget=forms.FileInput(attrs={"accept": self.accept}),
        )
        return {"": field, "remove": forms.BooleanField(label=_("Take this file away"), required=False)}

    def answer(self, question, values):
        attachment = values.get("") or values.get("kept")
        return {"value": attachment.name} if attachment else None

    def initial(self, question, answer):
        return {}


class ImageType(FileType):
    accept = "image/jpeg,image/png,image/webp,image/avif,image/gif"

    def make(self, question, upload):
        return image_attachment(upload, field=question.id, is_private=question.private)

    def hint(self):
        return _("JPEG, PNG or WebP. Where and when it was taken is removed from the file.")

    def inputs(self, question):
        inputs = super().inputs(question)
        inputs["remove"].label = gettext_lazy("Take this picture away")
        caption = forms.CharField(
            label=gettext_lazy("What is on the picture"),
            help_text=gettext_lazy("Required with a picture: it is read out to people who cannot see it."),
            required=False,
            max_length=255,
        )
        return {"": inputs[""], "caption": caption, "remove": inputs["remove"]}

    def check(self, question, values):
        attachment = values.get("") or values.get("kept")
        if attachment and not values.get("remove") and not (values.get("caption") or "").strip():
            return {"caption": _("Say what is on the picture.")}
        return {}

    def answer(self, question, values):
        attachment = values.get("") or values.get("kept")
        return {"value": (values.get("caption") or "").strip()} if attachment else None

    def initial(self, question, answer):
        return {"caption": answer.get("value")}


FIELD_TYPES: dict[str, FieldType] = {
    "text": TextType(),
    "long_text": LongTextType(),
    "choice": ChoiceType(),
    "choices": ChoicesType(),
    "checkbox": CheckboxType(),
    "date": DateType(),
    "number": NumberType(),
    "place": PlaceType(),
    "image": ImageType(),
    "file": FileType(),
    "link": LinkType(),
    "category": CategoryType(),
}
