"""Production settings: complete with the documented variables, and refusing to start without them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VARIABLES = {
    "DJANGO_SETTINGS_MODULE": "site_core.settings.production",
    "SECRET_KEY": "a1b2c3d4e5f6g7h8i9j0-a1b2c3d4e5f6g7h8i9j0-KLMNOPQRSTUVWXYZ",
    "ALTCHA_HMAC_KEY": "another-secret",
    "ALLOWED_HOSTS": "participez.example.org",
    "CSRF_TRUSTED_ORIGINS": "https://participez.example.org",
    "BASE_URL": "https://participez.example.org",
}


def check(**changes: str) -> subprocess.CompletedProcess:
    environment = {"PATH": os.environ["PATH"]} | VARIABLES | changes
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_the_deployment_check_is_clean_with_the_documented_variables():
    done = check()
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALTCHA_HMAC_KEY", "ALLOWED_HOSTS"])
def test_it_does_not_start_without_a_secret(name):
    done = check(**{name: ""})
    assert done.returncode != 0 and name in done.stderr
