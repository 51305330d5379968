"""An event as schema.org JSON-LD, for search engines."""

import json
from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from .models import Event, EventTiming
from .words import local

SCHEMA = "https://schema.org/"
SUB_EVENTS = 50
STATUS = {
    Event.EventStatus.RESCHEDULED: "EventRescheduled",
    Event.EventStatus.MOVED_ONLINE: "EventMovedOnline",
    Event.EventStatus.POSTPONED: "EventPostponed",
    Event.EventStatus.CANCELLED: "EventCancelled",
}
ATTENDANCE = {
    Event.AttendanceMode.OFFLINE: "OfflineEventAttendanceMode",
    Event.AttendanceMode.ONLINE: "OnlineEventAttendanceMode",
    Event.AttendanceMode.MIXED: "MixedEventAttendanceMode",
}


def _locations(event: Event) -> list[dict]:
    found = []
    if event.where:
        place = {
            "@type": "Place",
            "name": event.location_name or event.address,
            "address": event.address or event.where,
        }
        if event.latitude is not None:
            place["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": event.latitude,
                "longitude": event.longitude,
            }
        found.append(place)
    if event.online_link:
        found.append({"@type": "VirtualLocation", "url": event.online_link})
    return found


def _times(begins, ends) -> dict:
    return {"startDate": local(begins).isoformat(), "endDate": local(ends).isoformat()}


def structured_data(event: Event, timings: Sequence[EventTiming], url: str) -> SafeString:
    """JSON-LD that is safe inside a script element; an event of several dates names up to fifty of them."""
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": event.text,
        "url": url,
        "inLanguage": event.language,
        "eventStatus": SCHEMA + STATUS.get(event.event_status, "EventScheduled"),
        "eventAttendanceMode": SCHEMA + ATTENDANCE[event.attendance_mode],
    }
    if timings:
        data |= _times(timings[0].begins_at, max(timing.ends_at for timing in timings))
    if len(timings) > 1:
        data["subEvent"] = [
            {"@type": "Event", "name": event.title, **_times(timing.begins_at, timing.ends_at)}
            for timing in timings[:SUB_EVENTS]
        ]
    if locations := _locations(event):
        data["location"] = locations[0] if len(locations) == 1 else locations
    if event.organiser:
        data["organizer"] = {"@type": "Organization", "name": event.organiser}
    if event.event_status == Event.EventStatus.FULL:
        data["offers"] = {"@type": "Offer", "availability": SCHEMA + "SoldOut"}
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(text)
