"""Who people are, what the city looks like, its pictures, and the mail that waits to be sent."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from .colours import validate_contrast


class UserManager(BaseUserManager):
    """Accounts are known by their e-mail address; most have no password."""

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.lower())


class User(AbstractUser):
    """A citizen or a member of staff. Only `display_name` is ever shown in public."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("name shown in public"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=10, default="fr")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_case_insensitive")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """The name shown, else first and last name: the admin's log and menus call people by it."""
        return self.display_name or super().get_full_name()

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()


class CityImage(AbstractImage):
    """The picture library of staff. Position data in photographs is dropped before the first write."""

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    def clean(self):
        super().clean()
        try:
            self._strip_metadata()
        except ValidationError as error:
            raise ValidationError(
                {"file": error.messages}
            ) from error  # damaged: said at the field, not in `save`

    def save(self, *args, **kwargs):
        self._strip_metadata()
        super().save(*args, **kwargs)

    def _strip_metadata(self) -> None:
        if (
            self.file
            and not getattr(self.file, "_committed", True)
            and not getattr(self.file, "is_stripped", False)
        ):
            from .images import strip_metadata

            strip_metadata(self.file)
            self.file.is_stripped = True


class CityRendition(AbstractRendition):
    image = models.ForeignKey(CityImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


HEX_COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Give a colour as #rrggbb."))


@register_setting(icon="home", order=100)
class CitySettings(BaseSiteSetting):
    """The city's identity: what makes the platform look like the town hall's own."""

    city_name = models.CharField(_("city"), max_length=80, default="Notre ville")
    platform_name = models.CharField(_("name of the platform"), max_length=80, default="Participez")
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    logo = models.ForeignKey(
        CityImage, verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    primary_colour = models.CharField(
        _("main colour"), max_length=7, default="#1f4e5f", validators=[HEX_COLOUR, validate_contrast]
    )
    accent_colour = models.CharField(
        _("accent colour"), max_length=7, default="#b3401f", validators=[HEX_COLOUR, validate_contrast]
    )
    contact_email = models.EmailField(_("contact address"), blank=True)
    footer_text = models.CharField(_("footer text"), max_length=300, blank=True)
    legal_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("legal notice"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("privacy page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("accessibility statement"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    facebook_url = models.URLField("Facebook", blank=True)
    instagram_url = models.URLField("Instagram", blank=True)
    mastodon_url = models.URLField("Mastodon", blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("city_name"), FieldPanel("platform_name"), FieldPanel("tagline"), FieldPanel("logo")],
            heading=_("Name"),
        ),
        MultiFieldPanel([FieldPanel("primary_colour"), FieldPanel("accent_colour")], heading=_("Colours")),
        MultiFieldPanel(
            [
                FieldPanel("footer_text"),
                FieldPanel("contact_email"),
                FieldPanel("legal_page"),
                FieldPanel("privacy_page"),
                FieldPanel("accessibility_page"),
            ],
            heading=_("Footer"),
        ),
        MultiFieldPanel(
            [FieldPanel("facebook_url"), FieldPanel("instagram_url"), FieldPanel("mastodon_url")],
            heading=_("Social networks"),
        ),
    ]

    class Meta:
        verbose_name = _("City identity")


class OutgoingMail(models.Model):
    """A mail written in the same transaction as what it tells of, so that a mail server that hangs loses nothing."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(sent_at__isnull=True),
                name="outgoingmail_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.subject


class Allowance(models.Model):
    """How often something was done within a window that ends at `expires_at`; `throttle.take` is its only writer."""

    key = models.CharField(
        max_length=64, primary_key=True, help_text="HMAC of what is limited, never the thing itself"
    )
    used = models.PositiveIntegerField(default=1)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="allowance_expired")]
