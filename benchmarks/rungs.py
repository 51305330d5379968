"""The rungs that pages are measured against: a bare Django saying hello (H), and with one 25 kB page, kept (C) or rendered (T)."""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.views.decorators.cache import cache_page

settings.configure(
    SECRET_KEY="benchmark",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
)
django.setup()

# Sixty comments in four fields each, filtered and escaped as a page does: about 25 kB.
SOURCE = """<!doctype html><html lang="fr"><title>{{ title }}</title><main>{% for item in items %}
<article id="c-{{ item.reference }}"><h2>{{ item.title }}</h2><p>{{ item.text|linebreaksbr }}</p>
<p>{{ item.author|upper }} · {{ item.votes|default:0 }}{% if item.workshop %} · {{ item.workshop }}{% endif %}</p></article>
{% endfor %}</main></html>"""
ITEMS = [
    {
        "reference": f"R{number:04}",
        "title": f"Une place plus verte {number}",
        "text": "Des arbres & des bancs, de la lumière le soir, un sol sans marche. " * 4,
        "author": f"Habitante {number}",
        "votes": number,
        "workshop": "Atelier du marché" if number % 3 == 0 else "",
    }
    for number in range(60)
]


def page(request: HttpRequest) -> HttpResponse:
    template = engines["django"].from_string(SOURCE) if not hasattr(page, "template") else page.template
    page.template = template
    return HttpResponse(template.render({"title": "T", "items": ITEMS}))


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


urlpatterns = [path("hello/", hello), path("template/", page), path("cached/", cache_page(3600)(page))]
application = get_wsgi_application()
