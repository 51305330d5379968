"""Search over pages and what citizens wrote."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from consultation_blocks.participation.models import Contribution
from consultation_blocks.participation.paging import keyset_page
from site_core.cache import CAMPAIGNS, SITE
from site_core.search import fold, holding
from site_core.searching import limited_search

from .readable import readable

MAX_QUERY = 100
PAGES_SHOWN = 10


@require_safe
@limited_search
def search(request: HttpRequest) -> HttpResponse:
    """Pages by relevance, then contributions, newest first. Context: `query, pages, contributions, next_cursor`."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:MAX_QUERY]
    pages, contributions, next_cursor = [], [], ""
    if query:
        found = readable(Page.objects.filter(locale=Locale.get_active(), depth__gt=1)).specific()
        pages = list(found.search(fold(query))[:PAGES_SHOWN])
        # SQLite's index weighs titles no more than any other word.
        pages.sort(key=lambda page: fold(query) not in fold(page.title))
        found = (
            Contribution.objects.public()
            .filter(holding(query, "title", "text") | Q(reference=query.upper()))
            .select_related("activity__campaign", "workshop", "subject")
        )
        page = keyset_page(found, ("-id",), request.GET.get("cursor", ""), 20)
        contributions, next_cursor = page.items, page.next_cursor
    context = {"query": query, "pages": pages, "contributions": contributions, "next_cursor": next_cursor}
    response = render(request, "pages/search.html", context)
    response.cache_tags = {SITE, CAMPAIGNS}
    return response
