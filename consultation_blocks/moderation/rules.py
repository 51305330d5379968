"""Who may read and decide what in the moderation rooms of the admin."""

from django.db.models import QuerySet

from ..participation.models import Contribution

MODERATE = "consultation_blocks.moderate_contribution"
VIEW = "consultation_blocks.view_contribution"


def is_moderator(user) -> bool:
    """Whether this person decides at all; in which campaigns is `moderated_by`'s to say."""
    return user.is_active and user.has_perm(MODERATE)


def is_analyst(user) -> bool:
    """Whether this person reads what is published and the figures, and decides nothing."""
    return user.is_active and user.has_perm(VIEW)


def readable_contributions(user) -> QuerySet:
    """What this person may read in the admin: their campaigns for moderators, what is public for analysts."""
    if is_moderator(user):
        return Contribution.objects.moderated_by(user)
    if is_analyst(user):
        return Contribution.objects.public()
    return Contribution.objects.none()
