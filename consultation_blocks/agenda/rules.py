"""Who may propose events, and in which agendas somebody of the staff may write them."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.permissions import page_permission_policy

from ..participation.kinds import ActivityKind
from ..participation.models import Activity, Campaign
from ..participation.rules import Refused
from .models import Event


def takes_proposals(activity: Activity) -> bool:
    """Whether citizens may propose events here at all; when, is the phase's to say."""
    return bool(activity.options.get("proposals", True))


def ensure_takes_proposals(activity: Activity) -> None:
    """Raise `Refused` (403) where only the staff writes events."""
    if not takes_proposals(activity):
        raise Refused(_("The events of this agenda are published by the city: none can be proposed here."))


def own_campaigns(user) -> QuerySet[Campaign]:
    """Campaigns whose page this person may change, or that they moderate; all for a superuser."""
    if user.is_superuser:
        return Campaign.objects.all()
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return Campaign.objects.filter(
        Q(key__in=pages.values("translation_key")) | Q(pk__in=user.moderated_campaigns.values("pk"))
    )


def writable_activities(user) -> QuerySet[Activity]:
    """The agendas in which this person may publish events, open or not: dates are for proposals, not for the staff."""
    agendas = Activity.objects.current().filter(kind=ActivityKind.AGENDA, campaign__in=own_campaigns(user))
    return agendas.select_related("campaign").order_by("campaign__title", "position")


def writable_events(user) -> QuerySet[Event]:
    """Events by staff that this person may change. What citizens proposed is theirs: it is moderated, never rewritten."""
    return Event.objects.filter(by_staff=True, activity__campaign__in=own_campaigns(user))
