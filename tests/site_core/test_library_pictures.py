"""Pictures that staff add to the library: damaged ones are refused in the form, sound ones keep how they look."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from site_core.models import CityImage
from tests.factories import make_superuser

pytestmark = pytest.mark.django_db


def encoded(picture: Image.Image, kind: str, **options) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_truncated_picture_is_an_error_of_the_form(client, kind):
    noise = Image.effect_noise((300, 300), 80).convert("RGB")
    client.force_login(make_superuser(), backend="django.contrib.auth.backends.ModelBackend")
    upload = SimpleUploadedFile(
        f"half.{kind.lower()}", encoded(noise, kind)[:20_000], f"image/{kind.lower()}"
    )
    response = client.post(reverse("wagtailimages:add"), {"title": "Half", "file": upload})
    assert response.status_code == 200
    assert "file" in response.context["form"].errors
    assert not CityImage.objects.exists()


def test_a_logo_with_a_palette_stays_transparent():
    logo = Image.new("P", (8, 8), 0)
    logo.putpalette([255, 0, 0] + [0] * 765)
    content = ContentFile(encoded(logo, "PNG", transparency=0), name="logo.png")
    image = CityImage.objects.create(title="Logo", file=content)
    with Image.open(image.file.path) as kept:
        assert kept.convert("RGBA").getpixel((0, 0))[3] == 0
