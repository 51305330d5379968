"""What rooms that `participation` must not import listen to."""

from django.dispatch import Signal

# contribution, action, before (status), actor (user or None), reason (DecisionReason or None), note; sent inside the
# transaction: receivers write rows or use `transaction.on_commit`.
status_changed = Signal()

# contribution, code, token: the address must be confirmed; sent inside the transaction.
confirmation_asked = Signal()
