from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationBlocksConfig(AppConfig):
    name = "consultation_blocks"
    verbose_name = _("Participation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from .moderation.audit import log_status_change
        from .moderation.setup import after_migrate
        from .notifications import mails
        from .participation import leaving  # noqa: F401  connects itself
        from .participation.signals import confirmation_asked, status_changed
        from .proposals import receivers  # noqa: F401  connects itself

        post_migrate.connect(after_migrate, sender=self)
        status_changed.connect(log_status_change)
        status_changed.connect(mails.tell_author)
        confirmation_asked.connect(mails.send_confirmation)
