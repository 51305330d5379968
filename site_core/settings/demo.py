"""`make demo`: as near to production as one command on a laptop can be; mail goes to the terminal."""

from .development import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
PUBLIC_PAGE_CACHE_SECONDS = 60
WHITENOISE_USE_FINDERS = True
