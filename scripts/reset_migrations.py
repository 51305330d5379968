#!/usr/bin/env python3
"""Deletes the migrations of the project's apps and writes them anew from the models.

Only for the time before the first release: afterwards every change of a model is a migration of its own. The apps
are made in one go, because the user model and the contributions depend on each other's first migrations.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Wagtail's migrations depend on the user model, and our others on Wagtail's: this one stays on its own, by hand.
KEPT = "0001_user.py"
APPS = ["site_core", "consultation_blocks", "map_blocks", "pages"]


def main() -> int:
    kept: dict[Path, str] = {}
    for app in APPS:
        folder = ROOT / app / "migrations"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "__init__.py").touch()
        for migration in folder.glob("[0-9]*.py"):
            if migration.name == KEPT:
                continue
            kept[migration] = migration.read_text()
            migration.unlink()
    # makemigrations wants to compare with a database's history; an empty one of its own has none.
    environment = os.environ | {"DATABASE_URL": "sqlite://:memory:"}
    result = subprocess.run(
        [sys.executable, "manage.py", "makemigrations", *APPS, "--no-header"], cwd=ROOT, env=environment
    )
    if result.returncode:
        for migration, text in kept.items():
            migration.write_text(text)
        print("makemigrations failed: the former migrations are back in their place.", file=sys.stderr)
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())
