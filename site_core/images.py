"""Pictures from outside: checked by content, bounded in size, stripped of what they tell about the person."""

from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_PIXELS = 24_000_000
MAX_BYTES = 10 * 1024 * 1024
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")


def open_bounded(file: IO[bytes]) -> Image.Image:
    """Open a picture without decoding it and refuse what is too large, broken or no picture.

    Raises:
        ValidationError: with a message for the person who sent the file.
    """
    file.seek(0)
    try:
        picture = Image.open(file, formats=FORMATS)
        width, height = picture.size
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(
            _("This file is not a picture that we can read. Send a JPEG, PNG or WebP file.")
        ) from error
    if width * height > MAX_PIXELS:
        raise ValidationError(_("This picture is too large. Send one of at most 24 megapixels."))
    return picture


def reencode(file: IO[bytes], longest_side: int = 1600) -> ContentFile:
    """Decode a picture and write it again as WebP: turned upright, without EXIF, GPS, profiles or trailing data.

    Raises:
        ValidationError: when the picture is broken, too large or not a picture.
    """
    picture = open_bounded(file)
    try:
        picture.draft("RGB", (longest_side * 2, longest_side * 2))
        picture = ImageOps.exif_transpose(picture)
        picture.thumbnail((longest_side, longest_side))
        picture = picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
        # A new image carries pixels only, whatever the decoder kept in `info`.
        clean = Image.new(picture.mode, picture.size)
        clean.paste(picture)
        out = BytesIO()
        clean.save(out, "WEBP", quality=82, method=4)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(
            _("This picture is damaged. Try to open and save it again before sending it.")
        ) from error
    return ContentFile(out.getvalue(), name="image.webp")


def strip_metadata(field_file) -> None:
    """Rewrite an uploaded picture of the library in its own format without metadata; leave other kinds alone."""
    if str(field_file.name).lower().endswith(".svg"):
        return
    picture = open_bounded(field_file.file)
    kind = picture.format
    if kind == "GIF":
        return  # holds no position; written again it would stand still
    try:
        upright = ImageOps.exif_transpose(picture)
        if "transparency" in upright.info:
            upright = upright.convert("RGBA")  # a logo with a palette: what is clear stays clear
        options = {"quality": 90} if kind in ("JPEG", "WEBP", "AVIF") else {}
        clean = Image.new(upright.mode, upright.size)
        if upright.mode == "P":
            clean.putpalette(upright.getpalette())
        clean.paste(upright)
        out = BytesIO()
        clean.save(out, kind, **options)
    except (OSError, ValueError, SyntaxError) as error:
        raise ValidationError(_("This picture is damaged.")) from error
    field_file.file = ContentFile(out.getvalue(), name=field_file.name)
    field_file._committed = False
