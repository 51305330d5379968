"""What a migrated database must hold before anybody works with it: groups and first reasons."""

from django.apps import apps as current_apps

from .groups import setup_groups
from .reasons import create_default_reasons


def after_migrate(sender, apps=None, **kwargs) -> None:
    """Receiver of `post_migrate`; does nothing where this app's tables are not there (migrated backwards)."""
    apps = apps or current_apps  # `flush` sends the signal without them
    try:
        apps.get_model("consultation_blocks", "DecisionReason")
        apps.get_model("wagtailcore", "Page")
    except LookupError:
        return
    setup_groups()
    create_default_reasons()
