"""The database that threads share."""

from tests.parallel import shared_database  # noqa: F401
