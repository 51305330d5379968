"""Where a campaign stands: which of its phases are past, current and to come."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

PAST, CURRENT, TO_COME = "past", "current", "to_come"

# Icon of each kind of phase (`site_core.blocks.PhaseBlock`).
ICONS = {"inform": "info", "contribute": "speech", "decide": "scales", "follow": "route"}


@dataclass(frozen=True)
class Phase:
    """One step of the stepper. `state` is `past`, `current` or `to_come`."""

    kind: str
    icon: str
    title: str
    description: str
    starts_on: date | None
    ends_on: date | None
    state: str


def _own_state(starts_on: date | None, ends_on: date | None, today: date) -> str | None:
    """What a phase's own dates say; None where they do not say."""
    if ends_on and ends_on < today:
        return PAST
    if starts_on:
        return TO_COME if starts_on > today else CURRENT
    return CURRENT if ends_on else None


def phases_of(stream, today: date | None = None) -> list[Phase]:
    """The phases of a campaign page in the editor's order.

    An end that is missing is the day before the next phase starts. A phase without dates is past where a later one has begun,
    else to come.
    """
    today = today or timezone.localdate()
    values = [child.value for child in stream]
    starts = [value.get("starts_on") for value in values]
    states = []
    for index, value in enumerate(values):
        state = _own_state(starts[index], value.get("ends_on"), today)
        following = next((start for start in starts[index + 1 :] if start), None)
        begun = bool(following and following <= today)
        if state is None or (state == CURRENT and not value.get("ends_on")):
            state = PAST if begun else state or TO_COME
        states.append(state)
    return [
        Phase(
            kind=value.get("kind") or "",
            icon=ICONS.get(value.get("kind"), "info"),
            title=value.get("title") or "",
            description=value.get("description") or "",
            starts_on=value.get("starts_on"),
            ends_on=value.get("ends_on"),
            state=state,
        )
        for value, state in zip(values, states, strict=True)
    ]
