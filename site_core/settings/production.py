"""For a public server. Fails at start-up where a secret is missing rather than run with a default."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, ALTCHA_HMAC_KEY, SECRET_KEY, STORAGES

for _name, _value in {
    "SECRET_KEY": SECRET_KEY,
    "ALLOWED_HOSTS": ALLOWED_HOSTS,
    "ALTCHA_HMAC_KEY": ALTCHA_HMAC_KEY,
}.items():
    if not _value:
        raise ImproperlyConfigured(f"Set {_name} in the environment (docs/deployment.md).")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "site_core.storage.HashedStaticFilesStorage"}}

# Wagtail shows previews in a frame of the same site; other sites are kept out by frame-ancestors and SAMEORIGIN.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
