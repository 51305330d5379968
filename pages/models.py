"""The pages that editors make: home, campaign index, campaign, standard page."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from consultation_blocks.participation.activities import ActivityHost
from site_core.cache import CAMPAIGNS, SITE, campaign_tag, remember
from site_core.search import fold

from .fields import BlockStream
from .streams import CampaignStream, ContentStream, PhaseStream


class PublicPage(Page):
    """What every public page shares: a sentence for search engines and social networks, and how it may be cached."""

    lede = models.CharField(
        _("in one sentence"),
        max_length=300,
        blank=True,
        help_text=_("Shown under the title, in lists and when the page is shared."),
    )
    cover = models.ForeignKey(
        "site_core.CityImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("lede"),
        index.SearchField("folded_title", boost=2),
        index.SearchField("folded_words"),
    ]

    class Meta:
        abstract = True

    def folded_title(self) -> str:
        """The title as `fold` leaves it: the index of PostgreSQL tells "é" from "e"."""
        return fold(self.title)

    def folded_words(self) -> str:
        """The same of everything else that is found by its words."""
        words = []
        for field in self.get_searchable_search_fields():
            if field.field_name not in ("title", "folded_title", "folded_words"):
                value = field.get_value(self) or ""
                words += [value] if isinstance(value, str) else value
        return fold(" ".join(words))

    def cache_tags(self) -> set[str]:
        """Tags of the kept page (`site_core.cache`)."""
        return {SITE}

    def get_context(self, request, *args, **kwargs):
        """Adds `language_urls`: language code → address, for the languages that this page is live in."""
        context = super().get_context(request, *args, **kwargs)

        def make() -> dict[str, str]:
            translations = self.get_translations(inclusive=True).live().select_related("locale")
            urls = {page.locale.language_code: page.get_url(request) for page in translations}
            return {code: url for code, url in urls.items() if url}

        name = f"languages:{request.get_host()}:{self.translation_key}"
        context["language_urls"] = remember(name, [SITE], make)
        return context

    def serve(self, request, *args, **kwargs):
        response = super().serve(request, *args, **kwargs)
        if not getattr(request, "is_preview", False) and not self.is_restricted():
            response.cache_tags = self.cache_tags()
        return response

    def is_restricted(self) -> bool:
        """Whether only some people may read this page."""
        return self.get_view_restrictions().exists()


class HomePage(PublicPage):
    body = BlockStream(ContentStream(), blank=True, verbose_name=_("content"))

    max_count = None
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.CampaignIndexPage", "pages.StandardPage"]
    template = "pages/home_page.html"
    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("cover"), FieldPanel("body")]
    search_fields = [*PublicPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("home page")

    def route(self, request, path_components):
        """Find the page of an address in one step, where Wagtail asks for each part of it (and each page's own class)."""
        if not path_components:
            return super().route(request, path_components)
        address = f"{self.url_path}{'/'.join(path_components)}/"
        page = self.get_descendants().filter(url_path=address).specific().first()
        if page is None:
            raise Http404
        return page.route(request, [])

    def cache_tags(self) -> set[str]:
        return {SITE, CAMPAIGNS}

    def get_context(self, request, *args, **kwargs):
        from .campaign_index import cards_by_status

        return super().get_context(request, *args, **kwargs) | cards_by_status(self.locale)


class StandardPage(PublicPage):
    body = BlockStream(ContentStream(), blank=True, verbose_name=_("content"))

    template = "pages/standard_page.html"
    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("cover"), FieldPanel("body")]
    search_fields = [*PublicPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")


class CampaignIndexPage(PublicPage):
    template = "pages/campaign_index_page.html"
    subpage_types = ["pages.CampaignPage"]
    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("cover")]

    class Meta:
        verbose_name = _("list of campaigns")

    def cache_tags(self) -> set[str]:
        return {SITE, CAMPAIGNS}

    def get_context(self, request, *args, **kwargs):
        from .campaign_index import index_context

        context = super().get_context(request, *args, **kwargs)
        return context | index_context(self, request.GET, request.path)


