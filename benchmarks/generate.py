"""Makes a campaign with the five blocks and N contributions, replicated from shapes written here.

Rows are inserted in bulk and the counters computed afterwards: `counters.recompute_all` finds nothing to correct.
"""

import random
import uuid
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from consultation_blocks.models import (
    Activity,
    Comment,
    Contribution,
    Event,
    EventTiming,
    MapContribution,
    Participation,
    Proposal,
    Vote,
)
from consultation_blocks.participation import counters
from consultation_blocks.participation.kinds import Stance, Status
from consultation_blocks.participation.services import WorkshopClaim, find_or_create_workshop, quadkey_of
from pages.models import CampaignPage
from pages.tree import ensure_campaign_index

TEXTS = [
    "Des bancs à l’ombre, s’il vous plaît : on ne peut pas s’asseoir entre midi et seize heures.",
    "Je passe ici tous les matins avec une poussette. Le trottoir devant l’école est trop étroit, et les voitures "
    "s’y garent quand même.",
    "Pourquoi ne pas fermer la rue le dimanche ? On l’a fait pendant la fête de quartier et tout le monde était dehors.",
    "Plus de lumière le soir, mais une lumière douce : les voisins doivent pouvoir dormir.",
    "Le marché est ce qui fait vivre la place. Il lui faut des branchements, de l’eau, et un endroit pour les cagettes.",
]
TITLES = [
    "Un banc à l’ombre",
    "Élargir le trottoir",
    "La rue aux enfants",
    "De la lumière le soir",
    "Un marché mieux équipé",
]
CENTRE = (48.8924, 2.2069)


def raw_block(kind: str, title: str) -> dict:
    child = CampaignPage._meta.get_field("body").stream_block.child_blocks[kind]
    value = child.get_prep_value(child.get_default()) | {"title": title}
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def make_page(slug: str) -> CampaignPage:
    index = ensure_campaign_index()
    page = CampaignPage(
        title="Banc d’essai", slug=slug, question="Que faire de la place ?", locale=index.locale
    )
    kinds = ["debate", "proposals", "map", "agenda", "timeline"]
    page.body = page.body.stream_block.to_python([raw_block(kind, kind.capitalize()) for kind in kinds])
    index.add_child(instance=page)
    page.save_revision(clean=False).publish()
    return page


