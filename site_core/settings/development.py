"""For people who work on the code: debug pages, the style guide, mail in the terminal."""

from .base import *  # noqa: F403

DEBUG = True
SECRET_KEY = SECRET_KEY or "development-only-key-never-used-in-production-0123456789"  # noqa: F405
ALTCHA_HMAC_KEY = ALTCHA_HMAC_KEY or "development-only-altcha-key"  # noqa: F405
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
PUBLIC_PAGE_CACHE_SECONDS = 0
BLOCK_CACHE_SECONDS = 0
STYLE_GUIDE = True
