"""The five activities and what a contribution to each is: the one list that every room agrees on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    DEBATE = "debate", _("Debate")
    PROPOSALS = "proposals", _("Proposal form")
    MAP = "map", _("Collaborative map")
    AGENDA = "agenda", _("Agenda")
    TIMELINE = "timeline", _("Timeline")


class ContributionKind(models.TextChoices):
    COMMENT = "comment", _("Comment")
    PROPOSAL = "proposal", _("Proposal")
    MAP = "map", _("Place on the map")
    EVENT = "event", _("Event")


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    UNCONFIRMED = "unconfirmed", _("Waiting for confirmation by e-mail")
    PENDING = "pending", _("To moderate")
    PUBLISHED = "published", _("Published")
    REJECTED = "rejected", _("Rejected")
    HIDDEN = "hidden", _("Hidden")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Stance(models.TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    NEUTRAL = "neutral", _("Neutral")


class Access(models.TextChoices):
    OPEN = "open", _("Everyone, without an e-mail address")
    EMAIL = "email", _("Everyone who confirms an e-mail address")
    ACCOUNT = "account", _("People who have signed in")


class Moderation(models.TextChoices):
    BEFORE = "before", _("Before publication")
    AFTER = "after", _("After publication")


# What citizens send to each kind of activity; a timeline takes nothing from citizens.
CONTRIBUTION_OF = {
    ActivityKind.DEBATE: ContributionKind.COMMENT,
    ActivityKind.PROPOSALS: ContributionKind.PROPOSAL,
    ActivityKind.MAP: ContributionKind.MAP,
    ActivityKind.AGENDA: ContributionKind.EVENT,
}
