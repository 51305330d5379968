"""What a citizen says of a place."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultation_blocks.participation.forms import ContributionForm
from consultation_blocks.participation.models import Attachment
from consultation_blocks.participation.uploads import image_attachment

from . import geocoding, geometry, outgoing, rules
from .categories import Category

TEXT_LENGTH = 3000
PHOTO_FIELD = "photo"


class DegreesField(forms.CharField):
    """Degrees with a point or a comma, as people write them."""

    def __init__(self, limit: float, **kwargs):
        self.limit = limit
        kwargs.setdefault("max_length", 60)
        attributes = {"inputmode": "text", "autocomplete": "off", "dir": "ltr", "spellcheck": "false"}
        super().__init__(widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        if geometry.parse_pair(text):
            return text  # both at once, as maps on the web copy them: the form parts them
        try:
            return geometry.parse_degrees(text, self.limit)
        except ValueError as error:
            raise forms.ValidationError(
                _("Write degrees between −%(limit)s and %(limit)s, for example %(example)s."),
                params={"limit": self.limit, "example": "48.8924" if self.limit == 90 else "2.2069"},
            ) from error


class PlaceForm(ContributionForm):
    """Where, what kind, what about it; a photograph with its description.

    Args:
        categories: of this map, in the person's language; none at all leaves the question out.
    """

    place = forms.CharField(
        label=_("Address or name of the place"),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    candidate = forms.ChoiceField(label=_("Which of these places?"), required=False, widget=forms.RadioSelect)
    latitude = DegreesField(90, label=_("Latitude"), required=False)
    longitude = DegreesField(180, label=_("Longitude"), required=False)
    category = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("In a few words"), max_length=120)
    text = forms.CharField(
        label=_("What you want to say about this place"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5, "data-counter": ""}),
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_(
            "JPEG, PNG or WebP, at most 10 MB. Where and when it was taken is removed from the file."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    photo_caption = forms.CharField(
        label=_("What the photo shows"),
        max_length=255,
        required=False,
        help_text=_("For people who cannot see it. Needed with a photo."),
    )
    remove_photo = forms.BooleanField(label=_("Remove the photo"), required=False)

    def __init__(self, *args, categories: list[Category], **kwargs):
        self.categories = categories
        self.photo: Attachment | None = None
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [(category.key, category.name) for category in categories]
        if not categories:
            del self.fields["category"]
        self.kept_photo = self.editing.attachments.filter(is_image=True).first() if self.editing else None
        if not self.kept_photo:
            del self.fields["remove_photo"]
        if geocoding.is_configured():
            self.fields["place"].help_text = _("For example “12 rue de la Gare”. We look for it on the map.")
        offered = self.data.getlist("offered") if hasattr(self.data, "getlist") else []
        self.offer([value for value in offered if len(value) < 300 and "|" in value][:5])

    def offer(self, places: list[str]) -> None:
        """Offer places (`lat,lon|label`) among which the person chooses; without any the question is left out."""
        self.fields["candidate"].choices = [(value, value.partition("|")[2]) for value in places]
        self.offered = places

    def content_names(self) -> list[str]:
        return [name for name in super().content_names() if name != "candidate"]

    def clean_photo(self):
        upload = self.cleaned_data.get("photo")
        if upload:
            self.photo = image_attachment(upload, field=PHOTO_FIELD)
        return upload

    def clean(self):
        data = super().clean()
        self._settle_place(data)
        keeps_photo = self.kept_photo and not data.get("remove_photo")
        if self.photo or keeps_photo:
            caption = (data.get("photo_caption") or "").strip()
            if not caption:
                self.add_error("photo_caption", _("Say in a few words what the photo shows."))
            elif self.photo:
                self.photo.caption = caption
        return data

    def _settle_place(self, data: dict) -> None:
        """From coordinates, a chosen candidate or an address to two numbers inside the area, or to an error that helps."""
        if "latitude" in self.errors or "longitude" in self.errors:
            return
        both = (
            next(
                (
                    pair
                    for name in ("latitude", "longitude")
                    if (pair := geometry.parse_pair(data.get(name) or ""))
                ),
                None,
            )
            if any(isinstance(data.get(name), str) for name in ("latitude", "longitude"))
            else None
        )
        if both:
            data["latitude"], data["longitude"] = both
        if data.get("latitude") is None and data.get("longitude") is None:
            chosen = geometry.parse_pair((data.get("candidate") or "").partition("|")[0])
            if chosen:
                data["latitude"], data["longitude"] = chosen
            else:
                self._find_address(data)
        latitude, longitude = data.get("latitude"), data.get("longitude")
        if latitude is None and longitude is None:
            if "place" not in self.errors:
                self.add_error(
                    "latitude", _("Say where it is: on the map, with an address or with coordinates.")
                )
        elif latitude is None or longitude is None:
            self.add_error(
                "longitude" if longitude is None else "latitude", _("Give both latitude and longitude.")
            )
        else:
            message = rules.outside_message(self.activity, latitude, longitude)
            if message:
                self.add_error("latitude", message)

    def _find_address(self, data: dict) -> None:
        address = (data.get("place") or "").strip()
        if not address:
            return
        try:
            found = geocoding.search(address)
        except outgoing.Unavailable:
            self.add_error(
                "latitude",
                _(
                    "Addresses cannot be looked up at the moment. Point at the place on the map, or give its coordinates."
                ),
            )
            return
        if not found:
            self.add_error(
                "place", _("We did not find this address. Try another spelling, or give coordinates.")
            )
        elif len(found) == 1 or found[0].score >= geocoding.SURE > found[1].score:
            data["latitude"], data["longitude"] = found[0].latitude, found[0].longitude
        else:
            self.offer([f"{item.latitude:.6f},{item.longitude:.6f}|{item.label}" for item in found])
            self.add_error(
                "place", _("Several places answer to this. Choose one of them below and send again.")
            )

    def changes(self) -> dict:
        """The contribution's own fields, name → value."""
        data = self.cleaned_data
        return {
            "title": data["title"].strip(),
            "text": data["text"].strip(),
            "category": data.get("category") or "",
            "place": (data.get("place") or "").strip(),
            "latitude": data["latitude"],
            "longitude": data["longitude"],
        }

    # What the template shows apart, in its own order.
    def description_fields(self):
        names = ["category", "title", "text"]
        return [self[name] for name in names if name in self.fields]

    def photo_fields(self):
        return [self[name] for name in ("remove_photo", "photo", "photo_caption") if name in self.fields]
