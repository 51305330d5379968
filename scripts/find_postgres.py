#!/usr/bin/env python3
"""Prints the address of a PostgreSQL server on which the tests may create databases; exit status 1 where none is.

Tried in this order: TEST_POSTGRES_URL, the user postgres on 127.0.0.1, the local socket. The database in the
printed address need not exist: Django creates one whose name is made from it, and drops it afterwards.
"""

import os
import sys
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

QUESTION = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"


def candidates() -> list[str]:
    named = os.environ.get("TEST_POSTGRES_URL", "").strip()
    if named:
        return [named]
    return [
        "postgres://postgres@127.0.0.1:5432/postgres",
        f"postgres://postgres@{quote('/var/run/postgresql', safe='')}/postgres",
        f"postgres://{quote('/var/run/postgresql', safe='')}/postgres",
    ]


def usable(url: str) -> bool:
    """Tell whether the server answers and lets us create databases; the reason goes to standard error."""
    maintenance = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    # The question must be asked somewhere that exists: the named database, else the usual one.
    for address in dict.fromkeys([url, maintenance]):
        try:
            with psycopg.connect(address, connect_timeout=3) as connection:
                (allowed,) = connection.execute(QUESTION).fetchone()
        except psycopg.Error as error:
            print(f"PostgreSQL: {str(error).strip().splitlines()[0]}", file=sys.stderr)
            continue
        if allowed:
            return True
        print("PostgreSQL: the user may not create databases (ALTER ROLE … CREATEDB)", file=sys.stderr)
    return False


def main() -> int:
    for url in candidates():
        if usable(url):
            # A name of our own, so that two runs on one server never drop each other's databases.
            print(urlunsplit(urlsplit(url)._replace(path=f"/participation_{os.getpid()}")))
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
