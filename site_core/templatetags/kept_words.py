"""What somebody had written in a form that is refused as a whole: nobody has to write it twice."""

from urllib.parse import urlsplit

from django import template
from django.http import HttpRequest

register = template.Library()
MOST = 10


def written(request: HttpRequest) -> list[str]:
    """The texts of a form that was sent to us from one of our own pages; names, addresses and choices are not texts."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if request.method != "POST" or (origin and urlsplit(origin).netloc != request.get_host()):
        return []
    texts = [
        value.strip() for name, values in request.POST.lists() if "password" not in name for value in values
    ]
    return [text for text in texts if len(text.split()) > 1][:MOST]


@register.inclusion_tag("components/kept_words.html", takes_context=True)
def kept_words(context) -> dict:
    request = context.get("request")
    return {"texts": written(request) if request else []}
