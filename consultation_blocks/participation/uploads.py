"""Files of citizens: re-encoded or checked by content before they are written anywhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _
from PIL import Image

from site_core import throttle
from site_core.addresses import client_address
from site_core.images import MAX_BYTES, reencode

from .models import Attachment
from .rules import Refused

# Files of one network address: thirty people in a school who each send two, and most of them several times over.
UPLOADS_PER_HOUR = 300

# First bytes of the document kinds that are taken; the extension alone is never believed.
SIGNATURES = {
    ".pdf": (b"%PDF-",),
    ".odt": (b"PK\x03\x04",),
    ".ods": (b"PK\x03\x04",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
}


def ensure_not_too_many(request: HttpRequest) -> None:
    """Count the files of a request, and raise `Refused` (429) where its network address has sent too many this hour.

    Asked before any of them is decoded: nothing else that a stranger can ask for costs the server as much.
    """
    name = f"upload:{client_address(request)}"
    for _file in request.FILES:
        if not throttle.take(name, UPLOADS_PER_HOUR, 3600):
            message = _(
                "Many files have come from your connection within the hour. Send your text without a file, or come back "
                "later."
            )
            raise Refused(message, 429, throttle.seconds_left(name))


def display_name(name: str) -> str:
    """A file's name as the person sees it: no folders, no control characters, at most 120 characters."""
    base = PurePath(name.replace("\\", "/")).name
    return "".join(character for character in base if character.isprintable())[-120:] or "file"


def _ensure_size(upload: UploadedFile) -> None:
    if upload.size > MAX_BYTES:
        raise ValidationError(_("This file is larger than 10 MB. Send a smaller one."))


def image_attachment(
    upload: UploadedFile, caption: str = "", field: str = "", is_private: bool = False
) -> Attachment:
    """An unsaved attachment holding the picture re-encoded as WebP, without EXIF or GPS.

    Raises:
        ValidationError: too large, damaged, or not a picture.
    """
    _ensure_size(upload)
    content = reencode(upload)
    with Image.open(content) as picture:
        width, height = picture.size
    content.seek(0)
    attachment = Attachment(
        field=field,
        is_image=True,
        width=width,
        height=height,
        name=display_name(upload.name),
        caption=caption,
        is_private=is_private,
    )
    attachment.file = ContentFile(content.read(), name=f"{attachment.uid}.webp")
    return attachment


def document_attachment(upload: UploadedFile, field: str = "", is_private: bool = False) -> Attachment:
    """An unsaved attachment holding a document whose first bytes are those of its kind.

    Raises:
        ValidationError: too large, a kind that is not taken, or content that is not what the name says.
    """
    _ensure_size(upload)
    suffix = PurePath(upload.name).suffix.lower()
    if suffix not in SIGNATURES:
        kinds = ", ".join(sorted(SIGNATURES))
        raise ValidationError(_("This kind of file is not taken. Send one of: %(kinds)s.") % {"kinds": kinds})
    upload.seek(0)
    content = upload.read()
    if not content.startswith(SIGNATURES[suffix]):
        raise ValidationError(_("The content of this file is not what its name says."))
    attachment = Attachment(field=field, name=display_name(upload.name), is_private=is_private)
    attachment.file = ContentFile(content, name=f"{attachment.uid}{suffix}")
    return attachment


@contextmanager
def files_of_rows(attachments: list[Attachment]) -> Iterator[None]:
    """Around a transaction that saves these attachments: where it fails, what it has written to the disk goes as well.

    A rollback takes the rows back and knows nothing of files.
    """
    try:
        yield
    except BaseException:
        for attachment in attachments:
            if attachment.file._committed:
                attachment.file.storage.delete(attachment.file.name)
        raise
