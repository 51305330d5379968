"""The staff groups and exactly the rights that each needs. Nobody here gets a right over user accounts.

Éditeurs      compose, publish and translate pages; pictures and documents; name the teams of campaigns
Modérateurs   read and decide in the campaigns that they are assigned to; correct their workshops; reasons
Analystes     read what is published, and the figures
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EDITORS = "Éditeurs"
MODERATORS = "Modérateurs"
ANALYSTS = "Analystes"

# Wagtail makes two groups with rights that are not ours; theirs become ours, so that nobody picks the wrong one.
WAGTAIL_GROUPS = {"Editors": EDITORS, "Moderators": MODERATORS}

ENTER = "wagtailadmin.access_admin"
GROUP_RIGHTS = {
    EDITORS: (
        ENTER,
        "wagtail_localize.submit_translation",
        "consultation_blocks.view_campaign",
        "consultation_blocks.change_campaign",
        "consultation_blocks.view_event",
        "consultation_blocks.add_event",
        "consultation_blocks.change_event",
    ),
    MODERATORS: (
        ENTER,
        "consultation_blocks.moderate_contribution",
        "consultation_blocks.view_workshop",
        "consultation_blocks.change_workshop",
        "consultation_blocks.view_decisionreason",
        "consultation_blocks.add_decisionreason",
        "consultation_blocks.change_decisionreason",
    ),
    ANALYSTS: (ENTER, "consultation_blocks.view_contribution"),
}
EDITORS_PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
EDITORS_COLLECTION_RIGHTS = (
    # Wagtail asks for the rights of its own image model, whichever model a site uses.
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
# Rights are rows that Django writes after each app's migrations: the ones used here must be there first.
APPS_WITH_RIGHTS = (
    "wagtailcore",
    "wagtailadmin",
    "wagtailimages",
    "wagtaildocs",
    "wagtail_localize",
    "consultation_blocks",
)


def _rights(names) -> list[Permission]:
    wanted = Q(pk=None)
    for name in names:
        label, codename = name.split(".")
        wanted |= Q(content_type__app_label=label, codename=codename)
    return list(Permission.objects.filter(wanted))


def _ensure_group(name: str) -> Group:
    group = Group.objects.filter(name=name).first()
    if group:
        return group
    for theirs, ours in WAGTAIL_GROUPS.items():
        if ours == name and Group.objects.filter(name=theirs).update(name=ours):
            group = Group.objects.get(name=ours)
            group.page_permissions.all().delete()
            GroupCollectionPermission.objects.filter(group=group).delete()
            group.permissions.clear()
            return group
    return Group.objects.create(name=name)


def setup_groups() -> None:
    """Make the three groups. Existing groups get back a right that is missing; rights that were added stay."""
    for label in APPS_WITH_RIGHTS:
        create_permissions(installed.get_app_config(label), verbosity=0)
    for name, rights in GROUP_RIGHTS.items():
        _ensure_group(name).permissions.add(*_rights(rights))
    editors = Group.objects.get(name=EDITORS)
    root = Page.get_first_root_node()
    page_rights = Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=EDITORS_PAGE_RIGHTS
    )
    if root:
        for right in page_rights:
            GroupPagePermission.objects.get_or_create(group=editors, page=root, permission=right)
    collection = Collection.get_first_root_node()
    if collection:
        for right in _rights(EDITORS_COLLECTION_RIGHTS):
            GroupCollectionPermission.objects.get_or_create(
                group=editors, collection=collection, permission=right
            )
