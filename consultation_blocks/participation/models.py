"""Campaign, activity, contribution, workshop, and what hangs on them: votes, reports, attachments, confirmations.

Rules that must hold whatever the code does (one vote per person, one activity per block, a place has both coordinates) are
constraints of the database. Counters are stored; `recompute_counters` proves them.
"""

import secrets
import unicodedata
import uuid

from django.conf import settings
from django.core.files.storage import storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .kinds import Access, ActivityKind, ContributionKind, Moderation, Stance, Status
from .querysets import ActivityQuerySet, CampaignQuerySet, ContributionManager, ContributionQuerySet

REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def make_reference() -> str:
    """Eight characters without look-alikes: 30^8 possibilities, read out over the telephone without mistakes."""
    return "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(8))


def normalise_name(name: str) -> str:
    """The key of a workshop's name: white space only is folded. Two spellings stay two workshops until somebody who
    knows says that they are one (the Nanterre data has both kinds)."""
    return " ".join(name.split())[:255]


def spelling_key(name: str) -> str:
    """Equal for two spellings of one name: no case, no accents. For showing likely twins, never for merging."""
    decomposed = unicodedata.normalize("NFKD", normalise_name(name))
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()


def private_storage():
    return storages["private"]


class Titled:
    """`title` is the source page's; readers are shown `local_title`."""

    title: str
    titles: dict[str, str]

    @property
    def local_title(self) -> str:
        """The title in the language of the moment, else in the source page's."""
        return self.titles.get(get_language()) or self.title


class Campaign(Titled, models.Model):
    """The stable identity of a campaign page across its languages, written when the page is published."""

    key = models.UUIDField(unique=True, help_text="translation_key of the campaign page")
    title = models.CharField(_("title"), max_length=255)
    titles = models.JSONField(default=dict, blank=True, help_text="language code → title, of the live pages")
    slug = models.SlugField(max_length=255, unique=True, allow_unicode=True)
    is_live = models.BooleanField(default=False)
    is_restricted = models.BooleanField(default=False, help_text="the page has a view restriction")
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    moderators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("moderators"),
        blank=True,
        related_name="moderated_campaigns",
        help_text=_("They see and decide what comes in to this campaign, and nothing of the others."),
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = CampaignQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("campaign team")
        verbose_name_plural = _("campaign teams")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_visible(self) -> bool:
        """Whether everybody may read it."""
        return self.is_live and not self.is_restricted

    @property
    def status(self) -> str:
        """`upcoming`, `open` or `closed`, by the dates of the campaign."""
        now = timezone.now()
        if self.opens_at and now < self.opens_at:
            return "upcoming"
        return "closed" if self.closes_at and now >= self.closes_at else "open"


class Activity(Titled, models.Model):
    """The stable identity of one interactive block: what a write needs to know of its settings, and its counters."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="activities")
    block_id = models.UUIDField()
    kind = models.CharField(_("kind"), max_length=12, choices=ActivityKind)
    title = models.CharField(_("title"), max_length=255)
    titles = models.JSONField(default=dict, blank=True, help_text="language code → title, of the live pages")
    position = models.PositiveSmallIntegerField(default=0)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    access = models.CharField(_("who may take part"), max_length=8, choices=Access, default=Access.EMAIL)
    moderation = models.CharField(
        _("moderation"), max_length=8, choices=Moderation, default=Moderation.BEFORE
    )
    allow_collective = models.BooleanField(default=True)
    options = models.JSONField(default=dict, blank=True, help_text="snapshot of the room's own settings")
    archived_at = models.DateTimeField(null=True, blank=True)
    contributions_count = models.PositiveIntegerField(default=0)
    collective_count = models.PositiveIntegerField(default=0)
    votes_count = models.PositiveIntegerField(default=0)

    objects = ActivityQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["campaign_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "block_id"], name="activity_one_per_block"),
        ]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()

    def phase(self, now=None) -> str:
        """`before`, `open`, `after` or `archived`: see `rules` for what each allows."""
        now = now or timezone.now()
        if self.archived_at:
            return "archived"
        if self.opens_at and now < self.opens_at:
            return "before"
        return "after" if self.closes_at and now >= self.closes_at else "open"

    @property
    def is_open(self) -> bool:
        return self.phase() == "open"

    def get_absolute_url(self) -> str:
        return reverse("activity", args=[self.pk])

    @property
    def contribute_url(self) -> str:
        """Address of the form where citizens take part (no CSRF token on reading pages: forms live on their own)."""
        return reverse("contribute", args=[self.pk])


class PublishedBlock(models.Model):
    """What a block said when it was last published, in one language: an archived activity is still read with it."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="published_blocks")
    language = models.CharField(max_length=20)
    value = models.JSONField(encoder=DjangoJSONEncoder, help_text="the block's value as the page keeps it")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "language"], name="published_block_one_per_language"),
        ]


