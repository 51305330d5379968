"""The list of tables: every room's models."""

from .agenda.models import Event, EventTiming
from .moderation.models import DecisionReason
from .participation.decisions import Decision
from .participation.models import (
    Activity,
    Attachment,
    Campaign,
    Comment,
    Confirmation,
    Contribution,
    MapContribution,
    Participation,
    Proposal,
    Report,
    Vote,
    Workshop,
)

__all__ = [
    "Activity",
    "Attachment",
    "Campaign",
    "Comment",
    "Confirmation",
    "Contribution",
    "Decision",
    "DecisionReason",
    "Event",
    "EventTiming",
    "MapContribution",
    "Participation",
    "Proposal",
    "Report",
    "Vote",
    "Workshop",
]
