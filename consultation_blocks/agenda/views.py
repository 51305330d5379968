"""An event's form, its page, and the calendars that others subscribe to."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from site_core.cache import SITE, campaign_tag
from site_core.searching import limited_search

from ..participation import rules as participation_rules
from ..participation.activities import page_of
from ..participation.contribute import ContributeView, EditOwn
from ..participation.kinds import ActivityKind
from ..participation.models import Activity, Contribution
from ..participation.rules import Refused
from . import ics, rules, services, words
from .forms import EventForm
from .listing import Filters
from .models import Event
from .querysets import FORWARD, dates_of
from .structured import structured_data

SPARE_ROWS = 3
SHOWN_DATES = 8
# A subscribed calendar keeps what has been for a year.
FEED_PAST = timedelta(days=366)


class EventNew(ContributeView):
    """The form of a new event. “Add a date” comes back with more rows where there are no scripts."""

    kind = ActivityKind.AGENDA
    form_class = EventForm
    template_name = "consultation_blocks/agenda/form.html"
    event: Event | None = None

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.refusal() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        refusal = self.refusal()
        if refusal:
            return refusal
        if "add_date" in request.POST:
            form = self.form_class(request.POST, **self.form_kwargs())
            form.forget_errors()
            return self.show(form)
        return super().post(request, *args, **kwargs)

    def refusal(self) -> HttpResponse | None:
        """The page that says why nothing can be proposed here, or None."""
        try:
            rules.ensure_takes_proposals(self.activity)
        except Refused as refused:
            context = self.context(closed_message=refused.message)
            return render(
                self.request, "consultation_blocks/participation/closed.html", context, status=refused.status
            )
        return None

    def context(self, **extra) -> dict:
        return super().context(event=self.event, **extra)

    def show(self, form: EventForm, status: int = 200) -> HttpResponse:
        form.fields["dates"].widget.empty_rows = SPARE_ROWS
        return super().show(form, status)

    def build(self, form: EventForm) -> Event:
        return Event(**form.changes())

    def save(self, form: EventForm, **options) -> Contribution:
        event = self.build(form)
        event.activity = self.activity
        event.author_name = form.cleaned_data["author_name"]
        event.submission_key = form.cleaned_data.get("submission_key")
        return services.propose_event(
            event,
            form.cleaned_data["dates"],
            actor=self.actor,
            email=form.sender_email,
            is_proven=bool(form.cleaned_data.get("captcha")),
            workshop=form.workshop_claim,
            **options,
        )


class EventEdit(EditOwn, EventNew):
    """The same form over an event of one's own that may still be changed."""

    model, own_name = Event, "event"

    def refusal(self) -> HttpResponse | None:
        """What was proposed while proposals were taken stays its author's to change."""
        return None

    def form_kwargs(self) -> dict:
        event = self.event
        names = [name for name in EventForm.base_fields if hasattr(event, name)]
        initial = {name: getattr(event, name) for name in names}
        initial["dates"] = list(event.timings.values_list("begins_at", "ends_at"))
        return super().form_kwargs() | {"editing": event, "initial": initial}

    def save(self, form: EventForm, **options) -> Contribution:
        return services.change_event(
            self.event,
            form.cleaned_data["dates"],
            actor=self.actor,
            changes={**form.changes(), "author_name": form.cleaned_data["author_name"]},
        )


def _public_event(reference: str) -> Event:
    return get_object_or_404(
        Event.objects.public().select_related("activity__campaign", "workshop"), reference=reference.upper()
    )


def _kept(response: HttpResponse, activity: Activity) -> HttpResponse:
    """Mark an answer that is the same for everybody, so that it is kept until its campaign changes."""
    response.cache_tags = {SITE, campaign_tag(activity.campaign_id)}
    return response


@require_safe
def event_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """A published event with its dates and comments; the same for everybody, so it may be kept."""
    event = _public_event(reference)
    activity = event.activity
    page = page_of(activity.campaign, get_language())
    if page is None:
        raise Http404
    timings = words.dress(event.timings.all())
    now = timezone.now()
    to_come = [timing for timing in timings if timing.ends_at > now]
    url = request.build_absolute_uri(reverse("event_detail", args=[event.reference]))
    context = {
        "page": page,
        "campaign_page": page,
        "activity": activity,
        "event": event,
        "title": event.title,
        "dates": to_come[:SHOWN_DATES],
        "more_dates": to_come[SHOWN_DATES:],
        "past_dates": [timing for timing in timings if timing.ends_at <= now],
        "place": words.place(event),
        "accessibility": words.accessibility(event),
        "registration": words.registration(event),
        "description": Truncator(" ".join(event.text.split())).chars(200),
        "closed_message": participation_rules.closed_message(activity),
        "share_url": url,
        "structured_data": structured_data(event, timings, url),
    }
    return _kept(render(request, "consultation_blocks/agenda/detail.html", context), activity)


def _calendar(request: HttpRequest, timings, name: str, file_name: str, activity: Activity) -> HttpResponse:
    def url_of(event: Event) -> str:
        return request.build_absolute_uri(reverse("event_detail", args=[event.reference]))

    response = HttpResponse(
        ics.calendar_of(timings, name=name, url_of=url_of), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    return _kept(response, activity)


@require_safe
def event_ics(request: HttpRequest, reference: str) -> HttpResponse:
    """One event for a calendar, all its dates."""
    event = _public_event(reference)
    timings = list(event.timings.all()[: services.MAX_TIMINGS])
    for timing in timings:
        timing.event = event
    return _calendar(request, timings, event.title, f"event-{event.reference}", event.activity)


@require_safe
@limited_search
def agenda_ics(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The agenda as a feed to subscribe to: the dates of a year back and all to come, `?q=` as on its page."""
    agendas = Activity.objects.visible().filter(kind=ActivityKind.AGENDA)
    activity = get_object_or_404(agendas, pk=activity_id)
    filters = Filters.from_query(request.GET)
    found = dates_of(activity, filters.search).filter(begins_at__gt=timezone.now() - FEED_PAST)
    return _calendar(
        request,
        found.order_by(*FORWARD)[: ics.MAX_DATES],
        activity.local_title,
        f"agenda-{activity.pk}",
        activity,
    )
