"""The demo's settings for a server under load: no flood limits, because sixty people come from one address; no mail printed."""

from site_core.settings.demo import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
FLOOD_ANONYMOUS_SECONDS = 0
FLOOD_CONNECTION_PER_HOUR = 0
