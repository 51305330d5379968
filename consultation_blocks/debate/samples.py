"""What the block picker's preview shows: comments of nobody, never saved."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ..participation.kinds import Stance, Status
from ..participation.models import Comment, Workshop


def sample_comments() -> list[Comment]:
    """Three unsaved comments, one of them a workshop's."""
    now = timezone.now()
    workshop = Workshop(name=_("Parents of the primary school"), headcount=18)
    rows = [
        (
            "EXAMPLE2",
            "Camille",
            _("Yes: with children in tow, crossing between the stalls is a worry every week."),
            Stance.FOR,
            None,
        ),
        (
            "EXAMPLE3",
            "Nadia",
            _("Thirty places are used by customers from far. Where will they park?"),
            Stance.AGAINST,
            workshop,
        ),
        ("EXAMPLE4", "Jean-Marc", _("Why not try it for one summer and count again?"), Stance.NEUTRAL, None),
    ]
    return [
        Comment(
            kind=Comment.KIND,
            reference=reference,
            author_name=name,
            text=text,
            stance=stance,
            workshop=group,
            headcount=group.headcount if group else None,
            status=Status.PUBLISHED,
            up_count=14 - 4 * index,
            down_count=index,
            published_at=now - timedelta(days=index + 1),
        )
        for index, (reference, name, text, stance, group) in enumerate(rows)
    ]
