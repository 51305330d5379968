"""The proposal form: title, text, the questions of the activity, then who speaks."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..participation.forms import ContributionForm
from ..participation.models import Attachment, Proposal
from .field_types import FIELD_TYPES
from .questions import Question

TEXT_LENGTH = 3000
ADDRESS_LENGTH = 255


@dataclass(frozen=True)
class Group:
    """One question as the template shows it: its inputs, and the file that stands from before."""

    type: str
    legend: str
    is_private: bool
    fields: list[forms.BoundField]
    attachment: Attachment | None = None
    remove: forms.BoundField | None = None

    @property
    def has_coordinates(self) -> bool:
        """Whether a place's latitude or longitude holds something, or is wrong: then they must be seen."""
        return any(field.value() or field.errors for field in self.fields[1:])


class ProposalForm(ContributionForm):
    """Built from the snapshot of an activity's questions.

    Args:
        questions: in order (`questions.questions_of`).
        text_length: the most characters that the text may have.
        proposal: the proposal to change; its answers and files fill the form.
        is_proven: a captcha was solved for this draft already.
    """

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=150, help_text=gettext_lazy("Your proposal in one sentence.")
    )
    text = forms.CharField(
        label=gettext_lazy("Your proposal"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("What would change, for whom, and why it matters."),
    )

    def __init__(
        self,
        *args,
        questions: list[Question],
        text_length: int = TEXT_LENGTH,
        proposal: Proposal | None = None,
        is_proven: bool = False,
        **kwargs,
    ):
        self.questions = [question for question in questions if question.type in FIELD_TYPES]
        self.proposal, self.is_proven = proposal, is_proven
        if proposal:
            kwargs.setdefault("initial", {}).update(earlier_words(proposal))
        super().__init__(*args, **kwargs)
        if is_proven:
            self.fields.pop("captcha", None)
        text = self.fields["text"]
        text.max_length = text_length
        text.validators.append(forms.fields.validators.MaxLengthValidator(text_length))
        text.widget.attrs["maxlength"] = text_length
        for question in self.questions:
            for suffix, field in FIELD_TYPES[question.type].inputs(question).items():
                self.fields[input_name(question, suffix)] = field
        if proposal:
            self.initial |= self._earlier_answers()
        self.order_fields([*self.content_names(), *self.collective_names, *self.identity_names])

    @cached_property
    def standing_files(self) -> dict[str, Attachment]:
        """The files of the proposal that is being changed, by question."""
        if not self.proposal:
            return {}
        return {attachment.field: attachment for attachment in self.proposal.attachments.all()}

    def _earlier_answers(self) -> dict:
        given = {answer.get("field"): answer for answer in self.proposal.answers}
        initial = {}
        for question in self.questions:
            if question.type == "category":
                initial[question.name] = self.proposal.category
            elif question.id in given:
                earlier = FIELD_TYPES[question.type].initial(question, given[question.id])
                initial |= {input_name(question, suffix): value for suffix, value in earlier.items()}
        return initial

    def groups(self) -> list[Group]:
        """The form's own part for the template: title, text, then one group a question."""
        groups = [Group(name, self[name].label, False, [self[name]]) for name in ("title", "text")]
        for question in self.questions:
            suffixes = FIELD_TYPES[question.type].inputs(question)
            fields = [self[input_name(question, suffix)] for suffix in suffixes if suffix != "remove"]
            standing = self.standing_files.get(question.id)
            remove = self[input_name(question, "remove")] if standing and not question.required else None
            groups.append(Group(question.type, question.label, question.private, fields, standing, remove))
        return groups

    @property
    def lost_files(self) -> bool:
        """Whether the form comes back with errors after files were chosen: browsers do not send them again."""
        return bool(self.is_bound and self.errors and self.files)

    def _values(self, question: Question) -> dict:
        """Cleaned inputs of a question by suffix; for files also `kept`, the one that stands."""
        kind = FIELD_TYPES[question.type]
        values = {
            suffix: self.cleaned_data.get(input_name(question, suffix)) for suffix in kind.inputs(question)
        }
        if kind.is_upload and not values.get("remove"):
            values["kept"] = self.standing_files.get(question.id)
        return values

    def clean(self) -> dict:
        data = super().clean()
        for question in self.questions:
            kind, values = FIELD_TYPES[question.type], self._values(question)
            for suffix, message in kind.check(question, values).items():
                self.add_error(input_name(question, suffix), message)
            if (
                kind.is_upload
                and question.required
                and not (values.get("") or values.get("kept"))
                and question.name not in self.errors
            ):
                self.add_error(question.name, _("Choose a file: an answer to this question is required."))
        return data

    def answers(self) -> list[dict]:
        """The answers as they are kept: `[{field, label, type, value, private}]`, with `keys` where options were chosen."""
        kept = []
        for question in self.questions:
            answer = FIELD_TYPES[question.type].answer(question, self._values(question))
            if answer is not None:
                kept.append(
                    {
                        "field": question.id,
                        "label": question.label,
                        "type": question.type,
                        "private": question.private,
                        **answer,
                    }
                )
        return kept

    def new_files(self) -> list[Attachment]:
        """Unsaved attachments for the files that came with this form, pictures with their description."""
        files = []
        for question in self.questions:
            if not FIELD_TYPES[question.type].is_upload:
                continue
            values = self._values(question)
            if values.get(""):
                values[""].caption = (values.get("caption") or "").strip()
                files.append(values[""])
        return files

    def dropped_files(self) -> list[Attachment]:
        """Standing files that were replaced or taken away."""
        replaced = {attachment.field for attachment in self.new_files()}
        return [
            standing
            for question in self.questions
            if (standing := self.standing_files.get(question.id))
            and (question.id in replaced or self._values(question).get("remove"))
        ]

    def kept_captions(self) -> dict[int, str]:
        """The description of each standing picture that stays, by its primary key."""
        dropped = self.dropped_files()
        return {
            standing.pk: (self._values(question).get("caption") or "").strip()
            for question in self.questions
            if question.type == "image"
            and (standing := self.standing_files.get(question.id))
            and standing not in dropped
        }

    def changes(self) -> dict:
        """The proposal's own columns (field → value). A private place stays among the answers."""
        answers = self.answers()
        place = next((a["value"] for a in answers if a["type"] == "place" and not a["private"]), {})
        category = next((question for question in self.questions if question.type == "category"), None)
        return {
            "title": self.cleaned_data["title"],
            "text": self.cleaned_data["text"],
            "answers": answers,
            "category": self.cleaned_data.get(category.name) or "" if category else "",
            "place": (place.get("address") or "")[:ADDRESS_LENGTH],
            "latitude": place.get("latitude"),
            "longitude": place.get("longitude"),
        }


def earlier_words(proposal: Proposal) -> dict:
    """Initial values of what every proposal has."""
    workshop = proposal.workshop
    return {
        "title": proposal.title,
        "text": proposal.text,
        "author_name": proposal.author_name,
        "submission_key": proposal.submission_key,
        "is_collective": workshop is not None,
        "workshop_name": workshop.name if workshop else "",
        "workshop_headcount": proposal.headcount,
        "workshop_date": workshop.date if workshop else None,
    }


def input_name(question: Question, suffix: str) -> str:
    return f"{question.name}-{suffix}" if suffix else question.name
