#!/usr/bin/env python3
"""Keeps locale/<language>/LC_MESSAGES/django.po in step with the strings of the source.

messages.py update   adds what is new, drops what is gone, keeps every translation
messages.py check    lists what is missing, untranslated, fuzzy or has the wrong placeholders; status 1 if any

Python is read as a syntax tree, templates through Django's own `templatize`, so no system package is needed and
the outcome is the same on every machine. Entries carry no line numbers: they would change with every edit.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polib

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "en", "ar")
SOURCES = ("site_core", "consultation_blocks", "map_blocks", "pages", "templates")
PLURAL_FORMS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "en": "nplurals=2; plural=(n != 1);",
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
}

# Name of a gettext function → what its first arguments are.
ARGUMENTS = {
    "_": ("id",),
    "gettext": ("id",),
    "gettext_lazy": ("id",),
    "gettext_noop": ("id",),
    "ngettext": ("id", "plural"),
    "ngettext_lazy": ("id", "plural"),
    "pgettext": ("context", "id"),
    "pgettext_lazy": ("context", "id"),
    "npgettext": ("context", "id", "plural"),
    "npgettext_lazy": ("context", "id", "plural"),
}
STRING = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
# What `templatize` writes: gettext calls among X's that keep the place of everything else.
TEMPLATE_CALL = re.compile(
    rf"(?<![\w.])(_|gettext|ngettext|pgettext|npgettext)\(\s*{STRING}(?:\s*,\s*{STRING})?(?:\s*,\s*{STRING})?",
    re.DOTALL,
)
PLACEHOLDER = re.compile(r"%\((\w+)\)[#0 +-]?[\d.]*[sdifgr]|\{(\w*)\}|%[sd]")


@dataclass(frozen=True)
class Message:
    """One translatable string; ``file`` is relative to the project's root."""

    id: str
    plural: str = ""
    context: str | None = None
    file: str = ""
    python_format: bool = False

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.id


def _message(name: str, values: list[str], file: str) -> Message:
    parts = dict(zip(ARGUMENTS[name], values, strict=False))
    return Message(
        id=parts["id"],
        plural=parts.get("plural", ""),
        context=parts.get("context"),
        file=file,
        python_format=bool(re.search(r"%(\(\w+\))?[sd]", parts["id"])),
    )