class Workshop(models.Model):
    """A collective contribution's group. `headcount` is the largest that its published contributions declare."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="workshops")
    # Forms take 110 characters (CC1); the city's own export has longer names, and none is cut.
    name = models.CharField(_("name"), max_length=255)
    name_key = models.CharField(max_length=255, editable=False)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    facilitator = models.CharField(_("facilitator"), max_length=110, blank=True)
    headcount = models.PositiveIntegerField(_("participants"), default=0)
    published_count = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["campaign_id", "name"]
        constraints = [models.UniqueConstraint(fields=["campaign", "name_key"], name="workshop_one_per_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.name = self.name.strip()
        self.name_key = normalise_name(self.name)
        super().save(*args, **kwargs)


class Contribution(models.Model):
    """What somebody said: one table for every kind. `reference` is public and permanent."""

    reference = models.CharField(
        _("reference"), max_length=12, unique=True, default=make_reference, editable=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ContributionKind, editable=False)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="contributions")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT)

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributions",
    )
    author_name = models.CharField(_("name shown"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=10, default="fr")

    title = models.CharField(_("title"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    stance = models.CharField(_("stance"), max_length=8, choices=Stance, blank=True)
    clause = models.CharField(max_length=40, blank=True, help_text="id of the clause commented upon")
    category = models.CharField(_("category"), max_length=80, blank=True)
    answers = models.JSONField(
        default=list, blank=True, help_text="[{field, label, type, value, private}] in the form's order"
    )

    subject = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="comments",
        help_text="what it is about",
    )
    root = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="thread")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replies"
    )
    depth = models.PositiveSmallIntegerField(default=0)

    workshop = models.ForeignKey(
        Workshop, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    headcount = models.PositiveIntegerField(
        null=True, blank=True, help_text="as declared with this contribution"
    )

    place = models.CharField(_("place"), max_length=255, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    quadkey = models.CharField(max_length=22, blank=True, help_text="Web-Mercator tile path, zoom 22")
    geometry = models.JSONField(null=True, blank=True, help_text="GeoJSON geometry of a line or area")

    comments_count = models.PositiveIntegerField(default=0)
    replies_count = models.PositiveIntegerField(default=0)
    up_count = models.PositiveIntegerField(default=0)
    down_count = models.PositiveIntegerField(default=0)
    reports_count = models.PositiveIntegerField(default=0)
    score = models.FloatField(default=0, help_text="Wilson lower bound of up against down votes")

    created_at = models.DateTimeField(_("created"), default=timezone.now)
    submitted_at = models.DateTimeField(_("sent"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    hold_reason = models.CharField(max_length=200, blank=True, help_text="why it was held for moderation")
    submission_key = models.UUIDField(
        null=True, blank=True, unique=True, help_text="the form's own: sent twice, kept once"
    )
    abuse_hash = models.CharField(
        max_length=64, blank=True, help_text="daily-salted HMAC of the address; never the address"
    )
    source = models.CharField(max_length=40, blank=True, help_text="where it was imported from")
    source_key = models.CharField(max_length=120, blank=True)

    objects = ContributionManager.from_queryset(ContributionQuerySet)()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["-pk"]
        permissions = [("moderate_contribution", _("Can decide on contributions"))]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "source", "source_key"],
                condition=~Q(source=""),
                name="contribution_imported_once",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="contribution_place_complete",
            ),
            models.CheckConstraint(
                condition=Q(stance__in=["", *Stance.values]), name="contribution_known_stance"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="contribution_known_status"),
        ]
        indexes = [
            models.Index(fields=["activity", "kind", "status", "-score", "-id"], name="contribution_best"),
            models.Index(
                fields=["activity", "kind", "status", "-published_at", "-id"], name="contribution_newest"
            ),
            models.Index(fields=["status", "submitted_at", "id"], name="contribution_queue"),
            models.Index(fields=["root", "status", "id"], name="contribution_thread"),
            models.Index(fields=["subject", "status", "-score", "-id"], name="contribution_comments"),
            # A condition without a parameter: SQLite uses a partial index only where it can see that it applies.
            models.Index(
                fields=["activity", "kind", "status", "quadkey"],
                condition=Q(latitude__isnull=False),
                name="contribution_tile",
            ),
            models.Index(fields=["author", "-id"], name="contribution_author"),
            # Not partial, for the same reason: the hash that is looked for is a parameter.
            models.Index(fields=["abuse_hash", "created_at"], name="contribution_flood"),
            # A category that few chose: without it every row of the others would be read to find a page of them.
            models.Index(
                fields=["activity", "kind", "status", "category", "-score", "-id"],
                name="contribution_category",
            ),
        ]

    # Set by each proxy or child; `save` writes it.
    KIND: ContributionKind | None = None

    def __str__(self) -> str:
        return self.title or self.text[:80] or self.reference

    def save(self, *args, **kwargs):
        if self.KIND:
            self.kind = self.KIND
        super().save(*args, **kwargs)

    @property
    def is_public(self) -> bool:
        """Published itself; whether its activity and subject are public is `objects.public()`'s to say."""
        return self.status == Status.PUBLISHED

    @property
    def fingerprint(self) -> str:
        """Other whenever anything in the row or in its workshop is: the key under which templates keep its HTML."""
        rows = [self, self.workshop] if self.workshop_id else [self]
        return repr(
            [[row.__dict__.get(field.attname) for field in row._meta.concrete_fields] for row in rows]
        )

    def get_absolute_url(self) -> str:
        """The permanent address, whatever the kind; it leads to the room's own page."""
        return reverse("contribution", args=[self.reference])


