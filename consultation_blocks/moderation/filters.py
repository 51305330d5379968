"""Filters of the queue. Only what is declared here is read from the address: anything else is ignored."""

from datetime import timedelta

import django_filters
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from ..participation.kinds import ContributionKind, Status
from ..participation.models import Contribution
from .queue import readable_campaigns
from .rules import is_moderator

EVERY_STATUS = "all"
STATUS_CHOICES = [
    (value, label) for value, label in Status.choices if value not in (Status.DRAFT, Status.UNCONFIRMED)
] + [(EVERY_STATUS, _("Every status"))]
AGE_CHOICES = [
    ("1", _("More than a day")),
    ("3", _("More than 3 days")),
    ("7", _("More than a week")),
    ("30", _("More than a month")),
]
REPORT_CHOICES = [("1", _("Reported")), ("3", _("Reported 3 times or more"))]
HELD_CHOICES = [("yes", _("Held by a rule"))]


def _campaigns(request):
    return readable_campaigns(request.user)


class ContributionFilterSet(WagtailFilterSet):
    """Without a word in the address, moderators see what waits for them; what they search for, they find in every status."""

    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=STATUS_CHOICES,
        empty_label=None,
        initial=Status.PENDING,
        method="filter_status",
    )
    campaign = django_filters.ModelChoiceFilter(
        label=_("Campaign"),
        field_name="activity__campaign",
        queryset=_campaigns,
        empty_label=_("All campaigns"),
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=ContributionKind.choices, empty_label=_("All kinds")
    )
    age = django_filters.ChoiceFilter(
        label=_("Waiting"), choices=AGE_CHOICES, empty_label=_("However long"), method="filter_age"
    )
    reports = django_filters.ChoiceFilter(
        label=_("Reported"), choices=REPORT_CHOICES, empty_label=_("Reported or not"), method="filter_reports"
    )
    held = django_filters.ChoiceFilter(
        label=_("Held"), choices=HELD_CHOICES, empty_label=_("Held or not"), method="filter_held"
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, empty_label=_("All languages")
    )

    class Meta:
        model = Contribution
        fields: list[str] = []

    def __init__(self, data=None, queryset=None, *, request=None, prefix=None):
        moderates = is_moderator(request.user)
        if moderates and not (data and data.get("status")):
            data = data.copy() if data else {}
            data["status"] = EVERY_STATUS if data.get("q") else Status.PENDING
        super().__init__(data, queryset, request=request, prefix=prefix)
        if not moderates:
            # Analysts read what is published: how it came there is not theirs to see.
            for name in ("status", "reports", "held", "age"):
                del self.filters[name]

    def filter_status(self, queryset, name, value):
        return queryset if value == EVERY_STATUS else queryset.filter(status=value)

    def filter_age(self, queryset, name, value):
        return queryset.filter(submitted_at__lt=timezone.now() - timedelta(days=int(value)))

    def filter_reports(self, queryset, name, value):
        return queryset.filter(reports_count__gte=int(value))

    def filter_held(self, queryset, name, value):
        return queryset.exclude(hold_reason="")
