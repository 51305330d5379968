from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MapBlocksConfig(AppConfig):
    name = "map_blocks"
    verbose_name = _("Collaborative map")
    default_auto_field = "django.db.models.BigAutoField"
