#!/usr/bin/env python3
"""Lists, for each point of docs/points.txt, the tests marked with it, and at the end the points without any.

A test names its points with ``@pytest.mark.point("D5")``; on a class or as ``pytestmark`` it counts for all inside.
"""

import ast
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def known_points(root: Path = ROOT) -> dict[str, str]:
    """Return the points by id, in the file's order."""
    lines = (root / "docs" / "points.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(maxsplit=1) for line in lines if line.strip() and not line.startswith("#"))
    return dict(pairs)


def _marked(nodes: list[ast.expr]) -> list[str]:
    """Return the ids in the ``…mark.point(…)`` calls below ``nodes``."""
    return [
        argument.value
        for node in nodes
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "point"
        for argument in call.args
        if isinstance(argument, ast.Constant)
    ]


def points_in(source: str, file: str) -> dict[str, list[str]]:
    """Return the tests of one file by point id, as pytest node ids."""
    found = defaultdict(list)

    def visit(body: list[ast.stmt], prefix: str, inherited: list[str]) -> None:
        for node in body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "pytestmark":
                inherited = inherited + _marked([node.value])
        for node in body:
            if isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
                visit(node.body, f"{prefix}::{node.name}", inherited + _marked(node.decorator_list))
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
                for point in dict.fromkeys(inherited + _marked(node.decorator_list)):
                    found[point].append(f"{prefix}::{node.name}")

    visit(ast.parse(source).body, file, [])
    return found


def marked_tests(root: Path = ROOT) -> dict[str, list[str]]:
    """Return all tests by point id."""
    found = defaultdict(list)
    for path in sorted((root / "tests").rglob("test_*.py")):
        tests = points_in(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix())
        for point, names in tests.items():
            found[point].extend(names)
    return found


def main() -> int:
    points, tests = known_points(), marked_tests()
    for identifier, name in points.items():
        if tests.get(identifier):
            print(f"{identifier:4} {name}")
            print("".join(f"       {test}\n" for test in tests[identifier]), end="")
    missing = [identifier for identifier in points if not tests.get(identifier)]
    print(f"\n{len(points) - len(missing)} of {len(points)} points have a test. None yet:")
    print("".join(f"{identifier:4} {points[identifier]}\n" for identifier in missing), end="")
    unknown = sorted(tests.keys() - points.keys())
    if unknown:
        print(f"\nNot in docs/points.txt: {', '.join(unknown)}", file=sys.stderr)
    return bool(unknown)


if __name__ == "__main__":
    sys.exit(main())
