"""Permission policies of Wagtail for what the moderation rooms show. Nobody edits citizens' words, not even superusers."""

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permission_policies import BasePermissionPolicy, ModelPermissionPolicy

from ..participation.decisions import Decision
from ..participation.models import Workshop
from . import rules


class ReadOnlyPolicy(BasePermissionPolicy):
    """Only `view` (and `moderate`) exist: no add, no change, no delete, whatever rights a group was given by hand."""

    def readable(self, user) -> QuerySet:
        raise NotImplementedError

    def user_has_permission(self, user, action: str) -> bool:
        if action == "moderate":
            return rules.is_moderator(user)
        return action == "view" and (rules.is_moderator(user) or rules.is_analyst(user))

    def user_has_permission_for_instance(self, user, action: str, instance) -> bool:
        return self.user_has_permission(user, action) and self.readable(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        if self.user_has_any_permission(user, actions):
            return self.readable(user)
        return self.model._default_manager.none()

    def users_with_any_permission(self, actions) -> QuerySet:
        rights = Q(codename="moderate_contribution")
        if "view" in actions:
            rights |= Q(codename="view_contribution")
        return (
            get_user_model()
            .objects.filter(
                Q(is_superuser=True) | Q(groups__permissions__in=_permissions(rights)), is_active=True
            )
            .distinct()
        )


def _permissions(rights: Q) -> QuerySet:
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(rights, content_type__app_label="consultation_blocks")


class ContributionPolicy(ReadOnlyPolicy):
    """Moderators read and decide in their campaigns; analysts read what is published."""

    def readable(self, user) -> QuerySet:
        return rules.readable_contributions(user)


class DecisionPolicy(ReadOnlyPolicy):
    """The log of decisions: for the moderators of a campaign, of that campaign."""

    def user_has_permission(self, user, action: str) -> bool:
        return action == "view" and rules.is_moderator(user)

    def readable(self, user) -> QuerySet:
        if user.is_superuser:
            return Decision.objects.all()
        return Decision.objects.filter(contribution__activity__campaign__moderators=user)


class WorkshopPolicy(ModelPermissionPolicy):
    """Workshops come from contributions: moderators correct those of their campaigns, nobody adds or deletes one."""

    def user_has_permission(self, user, action: str) -> bool:
        return action in ("view", "change") and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user, action: str, instance) -> bool:
        return self.instances_user_has_permission_for(user, action).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        if not self.user_has_any_permission(user, actions):
            return Workshop.objects.none()
        if user.is_superuser:
            return Workshop.objects.all()
        return Workshop.objects.filter(campaign__moderators=user)


class CampaignTeamPolicy(ModelPermissionPolicy):
    """Campaigns are written by publishing pages: here only their team is changed."""

    def user_has_permission(self, user, action: str) -> bool:
        return action in ("view", "change") and super().user_has_permission(user, action)
