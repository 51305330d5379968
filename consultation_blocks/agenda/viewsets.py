"""Events by staff in the Wagtail admin: a list, and a form whose saving publishes."""

from django.http import Http404
from django.urls import reverse
from django.utils import formats
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import CreateView, EditView, HistoryView, IndexView

from site_core.closed_snippets import ClosedViewSet

from . import rules
from .admin_forms import EventAdminForm
from .models import Event
from .services import publish_by_staff
from .words import local


def first_date(event: Event) -> str:
    """When the first date begins, in words: the admin's own column says only how long ago."""
    return (
        formats.date_format(local(event.first_begins_at), "DATETIME_FORMAT") if event.first_begins_at else ""
    )


class EventIndexView(IndexView):
    """The staff's events in the campaigns that this person works on, the latest first."""

    template_name = "consultation_blocks/moderation/listing.html"
    default_ordering = "-first_begins_at"

    @cached_property
    def columns(self):
        return [column for column in super().columns if column.name != "bulk_actions"]

    def get_base_queryset(self):
        return rules.writable_events(self.request.user).select_related("activity__campaign")


class SaveByService:
    """Saving writes the dates and publishes; the log says who did."""

    log_action = "wagtail.create"

    def save_instance(self):
        event = publish_by_staff(
            self.form.save(commit=False), self.form.cleaned_data["dates"], user=self.request.user
        )
        log(instance=event, action=self.log_action, user=self.request.user, content_changed=True)
        return event

    def get_success_buttons(self):
        address = reverse("event_detail", args=[self.object.reference])
        return [
            messages.button(address, _("See it on the site"), new_window=True),
            *super().get_success_buttons(),
        ]


class EventCreateView(SaveByService, CreateView):
    def get_success_message(self, instance):
        return _("The event “%(title)s” is published.") % {"title": instance.title}


class OwnEvent:
    """An event that is not the staff's, or is another campaign's, does not exist here."""

    def get_object(self, *args, **kwargs):
        event = super().get_object(*args, **kwargs)
        if not rules.writable_events(self.request.user).filter(pk=event.pk).exists():
            raise Http404
        return event


class EventEditView(SaveByService, OwnEvent, EditView):
    log_action = "wagtail.edit"

    def get_success_message(self):
        return _("The event “%(title)s” is saved.") % {"title": self.object.title}


class EventHistoryView(OwnEvent, HistoryView):
    pass


class EventViewSet(ClosedViewSet):
    """Registered in the group “Participation”, with the policy of `permissions.EventPolicy`."""

    model = Event
    icon = "calendar-alt"
    menu_label = _("Events")
    menu_name = "events"
    list_per_page = 50
    index_view_class = EventIndexView
    add_view_class = EventCreateView
    edit_view_class = EventEditView
    history_view_class = EventHistoryView
    search_fields = ["title", "text", "reference", "location_name"]
    list_display = [
        "title",
        Column("campaign", label=_("Campaign"), accessor="activity.campaign"),
        Column("first_begins_at", label=_("First date"), accessor=first_date, sort_key="first_begins_at"),
        Column(
            "event_status", label=_("State"), accessor="get_event_status_display", sort_key="event_status"
        ),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("activity"),
            FieldPanel("title"),
            FieldPanel("event_status"),
            FieldPanel("text"),
            FieldPanel("dates"),
            MultiFieldPanel(
                [
                    FieldPanel("attendance_mode"),
                    FieldPanel("location_name"),
                    FieldPanel("address"),
                    FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                    FieldPanel("online_link"),
                ],
                heading=_("Where"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("accessibility"),
                    FieldPanel("conditions"),
                    FieldPanel("registration"),
                    FieldPanel("organiser"),
                    FieldPanel("long_description"),
                ],
                heading=_("For those who come"),
            ),
        ],
        base_form_class=EventAdminForm,
    )
