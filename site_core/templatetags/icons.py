"""`{% icon "reply" %}`: what `components/icon.html` shows, made once per name; lists of comments have hundreds of them."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@cache
def _svg(name: str, label: str) -> SafeString:
    access = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon icon--{}" width="24" height="24" {} focusable="false"><use href="{}#{}"></use></svg>',
        name,
        access,
        static("icons/sprite.svg"),
        name,
    )


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; `label` only where it stands alone."""
    return _svg(name, str(label))
