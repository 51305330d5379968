"""Writes of the map: a place is sent and changed like every contribution, and lies inside the area."""

from collections.abc import Iterable

from consultation_blocks.participation import services
from consultation_blocks.participation.models import Attachment, Contribution, MapContribution
from consultation_blocks.participation.rules import Actor
from consultation_blocks.proposals.services import drop_files

from .rules import ensure_inside


def submit_place(contribution: MapContribution, *, actor: Actor, **options) -> Contribution:
    """Take a place in; see `participation.services.submit` for the options.

    Raises:
        Refused: outside the area, or for any reason for which a contribution is refused.
    """
    ensure_inside(contribution.activity, contribution.latitude, contribution.longitude)
    return services.submit(contribution, actor=actor, **options)


def change_place(
    contribution: MapContribution,
    *,
    actor: Actor,
    changes: dict,
    photo: Attachment | None = None,
    dropped: Iterable[Attachment] = (),
    caption: str = "",
) -> Contribution:
    """Change one's own place (field → value); a new photo takes the place of the old one.

    Raises:
        Refused: outside the area, or no longer changeable.
    """
    ensure_inside(contribution.activity, changes["latitude"], changes["longitude"])

    def settle_photos(saved: Contribution) -> None:
        drop_files(dropped)
        if photo is None and caption:
            saved.attachments.filter(is_image=True).update(caption=caption)

    return services.edit(
        contribution,
        actor=actor,
        changes=changes,
        attachments=[photo] if photo else (),
        after_save=settle_photos,
    )
