"""Wagtail's permission policy for events: those of the staff, in the campaigns that a person works on."""

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from . import rules
from .models import Event


class EventPolicy(ModelPermissionPolicy):
    """View, add and change. Nobody deletes an event: it is cancelled, and its address stays."""

    def user_has_permission(self, user, action: str) -> bool:
        return action in ("view", "add", "change") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action: str, instance) -> bool:
        return (
            self.user_has_permission(user, action)
            and rules.writable_events(user).filter(pk=instance.pk).exists()
        )

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        if self.user_has_any_permission(user, actions):
            return rules.writable_events(user)
        return Event.objects.none()

    def instances_user_has_permission_for(self, user, action: str) -> QuerySet:
        return self.instances_user_has_any_permission_for(user, [action])
