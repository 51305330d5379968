"""What the acts of a contribution's life are called, in one place for the log, the history and the reading page."""

from django.utils.translation import gettext_lazy as _

# As something that was done: "Rejected by Samira, 3 minutes ago".
DONE = {
    "send": _("Sent"),
    "confirm": _("Confirmed by e-mail"),
    "publish": _("Published without moderation"),
    "approve": _("Approved"),
    "reject": _("Rejected"),
    "hide": _("Hidden"),
    "restore": _("Restored"),
    "withdraw": _("Withdrawn by its author"),
    "resubmit": _("Changed by its author, back to moderation"),
}


def done(action: str) -> str:
    """The label of an act, or its code where a later version wrote one that this one does not know."""
    return str(DONE.get(action, action))
