"""Fill a migrated database: `DATABASE_URL=… python -m benchmarks.fill 100000 [--slug bench]`."""

import argparse
import os

import django


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("total", type=int)
    parser.add_argument("--slug", default="bench")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    django.setup()
    from django.db import connection

    from .generate import generate

    print(generate(arguments.total, arguments.slug))
    if connection.vendor == "postgresql":
        # A server counts its rows by itself after a while; without that it reads a street's map through the wrong index.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