def python_messages(text: str, file: str) -> Iterator[Message]:
    """Yield the gettext calls with constant arguments in Python source."""
    tree = ast.parse(text, filename=file)
    renamed = {
        alias.asname: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname and alias.name in ARGUMENTS
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        name = renamed.get(name, name)
        if name not in ARGUMENTS:
            continue
        wanted = node.args[: len(ARGUMENTS[name])]
        values = [arg.value for arg in wanted if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if len(values) == len(ARGUMENTS[name]):
            yield _message(name, values, file)


def template_messages(text: str, file: str) -> Iterator[Message]:
    """Yield the strings of ``{% translate %}``, ``{% blocktranslate %}`` and ``_("…")`` in a Django template."""
    from django.utils.translation.template import templatize

    for match in TEMPLATE_CALL.finditer(templatize(text, origin=file)):
        name, *literals = match.groups()
        # `templatize` leaves quotes and line ends of the source in its output; both are repaired here.
        values = [ast.literal_eval(part.replace("\n", "\\n")) for part in literals if part]
        if len(values) >= len(ARGUMENTS[name]):
            yield _message(name, values, file)


def extract(root: Path = ROOT) -> dict[tuple[str | None, str], Message]:
    """Return every message of the source, in the order of files; a plural form wins over a bare one."""
    found: dict[tuple[str | None, str], Message] = {}
    for path in sorted(_files(root)):
        file = path.relative_to(root).as_posix()
        read = python_messages if path.suffix == ".py" else template_messages
        for message in read(path.read_text(encoding="utf-8"), file):
            known = found.get(message.key)
            if message.id and (known is None or (message.plural and not known.plural)):
                found[message.key] = message
    return found


def _files(root: Path) -> Iterable[Path]:
    for source in SOURCES:
        for path in (root / source).rglob("*"):
            if path.suffix in {".py", ".html", ".txt", ".xml"} and "migrations" not in path.parts:
                yield path


def catalogue_path(language: str, root: Path = ROOT) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def _open(language: str, root: Path) -> "polib.POFile":
    import polib

    path = catalogue_path(language, root)
    catalogue = polib.pofile(str(path), encoding="utf-8") if path.exists() else polib.POFile()
    catalogue.wrapwidth = 0
    catalogue.metadata = {
        "Project-Id-Version": "participation platform",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[language],
    }
    return catalogue


def update(root: Path = ROOT) -> dict[str, int]:
    """Write the catalogues and return how many entries of each language still want a translation."""
    import polib

    messages = extract(root)
    waiting = {}
    for language in LANGUAGES:
        catalogue = _open(language, root)
        known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
        forms = int(re.search(r"nplurals=(\d)", PLURAL_FORMS[language])[1])
        entries = []
        for key, message in messages.items():
            entry = known.get(key) or polib.POEntry(msgid=message.id, msgctxt=message.context)
            if message.plural and entry.msgid_plural != message.plural:
                entry.msgid_plural = message.plural
                entry.msgstr_plural = dict.fromkeys(range(forms), "")
                entry.msgstr = ""
            elif not message.plural and entry.msgid_plural:
                entry.msgid_plural, entry.msgstr_plural = "", {}
            entry.occurrences = [(message.file, "")]
            entry.flags = [flag for flag in entry.flags if flag == "fuzzy"]
            if message.python_format:
                entry.flags.append("python-format")
            if language == "en":  # the source is English
                entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
                if message.plural:
                    entry.msgstr_plural = {0: message.id, 1: message.plural}
                else:
                    entry.msgstr = message.id
            entries.append(entry)
        catalogue[:] = entries
        path = catalogue_path(language, root)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))
        waiting[language] = sum(not entry.translated() for entry in entries)
    return waiting


def _placeholders(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text.replace("%%", ""))}


def problems(root: Path = ROOT) -> list[str]:
    """Return what a reader of some language would miss, one line each."""
    messages = extract(root)
    found = []
    for language in LANGUAGES:
        if not catalogue_path(language, root).exists():
            found.append(f"{language}: no catalogue, run `make messages`")
            continue
        entries = {(e.msgctxt, e.msgid): e for e in _open(language, root) if not e.obsolete}
        for key, message in messages.items():
            entry = entries.get(key)
            where = f"{language}: {message.id!r} ({message.file})"
            if entry is None or entry.msgid_plural != message.plural:
                found.append(f"{where} is not in the catalogue, run `make messages`")
            elif entry.fuzzy:
                found.append(f"{where} is fuzzy")
            elif not entry.translated():
                found.append(f"{where} is not translated")
            else:
                found.extend(f"{where} {problem}" for problem in _placeholder_problems(entry))
        found.extend(
            f"{language}: {key[1]!r} is no longer in the source, run `make messages`"
            for key in entries.keys() - messages.keys()
        )
    return found


def _placeholder_problems(entry: "polib.POEntry") -> Iterator[str]:
    if entry.msgid_plural:
        allowed = _placeholders(entry.msgid) | _placeholders(entry.msgid_plural)
        texts = entry.msgstr_plural.values()
    else:
        allowed = _placeholders(entry.msgid)
        texts = [entry.msgstr]
    for text in texts:
        has = _placeholders(text)
        # A plural form may leave its number out ("one vote"), a plain string may not lose anything.
        if has - allowed or (not entry.msgid_plural and allowed - has):
            yield f"has other placeholders in its translation: {text!r}"


def main() -> int:
    command = sys.argv[1] if len(sys.argv) == 2 else ""
    if command == "update":
        for language, count in update().items():
            print(f"{language}: {count} to translate")
        return 0
    if command == "check":
        found = problems()
        print("\n".join(found) or "Every string is translated.")
        return bool(found)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
