"""The sets that everything else starts from. `public()` is the only door to what citizens wrote."""

from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from .kinds import Status


def count_within(rows: QuerySet) -> Coalesce:
    """How many rows a queryset has, as an expression: annotated to a short list, it costs no query of its own."""
    # One group of all rows; `count()` itself would be sent at once.
    grouped = (
        rows.order_by().annotate(one_group=Value(1)).values("one_group").annotate(rows_total=Count("pk"))
    )
    return Coalesce(Subquery(grouped.values("rows_total"), output_field=IntegerField()), 0)


def _total(rows: QuerySet, expression) -> Coalesce:
    """An aggregate over the rows of each campaign."""
    per_campaign = rows.filter(campaign=OuterRef("pk")).order_by().values("campaign")
    return Coalesce(
        Subquery(per_campaign.annotate(total=expression).values("total"), output_field=IntegerField()), 0
    )


class CampaignQuerySet(models.QuerySet):
    def visible(self) -> "CampaignQuerySet":
        """Campaigns whose page everybody may read."""
        return self.filter(is_live=True, is_restricted=False)

    def shut(self) -> "CampaignQuerySet":
        """The others: taken offline, or only for some people."""
        return self.exclude(is_live=True, is_restricted=False)

    def moderated_by(self, user) -> "CampaignQuerySet":
        """Campaigns whose contributions this person may decide on: assigned ones, or all for a superuser."""
        if user.is_superuser:
            return self.all()
        return self.filter(moderators=user)

    def with_figures(self) -> "CampaignQuerySet":
        """Add `contributions`, `collective`, `votes`, `workshops_total` and `participants` (ints) in one query.

        Of archived activities too: what was said in them stays readable.
        """
        from .models import Activity

        activities = Activity.objects.all()
        return self.with_people().annotate(
            contributions=_total(activities, Sum("contributions_count")),
            collective=_total(activities, Sum("collective_count")),
            votes=_total(activities, Sum("votes_count")),
        )

    def with_people(self) -> "CampaignQuerySet":
        """Add `workshops_total` and `participants`: who has something published, in workshops and alone."""
        from .models import Participation, Workshop

        workshops = Workshop.objects.filter(published_count__gt=0)
        people = Participation.objects.filter(published_count__gt=0)
        return self.annotate(
            workshops_total=_total(workshops, Count("pk")),
            participants=_total(workshops, Sum("headcount")) + _total(people, Count("pk")),
        )


class ActivityQuerySet(models.QuerySet):
    def visible(self) -> "ActivityQuerySet":
        """Activities of readable campaigns; archived ones stay readable (their links must not break)."""
        return self.filter(campaign__is_live=True, campaign__is_restricted=False)

    def current(self) -> "ActivityQuerySet":
        return self.filter(archived_at__isnull=True)


class ContributionQuerySet(models.QuerySet):
    def public(self) -> "ContributionQuerySet":
        """Published, of a readable campaign, about nothing or about something published."""
        return self.filter(
            Q(subject__isnull=True) | Q(subject__status=Status.PUBLISHED),
            status=Status.PUBLISHED,
            activity__campaign__is_live=True,
            activity__campaign__is_restricted=False,
        )

    def of(self, activity) -> "ContributionQuerySet":
        """What was sent to one activity itself: comments on its proposals are not among them."""
        return self.filter(activity=activity, subject__isnull=True)

    def to_moderate(self) -> "ContributionQuerySet":
        return self.filter(status=Status.PENDING)

    def moderated_by(self, user) -> "ContributionQuerySet":
        """What this person may see in the moderation queue: never drafts, never unconfirmed."""
        queryset = self.exclude(status__in=[Status.DRAFT, Status.UNCONFIRMED])
        # A draft that its author threw away was never sent to anybody.
        queryset = queryset.exclude(status=Status.WITHDRAWN, submitted_at__isnull=True)
        if user.is_superuser:
            return queryset
        return queryset.filter(activity__campaign__moderators=user)

    def waiting_since(self, days: int) -> "ContributionQuerySet":
        return self.to_moderate().filter(submitted_at__lt=timezone.now() - timezone.timedelta(days=days))


class ContributionManager(models.Manager):
    """Limits a proxy to its own kind; on `Contribution` itself everything is seen."""

    def get_queryset(self):
        queryset = super().get_queryset()
        kind = getattr(self.model, "KIND", None)
        return queryset.filter(kind=kind) if kind else queryset