class CampaignTag(TaggedItemBase):
    content_object = ParentalKey("pages.CampaignPage", on_delete=models.CASCADE, related_name="tagged_items")


class CampaignPage(ActivityHost, PublicPage):
    """One question in one place: what is asked, until when, what people can do, what will come of it."""

    class Kind(models.TextChoices):
        CONSULTATIVE = "consultative", _("Consultative: the council decides, in the light of what people say")
        DECISIVE = "decisive", _("Decisive: what people choose is done")

    question = models.CharField(
        _("question"),
        max_length=255,
        blank=True,
        help_text=_("The question put to the inhabitants, in their words."),
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Open until 23:59 on that day.")
    )
    district = models.CharField(
        _("district"), max_length=80, blank=True, help_text=_("Empty: the whole city.")
    )
    kind = models.CharField(
        _("what the result is worth"), max_length=12, choices=Kind, default=Kind.CONSULTATIVE
    )
    decision_maker = models.CharField(
        _("who decides"),
        max_length=255,
        blank=True,
        help_text=_("In a few words: “The city council, in March”. No full stop."),
    )
    criteria = RichTextField(
        _("by which criteria contributions are used"),
        blank=True,
        features=["bold", "italic", "link", "ul", "ol"],
    )
    feedback = models.CharField(_("feedback that is due"), max_length=255, blank=True)
    feedback_on = models.DateField(_("feedback due on"), null=True, blank=True)
    phases = BlockStream(PhaseStream(), blank=True, verbose_name=_("phases"))
    body = BlockStream(CampaignStream(), blank=True, verbose_name=_("content"))
    tags = ClusterTaggableManager(through=CampaignTag, blank=True, verbose_name=_("themes"))

    template = "pages/campaign_page.html"
    parent_page_types = ["pages.CampaignIndexPage"]
    subpage_types = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("question"),
        FieldPanel("lede"),
        FieldPanel("cover"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel("district"),
                FieldPanel("tags"),
            ],
            heading=_("When, where, about what"),
        ),
        FieldPanel("phases"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("decision_maker"),
                FieldPanel("criteria"),
                FieldRowPanel([FieldPanel("feedback"), FieldPanel("feedback_on")]),
            ],
            heading=_("What will come of it"),
        ),
    ]
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("question"),
        index.SearchField("body"),
        index.FilterField("starts_on"),
        index.FilterField("ends_on"),
    ]

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day must not be before the first.")})

    def campaign_dates(self) -> tuple[datetime | None, datetime | None]:
        zone = timezone.get_default_timezone()
        opens = datetime.combine(self.starts_on, time.min, tzinfo=zone) if self.starts_on else None
        closes = (
            datetime.combine(self.ends_on + timedelta(days=1), time.min, tzinfo=zone)
            if self.ends_on
            else None
        )
        return opens, closes

    def cache_tags(self) -> set[str]:
        from .campaigns import campaign_of

        campaign = campaign_of(self)
        return {SITE, campaign_tag(campaign.pk)} if campaign else {SITE}

    def is_restricted(self) -> bool:
        """As the campaign has it (`pages.signals` follows the restrictions), without asking each page above."""
        from .campaigns import campaign_of

        campaign = campaign_of(self)
        return campaign.is_restricted if campaign else super().is_restricted()

    def is_shut(self) -> bool:
        """Whether this is the translation of a page that was taken offline, or that only some people may read."""
        from .campaigns import campaign_of

        campaign = campaign_of(self)
        if campaign is None or campaign.is_visible:
            return False
        return not (campaign.is_live and self.get_view_restrictions().exists())

    def serve(self, request, *args, **kwargs):
        if not getattr(request, "is_preview", False) and self.is_shut():
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        from .campaigns import campaign_context

        is_preview = getattr(request, "is_preview", False)
        return super().get_context(request, *args, **kwargs) | campaign_context(self, is_preview)
