"""Stored counters: kept in step inside each write, recomputed from the rows to prove them equal."""

from collections.abc import Iterator

from django.db.models import Count, ExpressionWrapper, F, FloatField, Max, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Greatest, Sqrt

from .kinds import Status
from .models import Activity, Contribution, Participation, Workshop

PUBLISHED = Q(status=Status.PUBLISHED) & (Q(subject__isnull=True) | Q(subject__status=Status.PUBLISHED))
Z = 1.96
CHUNK = 1000


def wilson_score(more_up: int = 0, more_down: int = 0):
    """Lower bound of the 95 % Wilson interval for up/(up+down), 0 without votes (E. B. Wilson, 1927), as SQL.

    Args:
        more_up, more_down: votes that the same UPDATE adds, because its expressions see the row as it was.
    """
    up = (F("up_count") + Value(more_up)) * Value(1.0)
    n = Greatest((F("up_count") + F("down_count") + Value(more_up + more_down)) * Value(1.0), Value(1.0))
    share = up / n
    spread = Value(Z) * Sqrt((share * (Value(1.0) - share) + Value(Z * Z / 4) / n) / n)
    bound = (share + Value(Z * Z / 2) / n - spread) / (Value(1.0) + Value(Z * Z) / n)
    return ExpressionWrapper(Greatest(bound, Value(0.0)), output_field=FloatField())


def _add(model, pk: int | None, **amounts: int) -> None:
    if pk:
        model.objects.filter(pk=pk).update(
            **{name: F(name) + amount for name, amount in amounts.items() if amount}
        )


def count_publication(contribution: Contribution, direction: int) -> None:
    """Count a contribution that has just become public (+1) or ceased to be (−1), in the caller's transaction."""
    # Rows are locked in one order everywhere, contributions (reply, root, subject) before activities: votes do the same.
    if contribution.root_id:
        _add(Contribution, contribution.root_id, replies_count=direction)
    if contribution.subject_id:
        _add(Contribution, contribution.subject_id, comments_count=direction)
    # Fresh figures: somebody may have voted or commented since the caller read the row, which is locked now.
    fresh = Contribution.objects.values("up_count", "down_count", "comments_count").get(pk=contribution.pk)
    if fresh["comments_count"]:
        # Its comments appear or disappear with it; rare enough to count the activity afresh.
        recompute_activity(contribution.activity_id)
    else:
        if contribution.subject_id:
            lock_activity(contribution.activity_id)
        if not contribution.subject_id or is_published(contribution.subject_id):
            _add(
                Activity,
                contribution.activity_id,
                contributions_count=direction,
                collective_count=direction if contribution.workshop_id else 0,
                votes_count=direction * (fresh["up_count"] + fresh["down_count"]),
            )
    if contribution.workshop_id:
        recompute_workshop(contribution.workshop_id)
    elif contribution.author_id:
        _count_participation(contribution.activity.campaign_id, contribution.author_id, direction)


def _count_participation(campaign_id: int, person_id: int, direction: int) -> None:
    row = Participation.objects.filter(campaign_id=campaign_id, person_id=person_id)
    change = {"published_count": F("published_count") + direction}
    if not row.update(**change):
        Participation.objects.bulk_create(
            [Participation(campaign_id=campaign_id, person_id=person_id)], ignore_conflicts=True
        )
        row.update(**change)


def count_vote(contribution: Contribution, up: int, down: int) -> bool:
    """Add to a contribution's vote counters, its score and its activity's total.

    Returns:
        False where the contribution has ceased to be public meanwhile: the caller must roll back.
    """
    counted = Contribution.objects.filter(pk=contribution.pk, status=Status.PUBLISHED).update(
        up_count=F("up_count") + up, down_count=F("down_count") + down, score=wilson_score(up, down)
    )
    if counted and up + down:
        _add(Activity, contribution.activity_id, votes_count=up + down)
    # Asked after the activity's row is locked: who hides the subject counts the activity afresh under the same lock.
    return bool(counted) and (not contribution.subject_id or is_published(contribution.subject_id))


