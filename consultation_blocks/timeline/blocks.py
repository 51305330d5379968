"""The timeline block: what editors write, and what its template receives."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from consultation_blocks.participation.blocks import InteractiveBlock
from consultation_blocks.participation.kinds import ActivityKind
from consultation_blocks.timeline.formats import MAX_EVENTS, Slide, Timeline, normalise
from consultation_blocks.timeline.presentation import shown_timeline
from consultation_blocks.timeline.slide_blocks import EraBlock, TimelineEventBlock, TitleSlideBlock


def preview_value() -> dict:
    """A small timeline that shows the block at its best in the block picker."""
    events = [
        (1887, "", None, _t("The ropeworks open on the canal"), _t("Four hundred people work there.")),
        (1979, "6", None, _t("The last shift"), _t("The halls stay empty for thirty years.")),
        (
            2026,
            "3",
            14,
            _t("The inhabitants say what they want there"),
            _t("Three workshops, one hundred and twelve people."),
        ),
        (
            2026,
            "11",
            5,
            _t("The council decides"),
            _t("A market hall, a garden and workshops for craftspeople."),
        ),
    ]
    return {
        "title": _t("From the ropeworks to the garden"),
        "intro": "",
        "events": [
            {
                "start": {"year": year, "month": month, "day": day},
                "headline": headline,
                "text": f"<p>{text}</p>",
            }
            for year, month, day, headline, text in events
        ],
    }


class TimelineBlock(InteractiveBlock):
    """Dated events as an ordered list, which becomes slides with a strip of time where scripts run.

    Only editors write it, so it has none of the settings for taking part.
    """

    opens_at = None
    closes_at = None
    access = None
    moderation = None
    allow_collective = None

    title_slide = TitleSlideBlock(label=_("Title slide"), required=False, collapsed=True)
    events = blocks.ListBlock(
        TimelineEventBlock(), label=_("Events"), default=[], max_num=MAX_EVENTS, collapsed=True
    )
    eras = blocks.ListBlock(EraBlock(), label=_("Eras"), default=[], max_num=100, collapsed=True)
    start_at = blocks.ChoiceBlock(
        label=_("Begin at"),
        choices=[("start", _("The first event")), ("end", _("The latest event"))],
        default="start",
    )
    view = blocks.ChoiceBlock(
        label=_("Show as"),
        choices=[("slides", _("Slides with a strip of time")), ("list", _("List"))],
        default="slides",
        help_text=_("Readers can switch between the two."),
    )
    group_order = blocks.ListBlock(
        blocks.CharBlock(label=_("Group")),
        label=_("Order of the groups"),
        default=[],
        required=False,
        help_text=_("Groups that are not named here follow in the order of their first event."),
    )
    scale = blocks.ChoiceBlock(
        label=_("Scale of time"),
        required=False,
        choices=[("human", _("Years and days")), ("cosmological", _("Millions of years"))],
        help_text=_("Kept for exports; the strip adapts by itself."),
    )

    class Meta:
        kind = ActivityKind.TIMELINE
        icon = "history"
        label = _("Timeline")
        description = _("Dated events, past and to come, as slides with a strip of time and as a list.")
        template = "consultation_blocks/timeline/timeline.html"
        preview_value = staticmethod(preview_value)
        form_layout = BlockGroup(
            children=["title", "intro", "events", "eras", "title_slide"],
            settings=["start_at", "view", "group_order", "scale"],
        )

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned.get("events") and not self.is_deferred_validation:
            raise StructBlockValidationError(
                block_errors={"events": ValidationError(_t("A timeline needs at least one event."))}
            )
        name_events(cleaned)
        return cleaned

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context.update(shown_timeline(value, context["activity"], full=context["full"]))
        return context


def name_events(value) -> None:
    """Gives every event a name of its own for links, which then stays when the headline changes."""
    fields = list(value.get("events") or [])
    if value.get("title_slide"):
        fields.append(value["title_slide"])
    used: set[str] = set()
    # Names that stand already are served before those made from headlines.
    for event in sorted(fields, key=lambda event: not event.get("slug")):
        slide = Slide(headline=event.get("headline") or "", unique_id=event.get("slug") or "")
        event["slug"] = normalise(Timeline(events=[slide]), taken=used).events[0].unique_id
        used.add(event["slug"])
