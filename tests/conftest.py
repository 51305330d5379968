"""What every test may rely on: the database's name in the header, points that exist, and no skips in CI."""

import os

import django
import pytest

from scripts.points import known_points
from tests.fresh import fresh_process  # noqa: F401


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Home page and list of campaigns once, not in each test: making them took longer than most of what is tested.

    What tests with real transactions put back at their end (`serialized_rollback`) holds them too.
    """
    from django.db import connection

    from pages.tree import ensure_campaign_index

    with django_db_blocker.unblock():
        ensure_campaign_index()
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()


def pytest_report_header() -> str:
    from django.conf import settings

    engine = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
    return f"django: {django.get_version()} on {engine}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse points that do not exist, and skip what the machine cannot run (CI counts that as a failure)."""
    from django.conf import settings

    known = known_points()
    on_postgres = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    for item in items:
        for mark in item.iter_markers("point"):
            unknown = set(mark.args) - known.keys()
            if unknown or not mark.args:
                raise pytest.UsageError(f"{item.nodeid}: no such point in docs/points.txt: {mark.args}")
        if item.get_closest_marker("postgres") and not on_postgres:
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL (DATABASE_URL)"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """In CI a browser or PostgreSQL test that was skipped has shown nothing: it fails."""
    report = yield
    must_run = item.get_closest_marker("e2e") or item.get_closest_marker("postgres")
    if os.environ.get("CI") and report.skipped and must_run and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not accept for this test: {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    """The same for a whole module of browser tests that skips itself."""
    report = yield
    if os.environ.get("CI") and report.skipped and "e2e" in collector.path.parts:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, which CI does not accept for browser tests"
    return report
