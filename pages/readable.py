"""Which pages everybody may read: one rule for lists, search and sitemap."""

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet

from consultation_blocks.participation.models import Campaign


def readable(pages: PageQuerySet) -> PageQuerySet:
    """Those of the pages that are live and public; a translation of a campaign that is shut is shut with it."""
    return pages.live().public().exclude(translation_key__in=Campaign.objects.shut().values("key"))


class ReadablePages(Sitemap):
    """Wagtail's sitemap knows the pages below the site's home page only: ours has a home page in each language."""

    def items(self) -> PageQuerySet:
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        below = Q()
        for path in homes.values_list("path", flat=True):
            below |= Q(path__startswith=path)
        return readable(Page.objects.filter(below)).order_by("path").defer_streamfields().specific()
