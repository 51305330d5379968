"""The demo's settings, with the page cache as long as the runner says: 0 is a cold page each time."""

import os

from site_core.settings.demo import *  # noqa: F403

PUBLIC_PAGE_CACHE_SECONDS = int(os.environ.get("PUBLIC_PAGE_CACHE_SECONDS", "0"))
BLOCK_CACHE_SECONDS = int(os.environ.get("BLOCK_CACHE_SECONDS", "0"))
