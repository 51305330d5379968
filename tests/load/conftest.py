"""The database that threads and the server share."""

from tests.parallel import shared_database  # noqa: F401
