"""Reading the source as these tests do: modules as syntax trees, templates and static files as text."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("site_core", "consultation_blocks", "map_blocks", "pages")


@dataclass(frozen=True)
class Import:
    """One import: the module that it stands in, the dotted name it brings in, and where."""

    importer: str
    imported: str
    where: str


@cache
def files(*suffixes: str, below: tuple[str, ...]) -> tuple[Path, ...]:
    """Return the project's files with one of ``suffixes`` below the given folders, without what git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *below],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    paths = (ROOT / name for name in listed if name.endswith(suffixes))
    return tuple(sorted(path for path in paths if path.is_file()))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _without_type_checking(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk the tree but not into ``if TYPE_CHECKING:``, whose imports exist for the reader only."""
    for node in ast.iter_child_nodes(tree):
        if (
            isinstance(node, ast.If)
            and getattr(node.test, "id", getattr(node.test, "attr", "")) == "TYPE_CHECKING"
        ):
            continue
        yield node
        yield from _without_type_checking(node)


def imports_of(source: str, module: str, is_package: bool = False, where: str = "") -> Iterator[Import]:
    """Yield what a module imports, inside functions too, with relative names resolved."""
    package = module if is_package else module.rpartition(".")[0]
    for node in _without_type_checking(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, alias.name, f"{where}:{node.lineno}")
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([node.module] if node.module else [])])
            # `from a import b` may bring in the module a.b: that is the name that says most.
            for alias in node.names:
                yield Import(module, f"{base}.{alias.name}", f"{where}:{node.lineno}")


@cache
def project_imports() -> tuple[Import, ...]:
    """Return every import of one of the project's own modules by another."""
    found = []
    for path in files(".py", below=APPS):
        if "migrations" in path.parts:
            continue
        where = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        found.extend(imports_of(text, module_name(path), path.name == "__init__.py", where))
    return tuple(entry for entry in found if entry.imported.split(".")[0] in APPS)
