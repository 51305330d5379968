"""What deploy/ and docs/deployment.md say agrees with the settings."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def variables() -> set[str]:
    """Return the names that the settings read from the environment."""
    text = "".join((ROOT / "site_core/settings" / name).read_text() for name in ("base.py", "production.py"))
    return set(re.findall(r"""(?:environ\.get\(|environ\[|env_\w+\(|getenv\()\s*["']([A-Z_]+)["']""", text))


def test_every_variable_of_the_environment_is_documented():
    documented = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs/deployment.md").read_text()))
    assert variables(), "the settings were not read"
    assert variables() - documented == set()


def test_every_variable_of_the_environment_is_in_the_example_file():
    example = (ROOT / "deploy/participation.env.example").read_text()
    assert variables() - set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE)) == set()


def test_the_example_file_names_no_variable_that_nothing_reads():
    example = (ROOT / "deploy/participation.env.example").read_text()
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))
    assert named - variables() == {"DJANGO_SETTINGS_MODULE"}


def test_every_command_that_the_units_run_exists():
    from django.core.management import get_commands

    units = "".join(path.read_text() for path in (ROOT / "deploy/systemd").glob("*.service"))
    commands = set(re.findall(r"manage\.py (\w+)", units))
    assert commands
    assert commands <= get_commands().keys()
