#!/usr/bin/env python3
"""Compiles locale/*/LC_MESSAGES/*.po to .mo where the .mo is missing or older; needs no system package."""

import sys
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_all(folder: Path = LOCALE) -> list[Path]:
    """Compile the catalogues below ``folder`` that changed, and return the files written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        import polib  # not before it is needed: a second `make setup` compiles nothing

        # A running server must never read half a catalogue.
        part = target.with_suffix(".mo.part")
        polib.pofile(str(source), encoding="utf-8").save_as_mofile(str(part))
        part.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    for path in compile_all(*map(Path, sys.argv[1:2])):
        print(path)
