"""Dates as a person would say them: how long until then, and when exactly."""

from datetime import date, datetime, time, timedelta

from django import template
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


def last_moment(moment: datetime) -> datetime:
    """What ends at midnight ends, for people, at 23:59 the day before."""
    local = timezone.localtime(moment)
    return local - timedelta(minutes=1) if local.time() == time(0) else local


def _day(moment: datetime) -> str:
    """The day, with its year only where that is not this year's."""
    this_year = moment.year == timezone.localdate().year
    return formats.date_format(moment, "MONTH_DAY_FORMAT" if this_year else "DATE_FORMAT")


def _time(moment: datetime) -> str:
    return formats.time_format(moment, "TIME_FORMAT")


@register.filter
def days_left(moment: datetime | None) -> int | None:
    """Whole days until a moment as a calendar counts them: 0 today, 1 tomorrow; None without a date."""
    return (last_moment(moment).date() - timezone.localdate()).days if moment else None


@register.filter
def left_in_words(moment: datetime | None) -> str:
    """“12 days left”, “last day”; empty without a date or once it is over."""
    if not moment or moment <= timezone.now():
        return ""
    days = days_left(moment)
    if days == 0:
        return _("last day")
    return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}


@register.filter
def day_and_time(moment: datetime | None) -> str:
    """“12 May at 23:59”."""
    if not moment:
        return ""
    moment = last_moment(moment)
    return _("%(day)s at %(time)s") % {"day": _day(moment), "time": _time(moment)}


def begin_in_words(moment: datetime) -> str:
    """“12 May at 00:00”: what begins at midnight begins on that day."""
    local = timezone.localtime(moment)
    return _("%(day)s at %(time)s") % {"day": _day(local), "time": _time(local)}


@register.filter
def closes_in_words(moment: datetime | None) -> str:
    """“closes in 3 days, on 12 May at 23:59”."""
    if not moment:
        return ""
    days, when = days_left(moment), {"day": _day(last_moment(moment)), "time": _time(last_moment(moment))}
    if days <= 0:
        return _("closes today at %(time)s") % when
    if days == 1:
        return _("closes tomorrow, on %(day)s at %(time)s") % when
    return ngettext(
        "closes in %(count)s day, on %(day)s at %(time)s",
        "closes in %(count)s days, on %(day)s at %(time)s",
        days,
    ) % (when | {"count": days})


@register.filter
def opens_in_words(moment: datetime | None) -> str:
    """“opens in 3 days, on 12 May at 09:00”."""
    if not moment:
        return ""
    local = timezone.localtime(moment)
    days = (local.date() - timezone.localdate()).days
    when = {"day": _day(local), "time": _time(local)}
    if days <= 0:
        return _("opens today at %(time)s") % when
    if days == 1:
        return _("opens tomorrow, on %(day)s at %(time)s") % when
    return ngettext(
        "opens in %(count)s day, on %(day)s at %(time)s",
        "opens in %(count)s days, on %(day)s at %(time)s",
        days,
    ) % (when | {"count": days})


@register.filter
def closed_in_words(moment: datetime | None) -> str:
    """“closed on 12 May 2026”."""
    if not moment:
        return ""
    return _("closed on %(day)s") % {"day": formats.date_format(last_moment(moment), "DATE_FORMAT")}


@register.simple_tag
def span_in_words(start: date | None, end: date | None) -> str:
    """“from 3 March to 12 May 2026”, “from 3 March 2026”, “until 12 May 2026”, or the one day."""
    if start and end and start == end:
        return formats.date_format(start, "DATE_FORMAT")
    if start and end:
        first = formats.date_format(start, "MONTH_DAY_FORMAT" if start.year == end.year else "DATE_FORMAT")
        return _("from %(start)s to %(end)s") % {
            "start": first,
            "end": formats.date_format(end, "DATE_FORMAT"),
        }
    if start:
        return _("from %(start)s") % {"start": formats.date_format(start, "DATE_FORMAT")}
    if end:
        return _("until %(end)s") % {"end": formats.date_format(end, "DATE_FORMAT")}
    return ""
