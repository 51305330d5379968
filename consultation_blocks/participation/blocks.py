"""What the five interactive blocks have in common: title, dates, who may take part, how it is moderated."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from site_core.cache import SITE, activity_tag, published_tag, remember

from .kinds import Access, ActivityKind, Moderation


class InteractiveBlock(blocks.StructBlock):
    """Base of the five. A room sets `Meta.kind`, adds its fields and overrides `activity_options` and `get_context`.

    Its template receives, besides `value` and `self`: `activity` (None in previews before the first publication),
    `full` (True on the activity's own page), `title`, `intro`, `anchor`, `closed_message`, and what the room adds.
    """

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    intro = blocks.RichTextBlock(
        label=_("Introduction"), required=False, features=["bold", "italic", "link", "ul", "ol"]
    )
    opens_at = blocks.DateTimeBlock(
        label=_("Opens"), required=False, help_text=_("Empty: when the campaign opens.")
    )
    closes_at = blocks.DateTimeBlock(
        label=_("Closes"),
        required=False,
        help_text=_("Empty: when the campaign closes. What was said stays readable afterwards."),
    )
    access = blocks.ChoiceBlock(label=_("Who may take part"), choices=Access.choices, default=Access.EMAIL)
    moderation = blocks.ChoiceBlock(
        label=_("Moderation"), choices=Moderation.choices, default=Moderation.BEFORE
    )
    allow_collective = blocks.BooleanBlock(
        label=_("Collective contributions"),
        required=False,
        default=True,
        help_text=_("People may write for a workshop, and say its name, its date and how many took part."),
    )

    class Meta:
        kind: ActivityKind
        group = _("Participation")

    def clean(self, value):
        cleaned = super().clean(value)
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            raise StructBlockValidationError(
                block_errors={
                    "closes_at": ValidationError(_t("The closing date must be after the opening date."))
                }
            )
        return cleaned

    def activity_options(self, value) -> dict:
        """The room's own settings that a write needs, as JSON: fields, categories, area… Override."""
        return {}

    def activity_settings(self, value) -> dict:
        """The fields of `Activity` that follow this block when its page is published."""
        return {
            "kind": self.meta.kind,
            "title": value.get("title") or "",
            "opens_at": value.get("opens_at"),
            "closes_at": value.get("closes_at"),
            "access": value.get("access") or Access.EMAIL,
            "moderation": value.get("moderation") or Moderation.BEFORE,
            "allow_collective": bool(value.get("allow_collective")),
            "options": self.activity_options(value),
        }

    def render(self, value, context=None) -> str:
        """On a campaign's page the HTML is kept until something of it changes: a vote in one block makes that one anew."""
        context = context or {}
        activity, request = context.get("activity"), context.get("request")
        alters = (
            context.get("full") or request is None or request.GET or getattr(request, "is_preview", False)
        )
        if activity is None or alters or not settings.BLOCK_CACHE_SECONDS:
            return super().render(value, context)
        place = f"{get_language()}|{context.get('anchor')}|{request.scheme}|{request.get_host()}"
        name = f"block|{activity.pk}|{activity.phase()}|{place}"
        tags = [SITE, published_tag(activity.campaign_id), activity_tag(activity.pk)]
        render = super().render
        began = getattr(request, "began", None)  # when what is shown here was read, at the earliest
        return remember(name, tags, lambda: render(value, context), settings.BLOCK_CACHE_SECONDS, began)

    def get_context(self, value, parent_context=None):
        from .rules import closed_message

        context = super().get_context(value, parent_context=parent_context)
        activity = context.get("activity")
        context.update(
            activity=activity,
            full=context.get("full", False),
            title=value.get("title"),
            intro=value.get("intro"),
            closed_message=closed_message(activity) if activity else "",
        )
        return context
