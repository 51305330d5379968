"""iCalendar (RFC 5545): one VEVENT per date, with an identity that no edit changes."""

from collections.abc import Iterable
from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, vGeo, vText
from icalendar import Event as VEvent

from .models import Event, EventTiming

STATUS = {
    Event.EventStatus.POSTPONED: "TENTATIVE",
    Event.EventStatus.CANCELLED: "CANCELLED",
}
MAX_DATES = 2000


def one_line(text: str) -> str:
    """Line breaks and control characters have no place in a summary or a location."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def plain(text: str) -> str:
    """Lines without control characters: a lone carriage return would begin a new property for lenient readers."""
    return "\n".join(one_line(line) for line in text.splitlines())


def uid_of(timing: EventTiming, reference: str) -> str:
    """Stable for a date of an event, also when it moves: calendars then update what they hold instead of adding to it."""
    return f"{reference}-{timing.pk}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}"


def summary_of(event: Event) -> str:
    """The title; what is cancelled, full or postponed says so first, because many calendars show no status."""
    return one_line(f"{event.alert} – {event.title}" if event.alert else event.title)


def calendar_of(timings: Iterable[EventTiming], *, name: str, url_of) -> bytes:
    """A calendar of dates.

    Args:
        timings: with their events.
        name: what subscribers see.
        url_of: event → absolute address of its page.

    Returns:
        CRLF lines, folded, UTF-8; times in UTC, so that no time-zone definition is needed.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Participation//Agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    for timing in timings:
        calendar.add_component(_entry(timing, url_of))
    return calendar.to_ical()


def _entry(timing: EventTiming, url_of) -> VEvent:
    event = timing.event
    first = event.published_at or event.created_at
    changed = max(event.edited_at or first, first).astimezone(UTC)
    entry = VEvent()
    entry.add("uid", uid_of(timing, event.reference))
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    # Seconds since publication: grows with each edit, as RFC 5545 asks of a revised event.
    entry.add("sequence", int((changed - first).total_seconds()) % 2_000_000_000)
    entry.add("dtstart", timing.begins_at.astimezone(UTC))
    entry.add("dtend", timing.ends_at.astimezone(UTC))
    entry.add("summary", summary_of(event))
    description = "\n\n".join(plain(text) for text in (event.text, event.long_description) if text)
    if description:
        entry.add("description", description)
    location = event.where or event.online_link
    if location:
        entry["location"] = vText(one_line(location))
    if event.latitude is not None and event.longitude is not None:
        entry["geo"] = vGeo((event.latitude, event.longitude))
    entry.add("url", url_of(event))
    entry.add("status", STATUS.get(event.event_status, "CONFIRMED"))
    return entry
