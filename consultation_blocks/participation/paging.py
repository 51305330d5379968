"""Keyset paging: the next page starts after the last row seen, so it costs the same at 10 and at 100,000 rows."""

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Page:
    """`items` of one page and the `next_cursor` of the following one (empty at the end)."""

    items: list
    next_cursor: str


def _encode(values: list) -> str:
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _decode(cursor: str, fields: list[str], model) -> list | None:
    """The values of a cursor, or None where it is not one of ours (then paging starts over)."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != len(fields):
            return None
        return [
            _value(model._meta.get_field(field), value) for field, value in zip(fields, values, strict=True)
        ]
    except Exception:  # a cursor comes from the address bar: whatever is wrong with it means "no cursor"
        return None


def _value(field, plain):
    """A value of the cursor as the field has it; a moment must be one that every database can compare."""
    value = field.to_python(plain)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a moment without its time zone")
        return value.astimezone(UTC)  # the first and last hours of time itself overflow here
    return value


def cursor_after(row, order: tuple[str, ...]) -> str:
    """The cursor of the page that begins after this row."""
    return _encode([getattr(row, name.lstrip("-")) for name in order])


def keyset_page(queryset: QuerySet, order: tuple[str, ...], cursor: str = "", size: int = 20) -> Page:
    """One page of a queryset.

    Args:
        order: model fields, `-` for descending, none of them null, the last one unique (`("-score", "-id")`).
        cursor: `next_cursor` of the page before; anything else gives the first page.
    """
    fields = [name.lstrip("-") for name in order]
    queryset = queryset.order_by(*order)
    values = _decode(cursor, fields, queryset.model) if cursor else None
    if values and all(value is not None for value in values):
        after = Q()
        for index, name in enumerate(order):
            beyond = f"{fields[index]}__{'lt' if name.startswith('-') else 'gt'}"
            same = {fields[i]: values[i] for i in range(index)}
            after |= Q(**same, **{beyond: values[index]})
        queryset = queryset.filter(after)
    rows = list(queryset[: size + 1])
    items = rows[:size]
    following = cursor_after(items[-1], order) if len(rows) > size else ""
    return Page(items, following)
