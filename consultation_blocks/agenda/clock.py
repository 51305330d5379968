"""From a day and an hour as people write them to a moment, on the two nights a year when that is not plain."""

from datetime import UTC, date, datetime, time

from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1900, 2200


def moment(day: date, hour: time, *, later: bool = False) -> datetime:
    """The moment of the city's clock, in UTC.

    Args:
        later: of the two moments that an hour has when clocks go back, take the second; the first is the default.

    Raises:
        ValidationError: the hour does not exist that day (clocks go forward), or the year is out of all reason.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(_("This year is not possible."))
    zone = timezone.get_default_timezone()
    wall = datetime.combine(day, hour.replace(tzinfo=None))
    found = wall.replace(tzinfo=zone, fold=int(later)).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) != wall:
        raise ValidationError(
            _("%(time)s does not exist on %(day)s: clocks go forward that night. Give another hour."),
            params={
                "time": formats.time_format(hour, "TIME_FORMAT"),
                "day": formats.date_format(day, "DATE_FORMAT"),
            },
        )
    return found


def span(day: date, begins: time, ends: time, ends_on: date | None = None) -> tuple[datetime, datetime]:
    """Beginning and end of a date, in UTC; `ends_on` where it ends on another day.

    An end that is not after its beginning is returned as it is: whether it may be is `services.check_timings`'s to say.
    """
    first = moment(day, begins)
    last = moment(ends_on or day, ends)
    if last <= first:
        # From 2:45 to 2:15 on the night when 2:15 comes twice.
        last = moment(ends_on or day, ends, later=True)
    return first, last
