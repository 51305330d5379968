"""What follows when an account is deleted, by whatever way: its votes and reports leave the counters with it, what it
published stays under the name shown, and what it never sent goes, because nobody could send or confirm it any more."""

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from site_core.cache import CAMPAIGNS, campaign_tag, drop_tags, published_tag

from . import counters
from .kinds import Status
from .models import Activity, Contribution, Participation, Report, Vote
from .retention import delete_unsent


@receiver(pre_delete, sender=settings.AUTH_USER_MODEL)
def settle_account(sender, instance, **kwargs) -> None:
    """In the transaction of the deletion, before its cascades would take rows away behind the counters' backs."""
    unsent = Contribution.objects.filter(author=instance, status__in=[Status.DRAFT, Status.UNCONFIRMED])
    delete_unsent(list(unsent.values_list("pk", flat=True)))
    campaigns = set(Participation.objects.filter(person=instance).values_list("campaign_id", flat=True))
    campaigns |= _take_back_votes(instance)
    _take_back_reports(instance)
    tags = {CAMPAIGNS, *map(campaign_tag, campaigns), *map(published_tag, campaigns)}
    transaction.on_commit(lambda: drop_tags(*tags), robust=True)


def _take_back_votes(person) -> set[int]:
    """Delete somebody's votes and what they counted for; returns the campaigns where that was."""
    # Held by key: what turns round at this moment must not be taken from the wrong side.
    votes = dict(
        Vote.objects.select_for_update().filter(voter=person).values_list("contribution_id", "value")
    )
    for value, counter in ((1, "up_count"), (-1, "down_count")):
        voted = [pk for pk, given in votes.items() if given == value]
        Contribution.objects.filter(pk__in=voted).update(
            **{counter: F(counter) - 1},
            score=counters.wilson_score(-1, 0) if value == 1 else counters.wilson_score(0, -1),
        )
    Vote.objects.filter(voter=person, contribution__in=votes).delete()
    activities = Activity.objects.filter(contributions__in=votes).distinct().order_by("pk")
    places = list(activities.values_list("pk", "campaign_id"))
    for activity_id, _campaign_id in places:
        counters.recompute_activity(activity_id)
    return {campaign_id for _activity_id, campaign_id in places}


def _take_back_reports(person) -> None:
    reports = Report.objects.select_for_update().filter(reporter=person)
    reported = list(reports.values_list("contribution_id", flat=True))
    Contribution.objects.filter(pk__in=reported).update(reports_count=F("reports_count") - 1)
    Report.objects.filter(reporter=person, contribution__in=reported).delete()
