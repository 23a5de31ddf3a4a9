"""When a session is, told by the event's clock and beside it by the reader's."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django import template
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from programme.models import Session
from summit import dates
from summit.numbers import locale

register = template.Library()


@register.simple_tag
def session_times(session: Session, zone: ZoneInfo | None = None) -> SafeString | str:
    """Tell when a session is as exactly as it is known, by the current zone; in `zone` beside it when given."""
    if session.starts is None and session.ends is None:
        return {
            "morning": _("in the morning"),
            "afternoon": _("in the afternoon"),
            "evening": _("in the evening"),
            "": _("time not known"),
        }[session.part_of_day]
    moments = [timezone.localtime(one) for one in (session.starts, session.ends) if one]
    day = moments[0].date()
    told = [_time(one, day, mark=" data-local-time" if one == session.starts else "") for one in moments]
    before = "" if session.starts else escape(_("until")) + " "
    beside = reader_times(session, zone) if zone else ""
    return mark_safe(f"{before}{' – '.join(told)}{beside}")


@register.simple_tag
def reader_times(session: Session, zone: ZoneInfo) -> SafeString:
    """The same moments by the reader's clock, with the day where it is another than the event's."""
    moments = [one for one in (session.starts, session.ends) if one]
    if not moments:
        return mark_safe("")
    day = timezone.localtime(moments[0]).date()
    with timezone.override(zone):
        there = [timezone.localtime(one) for one in moments]
        hours = [_clock(there[0], day), *(_clock(one, there[0].date()) for one in there[1:])]
    name = _zone_name(zone.key, get_language())
    return format_html(' <span class="local-time">{}, {}</span>', " – ".join(hours), name)


@register.filter
def weekday(moment: datetime) -> str:
    """The name of the day in the current zone: lundi; Monday."""
    return _weekday(timezone.localtime(moment))


@register.filter
def short_day(day: date) -> str:
    """Name a day where several stand side by side: lun. 11 janv.; Mon 11 Jan."""
    return format_date(day, "EEE d MMM", locale=locale())


def _time(local: datetime, day: date, *, mark: str) -> str:
    return f'<time datetime="{local.isoformat()}"{mark}>{escape(_clock(local, day))}</time>'


def _clock(local: datetime, day: date) -> str:
    """The hour; with its day where that is another, with its offset where the clocks show the hour twice."""
    told = dates.hour(local)
    if local.date() != day:
        told = f"{_weekday(local)} {told}"
    is_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{told} (UTC{local.isoformat()[-6:]})" if is_twice else told


def _weekday(local: date) -> str:
    return format_date(local, "EEEE", locale=locale())


@cache
def _zone_name(key: str, _language: str | None) -> str:
    return dates.zone_name(key)
