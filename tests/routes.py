"""Every address that the resolver knows, as patterns with named parameters; and what roles there are."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver


@dataclass(frozen=True)
class Route:
    """One pattern: its whole text, its name, and its parameters with the converters' names (`int`, `str`, …)."""

    pattern: str
    name: str
    parameters: tuple[str, ...]

    @property
    def is_admin(self) -> bool:
        return self.pattern.startswith("admin/")


def _walk(
    resolver, prefix: str = "", namespace: str = "", inherited: tuple[str, ...] = ()
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        text = prefix + str(entry.pattern).removeprefix("^")
        parameters = (*inherited, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            yield Route(text, f"{namespace}{entry.name or ''}", parameters)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, text, inner, parameters)


def routes() -> list[Route]:
    """All routes of the site, in the resolver's order."""
    return list(_walk(get_resolver()))
