"""Comments under anything: `{% load discussion %}{% discussion proposal %}` in the page of a contribution.

The rooms stand side by side and know nothing of one another in Python; a template may bring them together.
"""

from django import template

from ..debate import listing
from ..participation.models import Contribution

register = template.Library()


@register.inclusion_tag("consultation_blocks/debate/thread.html", takes_context=True)
def discussion(context: dict, subject: Contribution, address: str = "") -> dict:
    """The comments on a public contribution, with sorts and pages from the query string of the page that shows them.

    Args:
        subject: with its `activity` and the activity's `campaign` loaded.
        address: of the page that shows it; the request's own by default.
    """
    request = context.get("request")
    activity = subject.activity
    return {
        "discussion": listing.discussion(
            activity, request.GET if request else {}, subject, address or (request.path if request else "")
        ),
        "activity": activity,
        "subject": subject,
        **listing.answering(activity),
        "request": request,
    }
