"""The commands behind the Makefile."""

import gettext
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import find_postgres
from scripts.compile_messages import compile_all

ROOT = Path(__file__).resolve().parent.parent.parent


def test_catalogues_are_compiled_once_and_again_after_a_change(tmp_path):
    source = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    source.write_text(header + 'msgid "Vote"\nmsgstr "Voter"\n', encoding="utf-8")

    (target,) = compile_all(tmp_path)
    with target.open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Vote") == "Voter"
    assert compile_all(tmp_path) == []
    os.utime(source, ns=(target.stat().st_mtime_ns + 1, target.stat().st_mtime_ns + 1))
    assert compile_all(tmp_path) == [target]


def find_python(**environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        ["bash", ROOT / "scripts/find_python.sh"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )


def test_a_python_that_does_not_run_is_passed_over(tmp_path):
    shim = tmp_path / "python3.11"
    shim.write_text("#!/bin/sh\necho no interpreter behind this name >&2\nexit 127\n")
    shim.chmod(0o755)
    found = find_python(PATH=f"{tmp_path}:{os.environ['PATH']}", PYTHON="")
    assert found.stdout.strip() not in {"", str(shim)}
    subprocess.run([found.stdout.strip(), "-c", "import sys; assert sys.version_info >= (3, 11)"], check=True)


def test_the_python_named_by_hand_is_taken_or_refused_in_plain_words():
    assert find_python(PYTHON=sys.executable).stdout.strip() == sys.executable
    refused = find_python(PYTHON="/bin/false")
    assert refused.returncode == 1
    assert "PYTHON=/bin/false does not run" in refused.stderr


def test_a_postgresql_server_named_by_hand_is_the_only_one_tried(monkeypatch):
    monkeypatch.setenv("TEST_POSTGRES_URL", "postgres://someone@db.example.org/tests")
    assert find_postgres.candidates() == ["postgres://someone@db.example.org/tests"]


def test_a_server_that_does_not_answer_is_not_usable(capsys):
    assert not find_postgres.usable("postgres://nobody@127.0.0.1:9/none")
    assert "PostgreSQL:" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(("ci", "outcome"), [("1", "1 skipped, 2 errors"), ("", "3 skipped")])
def test_a_skipped_browser_or_postgresql_test_fails_in_ci_only(tmp_path, ci: str, outcome: str):
    (tmp_path / "test_probe.py").write_text(
        "import pytest\n"
        "skip = pytest.mark.skip(reason='nothing to run it')\n"
        "@skip\n@pytest.mark.e2e\ndef test_browser(): ...\n"
        "@skip\n@pytest.mark.postgres\ndef test_postgres(): ...\n"
        "@skip\ndef test_other(): ...\n"
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-c", ROOT / "pyproject.toml", f"--rootdir={ROOT}"]
        + ["-p", "tests.conftest", "-p", "no:cacheprovider", tmp_path / "test_probe.py"],
        cwd=ROOT,
        env=environment | {"CI": ci},
        capture_output=True,
        text=True,
    )
    assert result.returncode == bool(ci), result.stdout + result.stderr
    assert outcome in result.stdout