def is_published(contribution_id: int) -> bool:
    return Contribution.objects.filter(pk=contribution_id, status=Status.PUBLISHED).exists()


def lock_activity(activity_id: int) -> None:
    """Hold an activity's row until the transaction ends (SQLite holds everything anyway)."""
    Activity.objects.select_for_update(no_key=True).filter(pk=activity_id).values_list("pk").first()


def activity_totals(activity_id: int) -> dict[str, int]:
    """The three counters of an activity, from the rows."""
    return Contribution.objects.filter(PUBLISHED, activity_id=activity_id).aggregate(
        contributions_count=Count("pk"),
        collective_count=Count("pk", filter=Q(workshop__isnull=False)),
        votes_count=Coalesce(Sum(F("up_count") + F("down_count")), 0),
    )


def recompute_activity(activity_id: int) -> None:
    lock_activity(activity_id)
    Activity.objects.filter(pk=activity_id).update(**activity_totals(activity_id))


def workshop_totals(workshop_id: int) -> dict[str, int]:
    """`headcount` (largest declared) and `published_count` of a workshop, from its published contributions."""
    return Contribution.objects.filter(workshop_id=workshop_id, status=Status.PUBLISHED).aggregate(
        headcount=Coalesce(Max("headcount"), 0), published_count=Count("pk")
    )


def recompute_workshop(workshop_id: int) -> None:
    Workshop.objects.select_for_update(no_key=True).filter(pk=workshop_id).values_list("pk").first()
    Workshop.objects.filter(pk=workshop_id).update(**workshop_totals(workshop_id))


def _settle(row, expected: dict[str, int], fix: bool) -> Iterator[str]:
    wrong = {key: value for key, value in expected.items() if getattr(row, key) != value}
    if wrong:
        was = {key: getattr(row, key) for key in wrong}
        yield f"{row._meta.model_name} {row.pk}: {was} should be {wrong}"
        if fix:
            type(row).objects.filter(pk=row.pk).update(**wrong)


def _in_chunks(queryset: QuerySet) -> Iterator:
    """Rows by primary key, so many at a time: the same memory for any number, and no cursor held open across writes."""
    last = 0
    while rows := list(queryset.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield from rows
        last = rows[-1].pk


def differences(fix: bool = True) -> Iterator[str]:
    """Compare every stored counter with the rows; correct it if `fix`. Yields one line per difference."""
    # One relation at a time: joined together they would multiply each other.
    for counter, expression in (
        ("comments_count", Count("comments", filter=Q(comments__status=Status.PUBLISHED))),
        ("replies_count", Count("thread", filter=Q(thread__status=Status.PUBLISHED))),
        ("up_count", Count("votes", filter=Q(votes__value=1))),
        ("down_count", Count("votes", filter=Q(votes__value=-1))),
        ("reports_count", Count("reports")),
    ):
        for row in _in_chunks(Contribution.objects.only("pk", counter).annotate(rows=expression)):
            yield from _settle(row, {counter: row.rows}, fix)
    if fix:
        Contribution.objects.update(score=wilson_score())
    for activity in _in_chunks(Activity.objects.all()):
        yield from _settle(activity, activity_totals(activity.pk), fix)
    for workshop in _in_chunks(Workshop.objects.all()):
        yield from _settle(workshop, workshop_totals(workshop.pk), fix)
    individual = Count(
        "person__contributions",
        filter=Q(
            person__contributions__status=Status.PUBLISHED,
            person__contributions__workshop__isnull=True,
            person__contributions__activity__campaign=F("campaign"),
        ),
    )
    for row in _in_chunks(Participation.objects.annotate(rows=individual)):
        yield from _settle(row, {"published_count": row.rows}, fix)


def recompute_all(fix: bool = True) -> list[str]:
    """All `differences`, as a list."""
    return list(differences(fix))
