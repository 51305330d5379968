"""Changing a proposal: its words and its files together, whether it is still a draft or already sent."""

from collections.abc import Iterable

from django.db import transaction

from ..participation import services
from ..participation.models import Activity, Attachment, Proposal
from ..participation.rules import Actor
from ..participation.services import WorkshopClaim
from ..participation.uploads import files_of_rows


def drop_files(attachments: Iterable[Attachment]) -> None:
    """Delete attachments, and their files once nothing can bring the rows back."""
    for attachment in attachments:
        storage, name = attachment.file.storage, attachment.file.name
        attachment.delete()
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))


def change_proposal(
    proposal: Proposal,
    *,
    actor: Actor,
    changes: dict,
    new_files: Iterable[Attachment] = (),
    dropped_files: Iterable[Attachment] = (),
    captions: dict[int, str] | None = None,
    workshop: WorkshopClaim | None = None,
    by_receipt: bool = False,
) -> Proposal:
    """Save changes (field → value) over a proposal, with its files.

    Args:
        new_files: unsaved attachments.
        dropped_files: attachments that were replaced or taken away.
        captions: the description of each picture that stays, by primary key.
        workshop: for a draft, the group that it comes from; None for nobody's.
        by_receipt: the browser that made this draft is the one that changes it; the draft has no author yet.

    Raises:
        Refused: closed, or no longer the person's to change.
    """

    def change_files(saved: Proposal) -> None:
        drop_files(dropped_files)
        for pk, caption in (captions or {}).items():
            saved.attachments.filter(pk=pk).update(caption=caption)
        withhold_newly_private(saved)

    new_files = list(new_files)
    with transaction.atomic(), files_of_rows(new_files):
        if proposal.status == "draft":
            changes = changes | {
                "workshop": services.find_or_create_workshop(proposal.activity, workshop)
                if workshop
                else None,
                "headcount": workshop.headcount if workshop else None,
            }
        return services.edit(
            proposal,
            actor=actor,
            changes=changes,
            attachments=new_files,
            after_save=change_files,
            by_receipt=by_receipt,
        )


def private_questions(options: dict) -> set[str]:
    """Ids of the questions that an activity's options say are private."""
    return {rules["id"] for rules in options.get("fields", []) if rules.get("private")}


def withhold_newly_private(proposal: Proposal) -> None:
    """After a proposal was written: since its form was read an editor may have made one of the questions private.

    An editor's change waits for whoever is writing a proposal at that moment and finds it; who comes later finds the change here.
    """
    options = Activity.objects.values_list("options", flat=True).get(pk=proposal.activity_id)
    questions = private_questions(options)
    if questions:
        _withhold(proposal, questions)


def withhold_answers(activity: Activity, questions: set[str]) -> None:
    """Make the answers to these questions private, with their files, after an editor has made the questions so.

    Whatever reads answers (pages, API, exports) looks at the answer itself, so it is there that it must be said.
    """
    with transaction.atomic():
        # Held while they are read and written again: what their authors change at this moment must not be put back.
        proposals = Proposal.objects.select_for_update(no_key=True).filter(activity=activity)
        for proposal in proposals.only("answers", "place", "kind").iterator(500):
            _withhold(proposal, questions)


def _withhold(proposal: Proposal, questions: set[str]) -> None:
    """The same for one proposal, whose row is held."""
    changed = [
        answer
        for answer in proposal.answers
        if answer.get("field") in questions and not answer.get("private")
    ]
    proposal.attachments.filter(field__in=questions).update(is_private=True)
    if not changed:
        return
    for answer in changed:
        answer["private"] = True
    place = next((answer["value"] for answer in changed if answer["type"] == "place"), None)
    if place and (place.get("address") or "") == proposal.place:
        services.place(proposal, None, None)
        proposal.place = ""
    proposal.save(update_fields=["answers", "place", "latitude", "longitude", "quadkey"])
