"""What its author reads again of a contribution beside its text: `{% load sent %}{% sent_event contribution %}`."""

from django import template

from ..agenda import words
from ..participation.models import Contribution

register = template.Library()


@register.inclusion_tag("consultation_blocks/agenda/sent.html")
def sent_event(contribution: Contribution) -> dict:
    """When and where; `contribution` is an event's."""
    event = contribution.event
    return {"event": event, "dates": words.dress(event.timings.all()), "where": words.place(event)}
