"""Imports go one way, between apps, between the rooms of consultation_blocks, and inside a room."""

from itertools import pairwise

import pytest

from tests.architecture.source import APPS, Import, imports_of, project_imports

# The composition root: it alone may know every app.
COMPOSITION_ROOT = {"site_core.urls"}

ROOM_LAYERS = {
    "participation": 0,
    "debate": 1,
    "proposals": 1,
    "agenda": 1,
    "timeline": 1,
    "moderation": 2,
    "synthesis": 2,
    "opendata": 2,
    "notifications": 2,
    "privacy": 2,
}
# Rooms of this layer stand side by side: none knows another, so each can be read, and removed, alone.
SEPARATE_LAYER = 1

ROLES = {
    "models": 0,
    "querysets": 0,
    "rules": 1,
    "services": 1,
    "forms": 2,
    "views": 3,
    "viewsets": 3,
    "wagtail_hooks": 4,
}


def app_violation(entry: Import) -> bool:
    """Tell whether an import goes from an inner app to an outer one."""
    if entry.importer in COMPOSITION_ROOT:
        return False
    importer, imported = (name.split(".")[0] for name in (entry.importer, entry.imported))
    return APPS.index(imported) > APPS.index(importer)


def _room(module: str) -> str | None:
    app, _, rest = module.partition(".")
    name = rest.split(".")[0]
    return name if app == "consultation_blocks" and name in ROOM_LAYERS else None


def room_violation(entry: Import) -> bool:
    """Tell whether a room imports one that stands above it, or beside it where rooms are separate."""
    importer, imported = _room(entry.importer), _room(entry.imported)
    if importer is None:
        return False  # models.py, wagtail_hooks.py and the like gather the rooms
    if imported is None:
        # What gathers the rooms may not be used by one of them.
        return entry.imported.startswith(("consultation_blocks.models", "consultation_blocks.wagtail_hooks"))
    if importer == imported:
        return False
    below, above = ROOM_LAYERS[imported], ROOM_LAYERS[importer]
    return below > above or below == above == SEPARATE_LAYER


def _folder_and_role(module: str, depth: int) -> tuple[str, str]:
    parts = module.split(".")
    return ".".join(parts[:depth]), parts[depth] if len(parts) > depth else ""


def role_violation(entry: Import) -> bool:
    """Tell whether, inside one room or app, a role imports one that rests on it."""
    depth = 2 if _room(entry.importer) else 1
    folder, role = _folder_and_role(entry.importer, depth)
    other_folder, other_role = _folder_and_role(entry.imported, depth)
    if folder != other_folder or role not in ROLES or other_role not in ROLES:
        return False
    return ROLES[other_role] > ROLES[role]


def _listed(violation) -> list[str]:
    return [
        f"{entry.where}: {entry.importer} imports {entry.imported}"
        for entry in project_imports()
        if violation(entry)
    ]


def test_every_app_imports_only_from_itself_and_from_the_apps_before_it():
    assert project_imports(), "the source was not found"
    assert _listed(app_violation) == []


def test_rooms_of_consultation_blocks_import_only_from_the_rooms_they_stand_on():
    assert _listed(room_violation) == []


def test_inside_a_room_models_know_no_services_services_no_forms_and_forms_no_views():
    assert _listed(role_violation) == []


@pytest.mark.parametrize(
    ("importer", "imported"),
    [*pairwise(APPS), ("site_core.home.views", "pages.models"), ("map_blocks.models", "pages.streams")],
)
def test_an_import_of_an_outer_app_is_found(importer: str, imported: str):
    assert app_violation(Import(importer, imported, "file"))
    assert not app_violation(Import(imported, importer, "file"))
    assert not app_violation(Import("site_core.urls", imported, "file"))


@pytest.mark.parametrize(
    ("importer", "imported", "wrong"),
    [
        ("participation.models", "debate.models", True),
        ("debate.views", "participation.models", False),
        ("debate.views", "proposals.views", True),
        ("debate.models", "moderation.models", True),
        ("moderation.viewsets", "debate.models", False),
        ("moderation.services", "notifications.services", False),
        ("debate.forms", "models", True),
        ("models", "debate.models", False),
    ],
)
def test_an_import_between_rooms_is_judged_by_their_layers(importer: str, imported: str, wrong: bool):
    entry = Import(f"consultation_blocks.{importer}", f"consultation_blocks.{imported}", "file")
    assert room_violation(entry) is wrong


@pytest.mark.parametrize(
    ("importer", "imported", "wrong"),
    [
        ("consultation_blocks.debate.models", "consultation_blocks.debate.services", True),
        ("consultation_blocks.debate.services", "consultation_blocks.debate.models", False),
        ("consultation_blocks.debate.rules", "consultation_blocks.debate.forms", True),
        ("consultation_blocks.debate.forms", "consultation_blocks.participation.views", False),
        ("map_blocks.models", "map_blocks.views", True),
        ("map_blocks.views", "map_blocks.forms", False),
    ],
)
def test_an_import_inside_a_room_is_judged_by_the_roles(importer: str, imported: str, wrong: bool):
    assert role_violation(Import(importer, imported, "file")) is wrong


def test_relative_and_local_imports_are_read_and_those_for_types_only_are_not():
    source = (
        "from ..participation import rules\n"
        "from . import forms\n"
        "if TYPE_CHECKING:\n    from pages import models\n"
        "def late():\n    import pages.streams\n"
    )
    found = [entry.imported for entry in imports_of(source, "consultation_blocks.debate.views")]
    assert found == [
        "consultation_blocks.participation.rules",
        "consultation_blocks.debate.forms",
        "pages.streams",
    ]
