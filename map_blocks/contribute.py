"""The pages where a citizen adds a place and changes it."""

from consultation_blocks.participation.contribute import ContributeView, EditOwn
from consultation_blocks.participation.kinds import ActivityKind
from consultation_blocks.participation.models import Contribution, MapContribution

from . import geocoding, geometry, services, showing
from .categories import categories_of
from .forms import PlaceForm


class PlaceNew(ContributeView):
    """The form of a new place. `?lat=&lng=` puts the marker where the reader was looking."""

    kind = ActivityKind.MAP
    form_class = PlaceForm
    template_name = "map_blocks/form.html"
    place: MapContribution | None = None

    @property
    def value(self):
        return self.block.value if self.block else None

    def form_kwargs(self) -> dict:
        self.categories = categories_of(self.activity, self.value)
        initial = {}
        pair = geometry.parse_pair(f"{self.request.GET.get('lat', '')} {self.request.GET.get('lng', '')}")
        if pair:
            initial = {"latitude": pair[0], "longitude": pair[1]}
        return super().form_kwargs() | {"categories": self.categories, "initial": initial}

    def context(self, **extra) -> dict:
        categories = categories_of(self.activity, self.value)
        return super().context(
            place=self.place,
            choices={category.key: category for category in categories},
            has_geocoder=geocoding.is_configured(),
            has_area=bool(self.activity.options.get("area")),
            picker=showing.script_data(self.activity, self.value, categories),
            **extra,
        )

    def build(self, form: PlaceForm) -> MapContribution:
        return MapContribution(**form.changes())

    def save(self, form: PlaceForm, **options) -> Contribution:
        place = self.build(form)
        place.activity = self.activity
        place.author_name = form.cleaned_data["author_name"]
        place.submission_key = form.cleaned_data.get("submission_key")
        return services.submit_place(
            place,
            actor=self.actor,
            email=form.sender_email,
            is_proven=bool(form.cleaned_data.get("captcha")),
            workshop=form.workshop_claim,
            attachments=[form.photo] if form.photo else (),
        )


class PlaceEdit(EditOwn, PlaceNew):
    """The same form over a place of one's own that may still be changed."""

    model, own_name = MapContribution, "place"

    def form_kwargs(self) -> dict:
        place = self.place
        photo = place.attachments.filter(is_image=True).first()
        initial = {
            "author_name": place.author_name,
            "title": place.title,
            "text": place.text,
            "category": place.category,
            "place": place.place,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "photo_caption": photo.caption if photo else "",
        }
        return super().form_kwargs() | {"editing": place, "initial": initial}

    def save(self, form: PlaceForm, **options) -> Contribution:
        data = form.cleaned_data
        dropped = [form.kept_photo] if form.kept_photo and (form.photo or data.get("remove_photo")) else []
        return services.change_place(
            self.place,
            actor=self.actor,
            changes={**form.changes(), "author_name": data["author_name"]},
            photo=form.photo,
            dropped=dropped,
            caption=(data.get("photo_caption") or "").strip(),
        )
