#!/usr/bin/env python3
"""Backs up the database and the files of citizens and editors into one dated folder.

    backup.py DESTINATION [--keep 14]

Reads DATABASE_URL, VAR_DIR, MEDIA_ROOT and PRIVATE_MEDIA_ROOT from the environment like the site does. SQLite is copied
through its backup API: copying the file of a running site loses what is still in the write-ahead log. PostgreSQL is
dumped with pg_dump in its custom format. Needs nothing but the standard library. Restore: docs/deployment.md.
"""

import argparse
import datetime
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent


class BackupError(Exception):
    """The backup is not complete; the message says why."""


def sqlite_path(url: str) -> Path | None:
    """Return the file that an ``sqlite:///…`` address names, None for any other kind of database."""
    scheme, _, rest = url.partition("://")
    return Path(rest.removeprefix("/")) if scheme == "sqlite" else None


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database that may be in use, then prove that the copy is whole."""
    if not source.exists():
        raise BackupError(f"no database at {source}")
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)
        # One file without a log beside it, easy to move and to check.
        copy.execute("PRAGMA journal_mode=DELETE")
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise BackupError(f"the copy is damaged: {verdict}")


def dump_postgres(url: str, target: Path) -> None:
    """Write pg_dump's custom format to ``target``."""
    parts = urlsplit(url)
    environment = dict(os.environ)
    if parts.password:
        # Arguments of a process can be read by everyone on the machine, its environment cannot.
        environment["PGPASSWORD"] = unquote(parts.password)
        url = urlunsplit(parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@", 1)))
    result = subprocess.run(
        ["pg_dump", "--format=custom", "--no-owner", f"--file={target}", f"--dbname={url}"],
        capture_output=True,
        text=True,
        env=environment,
    )
    if result.returncode:
        raise BackupError(f"pg_dump failed: {result.stderr.strip()}")


def pack(folder: Path, target: Path) -> None:
    with tarfile.open(target, "w:gz") as archive:
        if folder.is_dir():
            archive.add(folder, arcname=".")


def backup(destination: Path, environment: Mapping[str, str], now: datetime.datetime) -> Path:
    """Write one backup below ``destination`` and return its folder; an incomplete one is removed."""
    var = Path(environment.get("VAR_DIR", ROOT / "var"))
    url = environment.get("DATABASE_URL", f"sqlite:///{var / 'db.sqlite3'}")
    finished = destination / f"{now:%Y-%m-%dT%H%M%S}"
    part = finished.with_name(f"{finished.name}.part")
    part.mkdir(parents=True, mode=0o700)
    try:
        # The database first: a file that comes in between has no row yet, never the other way round.
        path = sqlite_path(url)
        if path:
            copy_sqlite(path, part / "db.sqlite3")
        else:
            dump_postgres(url, part / "db.dump")
        pack(Path(environment.get("MEDIA_ROOT", var / "media")), part / "media.tar.gz")
        pack(Path(environment.get("PRIVATE_MEDIA_ROOT", var / "private")), part / "private.tar.gz")
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    part.rename(finished)
    return finished


def prune(destination: Path, keep: int) -> list[Path]:
    """Remove all but the newest ``keep`` backups and return what was removed."""
    finished = sorted(path for path in destination.glob("????-??-??T??????") if path.is_dir())
    old = finished[:-keep] if keep else []
    for path in old:
        shutil.rmtree(path)
    return old


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("destination", type=Path)
    parser.add_argument("--keep", type=int, default=14, help="backups to keep, 0 for all (default: 14)")
    options = parser.parse_args()
    try:
        print(backup(options.destination, os.environ, datetime.datetime.now().astimezone()))
    except (BackupError, OSError, sqlite3.Error) as error:
        print(f"Backup failed: {error}", file=sys.stderr)
        return 1
    prune(options.destination, options.keep)
    return 0


if __name__ == "__main__":
    sys.exit(main())
