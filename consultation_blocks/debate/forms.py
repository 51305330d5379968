"""What a comment asks of its writer: the words, and where they stand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..participation.forms import ContributionForm
from ..participation.kinds import Stance

TEXT_MAX = 4096


class CommentTextField(forms.CharField):
    """Browsers count a line break as one character but send two: both must agree on what is too long."""

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class CommentForm(ContributionForm):
    """A comment on a debate, on one of its clauses, on another contribution, or an answer to a comment.

    Args:
        clauses: [{id, label}] of the debate's text; asked only where there are some.
        is_reply: an answer belongs to what it answers: neither stance nor clause is asked.
    """

    text = CommentTextField(
        label=_("Your comment"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Write your comment before sending it.")},
    )
    stance = forms.ChoiceField(
        label=_("Your stance"),
        choices=[
            *((stance.value, stance.label) for stance in (Stance.FOR, Stance.NEUTRAL, Stance.AGAINST)),
            ("", _("No stance")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    clause = forms.ChoiceField(label=_("What you comment upon"), required=False)

    def __init__(self, *args, clauses: list[dict] = (), is_reply: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_reply:
            self.fields["text"].label = _("Your answer")
            del self.fields["stance"]
        if is_reply or not clauses:
            del self.fields["clause"]
        else:
            self.fields["clause"].choices = [
                ("", _("The whole text")),
                *((c["id"], c["label"]) for c in clauses),
            ]
        names = [name for name in ("clause", "stance", "text") if name in self.fields]
        self.order_fields([*names, *self.collective_names, *self.identity_names])

    def comment_values(self) -> dict[str, str]:
        """The fields of a `Comment` that this form fills in."""
        return {name: self.cleaned_data[name] for name in ("text", "stance", "clause") if name in self.fields}
