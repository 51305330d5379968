"""The library's own form field: Wagtail's decodes a picture to measure it, and fails where the picture is cut off."""

from django.core.exceptions import ValidationError
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .images import open_bounded


class BoundedImageField(WagtailImageField):
    def to_python(self, data):
        if data and hasattr(data, "seek"):
            open_bounded(data)  # its size, before anything is decoded
            data.seek(0)
        try:
            return super().to_python(data)
        except (OSError, SyntaxError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class CityImageForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # Wagtail makes the field by its name, whatever the model says: only its class is exchanged.
            self.fields["file"].__class__ = BoundedImageField
