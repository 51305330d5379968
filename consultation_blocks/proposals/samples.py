"""Proposals that do not exist, for the preview in the block picker."""

from django.utils import timezone
from django.utils.translation import gettext as _

from ..participation.models import Proposal


def sample_proposals() -> list[Proposal]:
    """Three unsaved proposals as cards show them."""
    texts = [
        (
            _("A covered market hall"),
            _(
                "Stallholders and customers would be dry in winter, and the square could host concerts in the evening."
            ),
            _("Streets and squares"),
            "Leïla",
            128,
        ),
        (
            _("Fruit trees along the school path"),
            _("Children would plant them, and the whole street would share what they bear."),
            _("Nature in the city"),
            "Marc",
            74,
        ),
        (
            _("Repair café on the first Saturday"),
            _("Bring what is broken, leave with what works, and drink a coffee meanwhile."),
            _("Solidarity"),
            "Awa",
            51,
        ),
    ]
    now = timezone.now()
    samples = []
    for title, text, category, author, supports in texts:
        sample = Proposal(
            kind=Proposal.KIND,
            title=title,
            text=text,
            author_name=author,
            up_count=supports,
            published_at=now,
            status="published",
        )
        sample.pictures, sample.category_name = [], category
        samples.append(sample)
    return samples
