"""Moments told in the event's time zone, in the reader's language."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_location
from django.utils import timezone
from django.utils.translation import gettext as _

from summit.numbers import NO_BREAK, locale

ELISION = re.compile(r"\bde (?=[AEÉIOUÎ](?!TC))")  # heure d’Athènes, but heure de UTC


def clock_time(moment: datetime) -> str:
    """Write the hour in the current zone: 14 h 25 in French, 14:25 in English."""
    return hour(timezone.localtime(moment))


def hour(local: datetime) -> str:
    """Write the hour of a moment that is told in its zone already."""
    if locale() == "fr_FR":
        return f"{local.hour}{NO_BREAK}h{NO_BREAK}{local.minute:02d}"
    return f"{local.hour:02d}:{local.minute:02d}"


def long_date(moment: date | datetime) -> str:
    """Write the day in words, in the current zone: lundi 11 janvier 2021; Monday 11 January 2021."""
    day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    text = format_date(day, "EEEE d MMMM y", locale=locale())
    return text.replace(" 1 ", " 1er ") if locale() == "fr_FR" else text


def day_and_time(moment: datetime) -> str:
    """Write day and hour, in the current zone: lundi 11 janvier 2021, 14 h 25."""
    return f"{long_date(moment)}, {clock_time(moment)}"


def zone_name(zone: ZoneInfo | str) -> str:
    """Name a time zone by its city: heure de Paris; Paris time."""
    city = get_timezone_location(str(zone), locale=locale(), return_city=True)
    name = _("%(city)s time") % {"city": city}
    return ELISION.sub("d’", name) if locale() == "fr_FR" else name
