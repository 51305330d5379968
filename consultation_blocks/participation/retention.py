"""What deletes itself: contributions that nobody has confirmed or sent, with their files and the addresses given for them."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.utils import timezone

from .kinds import Status
from .models import Attachment, Contribution

UNCONFIRMED_DAYS = 14
BATCH = 500


def delete_unsent(ids: list[int]) -> int:
    """Delete those that are still drafts or unconfirmed, in one transaction, their files after the commit; returns how many."""
    with transaction.atomic():
        # Confirmed or sent this very moment: no longer ours to delete.
        still = list(
            Contribution.objects.select_for_update()
            .filter(pk__in=ids, status__in=[Status.DRAFT, Status.UNCONFIRMED])
            .values_list("pk", flat=True)
        )
        files = [attachment.file for attachment in Attachment.objects.filter(contribution_id__in=still)]
        Contribution.objects.filter(pk__in=still).delete()

        def delete_files() -> None:
            for file in files:
                file.storage.delete(file.name)

        transaction.on_commit(delete_files)
    return len(still)


def purge_unsent(days: int = UNCONFIRMED_DAYS) -> int:
    """Delete drafts and unconfirmed contributions older than `days`; returns how many."""
    deleted, last = 0, 0
    old = Contribution.objects.filter(
        status__in=[Status.DRAFT, Status.UNCONFIRMED], created_at__lt=timezone.now() - timedelta(days=days)
    ).order_by("pk")
    while ids := list(old.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        deleted += delete_unsent(ids)
        last = ids[-1]
    return deleted


def purge_unused_accounts(days: int = UNCONFIRMED_DAYS) -> int:
    """Delete accounts that were made for an address which nobody has confirmed; returns how many.

    An account of staff has a password, a group or a campaign; one that was ever used has a sign-in or a row of its own.
    """
    unused = get_user_model().objects.filter(
        date_joined__lt=timezone.now() - timedelta(days=days),
        last_login=None,
        password__startswith=UNUSABLE_PASSWORD_PREFIX,
        is_staff=False,
        is_superuser=False,
        groups=None,
        moderated_campaigns=None,
        contributions=None,
        votes=None,
        reports=None,
        participations=None,
        decisions=None,
    )
    deleted = 0
    while ids := list(unused.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        deleted += get_user_model().objects.filter(pk__in=ids).delete()[0] and len(ids)
    return deleted
