"""Where the language switch leads."""

from django import template

register = template.Library()


@register.simple_tag
def language_url(code: str, language_urls: dict[str, str] | None = None) -> str:
    """This page in another language, or that language's home page where it is not translated."""
    return (language_urls or {}).get(code) or f"/{code}/"
