"""How editors write a partial date: a year, then as much more as is known."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from consultation_blocks.timeline.dates import YEAR_LIMIT, DateError, PartialDate


class PartialDateValue(blocks.StructValue):
    @property
    def parts(self) -> dict:
        """The date's parts as :class:`PartialDate` names them, ``None`` where not known."""
        time, month = self.get("time"), self.get("month")
        return {
            "year": self.get("year"),
            "month": int(month) if month else None,
            "day": self.get("day"),
            "hour": time.hour if time else None,
            "minute": time.minute if time else None,
        }

    @property
    def date(self) -> PartialDate | None:
        """The date, or ``None`` where it is empty or (in a draft) not yet one."""
        try:
            return PartialDate.parse(self.parts)
        except DateError:
            return None


class PartialDateBlock(blocks.StructBlock):
    """Year, month, day, time. Pass ``required=False`` for a date that may stay empty."""

    year = blocks.IntegerBlock(
        label=_("Year"),
        required=False,
        min_value=-YEAR_LIMIT,
        max_value=YEAR_LIMIT,
        help_text=_("-44 for 44 BCE"),
    )
    month = blocks.ChoiceBlock(
        label=_("Month"), required=False, choices=[(str(number), name) for number, name in MONTHS.items()]
    )
    day = blocks.IntegerBlock(label=_("Day"), required=False, min_value=1, max_value=31)
    time = blocks.TimeBlock(label=_("Time"), required=False, format="%H:%M")

    def __init__(self, local_blocks=None, required: bool = True, **kwargs):
        super().__init__(local_blocks, **kwargs)
        self.is_required = required

    class Meta:
        icon = "date"
        value_class = PartialDateValue
        form_layout = BlockGroup(children=["year", "month", "day", "time"])
        label_format = "{day} {month} {year}"

    @property
    def required(self) -> bool:
        return self.is_required

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        try:
            date = PartialDate.parse(cleaned.parts)
        except DateError as error:
            raise StructBlockValidationError(
                non_block_errors=[ValidationError(str(error).capitalize())]
            ) from error
        if date is None and self.is_required:
            raise StructBlockValidationError(
                block_errors={"year": ValidationError(_t("Give at least the year."))}
            )
        return cleaned
