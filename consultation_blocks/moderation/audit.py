"""Moderation in Wagtail's audit log: who did what to which contribution, with the reason.

The log keeps the reference, never the text: an erased contribution must not live on in a log.
"""

from django.db.models import Model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from ..participation.models import Contribution
from .labels import DONE
from .models import AuditEntry

# What staff or authors do. How a contribution arrives (sent, confirmed, published) is in `Decision` only:
# it is no act of anybody in the admin, and every citizen's request would pay for it.
LOGGED = ("approve", "reject", "hide", "restore", "withdraw", "resubmit")
PREFIX = "participation."


def register_actions(actions) -> None:
    """Give Wagtail the log of our own and the labels of the acts (hook `register_log_actions`, after Wagtail's)."""
    actions.register_model(Model, AuditEntry)
    actions.log_entry_models.discard(ModelLogEntry)
    for action in LOGGED:
        actions.register_action(PREFIX + action, DONE[action], DONE[action])


def log_status_change(sender, contribution, action, actor=None, reason=None, **kwargs) -> None:
    """Receiver of `status_changed`; runs in the transaction of the change."""
    if action not in LOGGED:
        return
    # One history for a contribution, whichever proxy the change came through.
    concrete = Contribution(pk=contribution.pk, reference=contribution.reference)
    log(
        concrete,
        PREFIX + action,
        user=actor,
        title=contribution.reference,
        data={"reason": reason.label if reason else ""},
        content_changed=False,
    )
