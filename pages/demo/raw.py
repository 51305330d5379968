"""Stream data as Wagtail stores it, with ids that are the same at each run, so that contributions find their block."""

import uuid
from datetime import date

from django.utils.text import slugify

NAMESPACE = uuid.UUID("6f1c7c1e-7a52-4d43-9a7e-1d1f0a3b9c55")


def ident(*names: str) -> str:
    return str(uuid.uuid5(NAMESPACE, "/".join(names)))


def block(kind: str, name: str, /, **value) -> dict:
    """One child of a stream; `name` makes its id."""
    return {"type": kind, "id": ident(kind, name), "value": value}


def items(name: str, values: list) -> list[dict]:
    """The items of a ListBlock, with ids."""
    return [
        {"type": "item", "id": ident(name, str(number)), "value": value}
        for number, value in enumerate(values)
    ]


def text(name: str, html: str) -> dict:
    return {"type": "rich_text", "id": ident("rich_text", name), "value": html}


def phase(kind: str, title: str, starts: date, ends: date, description: str) -> dict:
    return block(
        "phase",
        title,
        kind=kind,
        title=title,
        starts_on=starts.isoformat(),
        ends_on=ends.isoformat(),
        description=description,
    )


def partial_date(year: int, month: int | None = None, day: int | None = None) -> dict:
    return {"year": year, "month": str(month) if month else "", "day": day, "time": None}


def moment(when: date, headline: str, words: str, group: str = "", **more) -> dict:
    """An event of a timeline on a whole day."""
    return {
        "start": partial_date(when.year, when.month, when.day),
        "end": partial_date_empty(),
        "headline": headline,
        "text": f"<p>{words}</p>",
        "group": group,
        "slug": slugify(headline),
        **more,
    }


def partial_date_empty() -> dict:
    return {"year": None, "month": "", "day": None, "time": None}
