"""A map's categories, in the reader's language."""

from dataclasses import dataclass

from consultation_blocks.participation.models import Activity

from .palette import hex_of, icon_of


@dataclass(frozen=True)
class Category:
    """`key` is what `Contribution.category` holds: the id of the editor's list item, the same in every language."""

    key: str
    name: str
    colour: str
    icon: str

    @property
    def hex(self) -> str:
        return hex_of(self.colour)


# Shown for a place without a category, or whose category the editor has taken away.
NO_CATEGORY = Category("", "", "blue", "dot")


def snapshot(value) -> list[dict]:
    """The categories of a block's value as the activity keeps them: [{key, name, colour, icon}]."""
    items = value.get("categories")
    return [
        {
            "key": str(item.id),
            "name": item.value.get("name") or "",
            "colour": item.value.get("colour") or "",
            "icon": icon_of(item.value.get("icon")),
        }
        for item in (items.bound_blocks if items else [])
        if item.id
    ]


def categories_of(activity: Activity, value=None) -> list[Category]:
    """The categories of a map in order, their names from the block value of the reader's page where it has them."""
    names = {item["key"]: item["name"] for item in snapshot(value)} if value else {}
    return [
        Category(item["key"], names.get(item["key"]) or item["name"], item["colour"], item["icon"])
        for item in activity.options.get("categories", [])
    ]
