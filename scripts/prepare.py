#!/usr/bin/env python3
"""Brings messages, database and demo content up to date, in one process because Django starts only once then."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_core.settings.demo")

from scripts.compile_messages import compile_all


def main() -> None:
    compile_all()

    import django
    from django.conf import settings
    from django.core.management import call_command, get_commands
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    # WhiteNoise looks for it at every start, also where static files are served from their sources.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    django.setup()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
    if "setup_demo" in get_commands():
        call_command("setup_demo")
    if "--tell" in sys.argv[1:]:
        call_command("demo_info")


if __name__ == "__main__":
    main()
