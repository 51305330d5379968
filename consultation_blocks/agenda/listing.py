"""An agenda in a page: the next events on the campaign page, all of them as list or month on their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ..participation.models import Activity
from ..participation.paging import keyset_page
from ..participation.querysets import count_within
from . import words
from .models import EventTiming
from .month import midnight, month_of
from .querysets import BACKWARD, FORWARD, between, coming, count_events, events_by_time, passed
from .rules import takes_proposals

NEXT = 6
PAGE = 12
DAY_MAX = 200
VIEWS = ("list", "month")


def _date(text: str, pattern: str) -> date | None:
    """A date of the address, or None where it is not one or out of all reason."""
    try:
        found = datetime.strptime(text, pattern).date()
    except ValueError:
        return None
    return found if 1970 <= found.year <= 2199 else None


@dataclass(frozen=True)
class Filters:
    """What the address asks for; whatever it holds besides, or wrongly, is ignored."""

    view: str = "list"
    default_view: str = "list"
    is_passed: bool = False
    search: str = ""
    month: date | None = None
    day: date | None = None
    cursor: str = ""

    @classmethod
    def from_query(cls, query: QueryDict, default_view: str = "list") -> "Filters":
        view = query.get("view", "")
        day = _date(query.get("day", ""), "%Y-%m-%d")
        view = view if view in VIEWS else default_view
        return cls(
            view="list" if day else view,
            default_view=default_view,
            is_passed=query.get("when") == "passed",
            search=" ".join(query.get("q", "").replace("\x00", "").split())[:100],
            month=_date(query.get("month", ""), "%Y-%m"),
            day=day,
            cursor=query.get("cursor", "")[:300],
        )

    def state(self, **changes: str) -> dict[str, str]:
        """The parameters of this state with changes, always in the same order, without what is the default."""
        state = {
            "q": self.search,
            "view": self.view,
            "when": "passed" if self.is_passed else "",
            "month": f"{self.month:%Y-%m}" if self.month else "",
            "day": f"{self.day:%Y-%m-%d}" if self.day else "",
            **changes,
        }
        if state["view"] == "month":
            state["when"] = state["day"] = ""
        else:
            state["month"] = ""
        if state["view"] == self.default_view:
            state["view"] = ""
        return {name: value for name, value in state.items() if value}

    def address(self, page: str, **changes: str) -> str:
        query = urlencode(self.state(**changes))
        return f"{page}?{query}" if query else page


def dress(dates: Iterable[EventTiming], activity: Activity, *, with_day: bool = True) -> list[EventTiming]:
    """Give each date the words that its card shows: `when`, `where`."""
    dressed = []
    for timing in dates:
        timing.event.activity = activity
        timing.local_begin = words.local(timing.begins_at)
        timing.when = words.day_and_hours(timing) if with_day else words.hours(timing)
        if getattr(timing, "has_more", False):
            timing.when = _("%(date)s and other dates") % {"date": timing.when}
        timing.where = words.place(timing.event)
        dressed.append(timing)
    return dressed


def next_context(activity: Activity) -> dict:
    """`dates` (of the next events), `total` of those to come, `can_propose`; one query."""
    now = timezone.now()
    total = count_within(events_by_time(activity, now, False))
    dates = list(coming(activity, now).annotate(total=total).order_by(*FORWARD)[:NEXT])
    return {
        "dates": dress(dates, activity),
        "total": dates[0].total if dates else 0,
        "can_propose": takes_proposals(activity),
        "ics_url": reverse("agenda_ics", args=[activity.pk]),
    }


def full_context(activity: Activity, query: QueryDict) -> dict:
    """Everything of one state of the agenda: `month`, or `dates` with `total` and `next_url`; and the filter bar."""
    filters = Filters.from_query(query, activity.options.get("view", "list"))
    address = activity.get_absolute_url()
    context = {
        "filters": filters,
        "can_propose": takes_proposals(activity),
        "ics_url": filters_url(reverse("agenda_ics", args=[activity.pk]), filters),
        "groups": filter_groups(filters, address),
        "chips": active_filters(filters, address),
        "reset_url": filters.address(address, q="", day=""),
        "hidden": [(name, value) for name, value in filters.state().items() if name != "q"],
    }
    if filters.view == "month":
        return context | month_context(activity, filters, address)
    return context | list_context(activity, filters, address)


def filters_url(address: str, filters: Filters) -> str:
    return f"{address}?{urlencode({'q': filters.search})}" if filters.search else address


def list_context(activity: Activity, filters: Filters, address: str) -> dict:
    now = timezone.now()
    if filters.day:
        since = midnight(filters.day)
        found = between(activity, since, midnight(filters.day + timedelta(days=1)), filters.search)
        dates = list(found.order_by(*FORWARD)[:DAY_MAX])
        return {"dates": dress(dates, activity, with_day=False), "total": len(dates), "next_url": ""}
    found, order = (
        (passed(activity, now, filters.search), BACKWARD)
        if filters.is_passed
        else (coming(activity, now, filters.search), FORWARD)
    )
    page = keyset_page(found, order, filters.cursor, PAGE)
    return {
        "dates": dress(page.items, activity),
        "total": count_events(activity, now, filters.is_passed, filters.search),
        "next_url": filters.address(address, cursor=page.next_cursor) if page.next_cursor else "",
        "first_url": filters.address(address),
    }


def month_context(activity: Activity, filters: Filters, address: str) -> dict:
    month = month_of(activity, filters.month, filters.search)

    def url(first: date | None) -> str:
        return filters.address(address, month=f"{first:%Y-%m}") if first else ""

    for week in month.weeks:
        for day in week:
            if day.more:
                day.url = filters.address(address, view="list", month="", day=f"{day.date:%Y-%m-%d}")
    this = timezone.localdate().replace(day=1)
    return {
        "month": month,
        "previous_url": url(month.previous),
        "following_url": url(month.following),
        "this_url": filters.address(address, month="") if month.first != this else "",
        "total": month.total,
    }


def filter_groups(filters: Filters, address: str) -> list[dict]:
    """The choices of the filter bar: `[{label, options: [{label, url, is_on}]}]`."""

    def option(label: str, is_on: bool, **changes: str) -> dict:
        return {"label": label, "url": filters.address(address, **changes), "is_on": is_on}

    is_list = filters.view == "list"
    groups = [
        {
            "label": _("Show as"),
            "options": [
                option(_("List"), is_list, view="list", day=""),
                option(_("Month"), not is_list, view="month", day=""),
            ],
        }
    ]
    if is_list:
        upcoming = not filters.is_passed and not filters.day
        groups.append(
            {
                "label": _("When"),
                "options": [
                    option(_("To come"), upcoming, when="", day=""),
                    option(_("Passed"), filters.is_passed and not filters.day, when="passed", day=""),
                ],
            }
        )
    return groups


def active_filters(filters: Filters, address: str) -> list[dict]:
    """What narrows the list, each with the address without it."""
    active = []
    if filters.search:
        active.append({"label": filters.search, "url": filters.address(address, q="")})
    if filters.day:
        active.append({"label": words.day(midnight(filters.day)), "url": filters.address(address, day="")})
    return active