class Comment(Contribution):
    KIND = ContributionKind.COMMENT

    class Meta:
        proxy = True
        verbose_name = _("comment")
        verbose_name_plural = _("comments")


class Proposal(Contribution):
    KIND = ContributionKind.PROPOSAL

    class Meta:
        proxy = True
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")


class MapContribution(Contribution):
    KIND = ContributionKind.MAP

    class Meta:
        proxy = True
        verbose_name = _("place on the map")
        verbose_name_plural = _("places on the map")


class Vote(models.Model):
    """One person's vote on one contribution: up or down on a comment, support (+1) of anything else."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="votes")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="votes")
    value = models.SmallIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.UniqueConstraint(fields=["contribution", "voter"], name="vote_one_per_person"),
            models.CheckConstraint(condition=Q(value__in=[-1, 1]), name="vote_up_or_down"),
        ]


class Report(models.Model):
    """Somebody says that a published contribution should not stand."""

    class Reason(models.TextChoices):
        INSULT = "insult", _("Insulting or hateful")
        PERSONAL = "personal", _("Private information about somebody")
        SPAM = "spam", _("Advertising")
        OFF_TOPIC = "off_topic", _("Nothing to do with the question")
        OTHER = "other", _("Another reason")

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    text = models.CharField(_("details"), max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.UniqueConstraint(fields=["contribution", "reporter"], name="report_one_per_person")
        ]


class Attachment(models.Model):
    """A citizen's file: re-encoded or checked before the first write, kept outside public media, served by a view."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="attachments")
    field = models.CharField(max_length=40, blank=True, help_text="id of the form field that it answers")
    file = models.FileField(storage=private_storage, upload_to="attachments/%Y/%m/")
    is_image = models.BooleanField(default=False)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    name = models.CharField(max_length=120, help_text="as the person named it, for display only")
    caption = models.CharField(_("description"), max_length=255, blank=True)
    is_private = models.BooleanField(default=False, help_text="answers a private field: staff only")
    created_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]

    def get_absolute_url(self) -> str:
        return reverse("attachment", args=[self.uid])


class Confirmation(models.Model):
    """The code that proves that a contribution's e-mail address is its sender's. Only a hash is kept."""

    contribution = models.OneToOneField(Contribution, on_delete=models.CASCADE, related_name="confirmation")
    code_hash = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True


class Participation(models.Model):
    """How many published individual contributions a person has in a campaign: who counts as a participant."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations"
    )
    published_count = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "person"], name="participation_one_per_person")
        ]
