"""Doing many things at the same moment, each in a thread with a database connection of its own."""

import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from site_core.settings.base import database_from_url

WORKERS = 8


def at_once(act: Callable, arguments: Sequence[tuple], workers: int = WORKERS) -> list:
    """Call `act` with each tuple of arguments from several threads; returns results or exceptions, in that order."""
    start = threading.Barrier(min(workers, len(arguments)))
    waited = threading.local()

    def one(values: tuple):
        if not getattr(waited, "done", False):
            waited.done = True
            start.wait(timeout=30)
        try:
            return act(*values)
        except Exception as error:
            return error

    with ThreadPoolExecutor(min(workers, len(arguments))) as pool:
        results = list(pool.map(one, arguments))
        list(pool.map(lambda _n: connections.close_all(), range(workers * 4)))
    unexpected = [
        r for r in results if isinstance(r, Exception) and type(r).__module__.startswith("django.db")
    ]
    assert not unexpected, unexpected
    return results


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """A database that threads can share: SQLite's in memory becomes a file with the settings of production (WAL, IMMEDIATE)."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    kept = connections["default"]
    kept.ensure_connection()
    path = tmp_path / "shared.sqlite3"
    with sqlite3.connect(path) as target:
        kept.connection.backup(target)
    target.close()
    name = kept.settings_dict["NAME"]
    own = database_from_url(f"sqlite:///{path}")
    former = {key: kept.settings_dict[key] for key in ("NAME", "OPTIONS")}
    del connections["default"]
    connections.settings["default"].update(NAME=str(path), OPTIONS=own["OPTIONS"])
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"].update(former)
        connections["default"] = kept
        assert kept.settings_dict["NAME"] == name
