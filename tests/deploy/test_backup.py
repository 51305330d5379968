"""The backup that docs/deployment.md tells to make: whole while the site writes, and restorable."""

import datetime
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from deploy import backup

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = datetime.datetime(2027, 3, 28, 2, 30, tzinfo=datetime.UTC)


@pytest.fixture
def site(tmp_path):
    """A site in use: a row is still in the write-ahead log, a photo waits for moderation."""
    var = tmp_path / "var"
    for folder in ("media", "private"):
        (var / folder).mkdir(parents=True)
        (var / folder / "photo.jpg").write_bytes(folder.encode())
    with closing(sqlite3.connect(var / "db.sqlite3")) as live:
        live.execute("PRAGMA journal_mode=WAL")
        live.execute("PRAGMA wal_autocheckpoint=0")
        live.execute("CREATE TABLE contribution (id INTEGER PRIMARY KEY, text TEXT)")
        live.executemany("INSERT INTO contribution (text) VALUES (?)", [(f"idea {n}",) for n in range(500)])
        live.commit()
        yield var


def count(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT COUNT(*) FROM contribution").fetchone()[0]


def test_rows_still_in_the_write_ahead_log_are_in_the_backup(site, tmp_path):
    shutil.copy(site / "db.sqlite3", tmp_path / "plain-copy.sqlite3")
    with pytest.raises(sqlite3.OperationalError):  # what a plain copy of the file would have kept
        count(tmp_path / "plain-copy.sqlite3")

    made = backup.backup(tmp_path / "backups", {"VAR_DIR": str(site)}, NOW)
    assert made.name == "2027-03-28T023000"
    assert sorted(path.name for path in made.iterdir()) == ["db.sqlite3", "media.tar.gz", "private.tar.gz"]
    assert count(made / "db.sqlite3") == 500


def test_a_backup_is_restored_with_the_documented_commands(site, tmp_path):
    made = backup.backup(tmp_path / "backups", {"VAR_DIR": str(site)}, NOW)
    restored = tmp_path / "restored"
    (restored / "media").mkdir(parents=True)
    shutil.copy(made / "db.sqlite3", restored / "db.sqlite3")
    with tarfile.open(made / "media.tar.gz") as archive:
        archive.extractall(restored / "media", filter="data")
    assert count(restored / "db.sqlite3") == 500
    assert (restored / "media/photo.jpg").read_bytes() == b"media"


def test_a_backup_that_fails_leaves_nothing_behind_and_says_why(tmp_path):
    result = subprocess.run(
        [sys.executable, ROOT / "deploy/backup.py", tmp_path / "backups"],
        env={"VAR_DIR": str(tmp_path / "nowhere")},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert "no database at" in result.stderr
    assert list((tmp_path / "backups").iterdir()) == []


def test_only_the_newest_backups_are_kept(tmp_path):
    for day in range(1, 6):
        (tmp_path / f"2027-05-0{day}T030000").mkdir()
    (tmp_path / "notes").mkdir()
    backup.prune(tmp_path, keep=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "2027-05-04T030000",
        "2027-05-05T030000",
        "notes",
    ]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:////srv/participation/var/db.sqlite3", "/srv/participation/var/db.sqlite3"),
        ("sqlite:///var/db.sqlite3", "var/db.sqlite3"),
    ],
)
def test_the_address_of_an_sqlite_database_names_its_file(url, path):
    assert backup.sqlite_path(url) == Path(path)


def test_the_address_of_a_postgresql_database_names_no_file():
    assert backup.sqlite_path("postgres://participation@localhost/participation") is None


@pytest.mark.postgres
@pytest.mark.skipif(not shutil.which("pg_dump"), reason="pg_dump is not installed")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_postgresql_database_is_dumped_whole(tmp_path):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE backup_probe AS SELECT generate_series(1, 7) AS id")
    try:
        parameters = connection.get_connection_params()
        parts = {name: parameters.get(name) or "" for name in ("user", "password", "host", "port", "dbname")}
        url = "postgresql:///?" + "&".join(f"{name}={value}" for name, value in parts.items() if value)
        backup.dump_postgres(url, tmp_path / "db.dump")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE backup_probe")
    listed = subprocess.run(
        ["pg_restore", "--list", tmp_path / "db.dump"], capture_output=True, text=True, check=True
    )
    assert "backup_probe" in listed.stdout