def generate(total: int, slug: str = "bench") -> dict[str, int]:
    """Write `total` contributions: 60 % comments in threads, 25 % proposals, the rest places, and up to 300 events.

    Returns:
        kind → id of its activity.
    """
    rng = random.Random(2016)
    page = make_page(slug)
    activities = {
        a.kind: a
        for a in Activity.objects.filter(campaign__key=page.translation_key).select_related("campaign")
    }
    User = get_user_model()
    User.objects.bulk_create(
        [
            User(email=f"bench{n}@example.org", display_name=f"Habitante {n}", password="!")
            for n in range(min(2000, max(20, total // 10)))
        ],
        ignore_conflicts=True,
    )
    people = list(User.objects.filter(email__startswith="bench").order_by("pk"))
    workshops = [
        find_or_create_workshop(activities["debate"], WorkshopClaim(f"Atelier {n}"))
        for n in range(max(3, total // 200))
    ]
    now = timezone.now()

    def shape(model, kind: str, number: int, **extra) -> Contribution:
        workshop = rng.choice(workshops) if rng.random() < 0.3 else None
        # Fewer votes than people, so that each can be somebody's.
        up, down = min(int(rng.expovariate(0.5)), 8), min(int(rng.expovariate(1)), 4)
        return model(
            kind=model.KIND,
            activity=activities[kind],
            status=Status.PUBLISHED if rng.random() < 0.95 else Status.PENDING,
            author=rng.choice(people),
            author_name=f"Habitante {number}",
            text=rng.choice(TEXTS),
            workshop=workshop,
            headcount=rng.randint(4, 40) if workshop else None,
            up_count=up,
            down_count=down if model is Comment else 0,
            created_at=now - timedelta(minutes=total - number),
            submitted_at=now - timedelta(minutes=total - number),
            published_at=now - timedelta(minutes=total - number),
            **extra,
        )

    comments, proposals = int(total * 0.6), int(total * 0.25)
    events = min(300, total // 20)
    places = total - comments - proposals - events
    with transaction.atomic():
        roots = Comment.objects.bulk_create(
            [
                shape(Comment, "debate", n, stance=rng.choice(Stance.values))
                for n in range(comments * 4 // 10)
            ],
            2000,
        )
        open_roots = [root for root in roots if root.status == Status.PUBLISHED][:4000] or roots
        replies = []
        for n in range(comments - len(roots)):
            root = rng.choice(open_roots)
            replies.append(shape(Comment, "debate", n, root=root, parent=root, depth=1))
        Comment.objects.bulk_create(replies, 2000)
        Proposal.objects.bulk_create(
            [shape(Proposal, "proposals", n, title=f"{rng.choice(TITLES)} {n}") for n in range(proposals)],
            2000,
        )
        rows = []
        for n in range(places):
            latitude, longitude = CENTRE[0] + rng.gauss(0, 0.012), CENTRE[1] + rng.gauss(0, 0.018)
            rows.append(
                shape(
                    MapContribution,
                    "map",
                    n,
                    title=rng.choice(TITLES),
                    latitude=latitude,
                    longitude=longitude,
                    quadkey=quadkey_of(latitude, longitude),
                )
            )
        MapContribution.objects.bulk_create(rows, 2000)
        for n in range(events):
            begins = now + timedelta(days=n - events // 3, hours=2)
            event = shape(
                Event,
                "agenda",
                n,
                title=f"Atelier {n}",
                first_begins_at=begins,
                last_ends_at=begins + timedelta(hours=2),
            )
            event.save()
            EventTiming.objects.create(event=event, begins_at=begins, ends_at=begins + timedelta(hours=2))
        _vote(activities, people, rng)
        _count(activities, workshops)
    return {kind: activity.pk for kind, activity in activities.items()}


def _vote(activities: dict[str, Activity], people: list, rng: random.Random) -> None:
    """The rows behind the counters of votes: that many different people, none of them the author."""
    voters = [person.pk for person in people]
    voted = Contribution.objects.filter(activity__in=activities.values()).values_list(
        "pk", "author", "up_count", "down_count"
    )
    votes = []
    for pk, author, up, down in list(voted):
        chosen = [voter for voter in rng.sample(voters, up + down + 1) if voter != author][: up + down]
        votes += [Vote(contribution_id=pk, voter_id=voter, value=1) for voter in chosen[:up]]
        votes += [Vote(contribution_id=pk, voter_id=voter, value=-1) for voter in chosen[up:]]
    Vote.objects.bulk_create(votes, 5000)


def _count(activities: dict[str, Activity], workshops: list) -> None:
    """The counters that bulk inserts skip."""
    published = (
        Contribution.objects.filter(root=OuterRef("pk"), status=Status.PUBLISHED).order_by().values("root")
    )
    replies = Coalesce(Subquery(published.annotate(n=Count("pk")).values("n")), 0)
    Contribution.objects.filter(activity__in=activities.values(), depth=0, kind="comment").update(
        replies_count=replies
    )
    Contribution.objects.filter(activity__in=activities.values()).update(score=counters.wilson_score())
    for activity in activities.values():
        counters.recompute_activity(activity.pk)
    for workshop in workshops:
        counters.recompute_workshop(workshop.pk)
    campaign = activities["debate"].campaign
    individual = Contribution.objects.filter(
        activity__campaign=campaign, status=Status.PUBLISHED, workshop__isnull=True
    )
    counted = individual.values("author").annotate(n=Count("pk")).values_list("author", "n")
    Participation.objects.bulk_create(
        [Participation(campaign=campaign, person_id=person, published_count=n) for person, n in counted]
    )
