"""What an editor says to bring a file into a timeline."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from consultation_blocks.timeline.formats import MAX_BYTES, FormatError, ReadResult, read_timeline


class TimelineImportForm(forms.Form):
    """``block`` names one of the page's timelines; ``result`` holds what was read once the form is valid."""

    block = forms.ChoiceField(label=_("Timeline"), required=False)
    file = forms.FileField(
        label=_("File"),
        help_text=_("TimelineJS 3 or 2 as JSON, or a TimelineJS spreadsheet saved as CSV. 2 MB at most."),
        widget=forms.FileInput(attrs={"accept": ".json,.csv,application/json,text/csv"}),
    )

    result: ReadResult | None = None
    data_read: bytes = b""

    def __init__(self, *args, children=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["block"].choices = [
            (str(child.id), child.value.get("title") or "…") for child in children
        ]
        if not children:
            self.fields["block"].choices = [("", _("A new timeline, at the end of the page"))]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(
                _t("This file is larger than %(limit)s MB.") % {"limit": MAX_BYTES // 1024**2}
            )
        self.data_read = file.read(MAX_BYTES + 1)
        try:
            self.result = read_timeline(self.data_read)
        except FormatError as error:
            raise ValidationError(str(error)) from error
        return file
