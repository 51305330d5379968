"""For the test suite: SQLite in memory unless DATABASE_URL says otherwise."""

import tempfile
from pathlib import Path

from .development import *  # noqa: F403
from .development import database_from_url, os

DEBUG = False
_TMP = Path(tempfile.mkdtemp(prefix="participation-test-"))
VAR_DIR = _TMP
DATABASES = {"default": database_from_url(os.environ.get("DATABASE_URL", f"sqlite:///{_TMP / 'db.sqlite3'}"))}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_ROOT = _TMP / "media"
PRIVATE_MEDIA_ROOT = _TMP / "private"
TILE_CACHE_DIR = _TMP / "tiles"
TILE_SERVER_URL = "http://127.0.0.1:9/{z}/{x}/{y}.png"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_MEDIA_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
PUBLIC_PAGE_CACHE_SECONDS = 60
BLOCK_CACHE_SECONDS = (
    0  # tests without real transactions never drop what is kept; those of keeping turn it on
)
FLOOD_ANONYMOUS_SECONDS = 0
FLOOD_REGISTERED_SECONDS = 0
