"""Calendars that other programs follow (RFC 5545 and RFC 7986), in the reader's language.

A session keeps its UID for ever; each publication raises its SEQUENCE, each change of a text its LAST-MODIFIED.
One that is cancelled, or was public and is so no more, stays and says CANCELLED: a program that follows a calendar
may keep what merely vanishes. A session without a start is left out, and the calendar's description counts those.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from programme import plain_text
from programme.feeds import ORIGIN
from programme.models import Change, Participation, Session
from programme.models.session import people
from summit.models import Event

REFRESH = timedelta(hours=1)
# What a release tells of a session that is a draft again; its own fields may hold plans nobody has seen.
ONCE = ("title_fr", "title_en", "before", "after", "release__published_at")
NOT_SAID = ("outcome_fr", "outcome_en", "search_fr", "search_en")


def followed() -> QuerySet[Session]:
    """Sessions that are public or once were, each with everything its entry says, in two queries."""
    known = (Change.Kind.ADDED, Change.Kind.WITHDRAWN)
    last = Change.objects.filter(session=OuterRef("pk"), kind__in=known).order_by("-pk")
    once = {f"once_{name.rpartition('__')[2]}": Subquery(last.values(name)[:1]) for name in ONCE}
    seen = Session.objects.filter(~Q(status=Session.Status.DRAFT) | Exists(last))
    told = seen.select_related("theme", "room").prefetch_related(people())
    return told.annotate(**once).defer(*NOT_SAID).order_by("starts", "pk")


def write(sessions: Iterable[Session], *, event: Event, release: int, title: str, path: str) -> str:
    """Write the calendar found at `path`; ORIGIN stands where an address of the portal begins."""
    sessions = list(sessions)
    zone = ZoneInfo(event.time_zone)
    entries = [entry for session in sessions if (entry := _entry(session, event, zone))]
    left_out = sum(session.starts is None and session.status != Session.Status.DRAFT for session in sessions)
    calendar = icalendar.Calendar.new(
        prodid=f"-//{event.reference_prefix}//Summit portal//{(get_language() or '').upper()}",
        calscale="GREGORIAN",
        uid=f"{path}@{_domain(event)}",
        name=title,
        description=_about(release, left_out),
        url=ORIGIN + reverse("programme:list"),
    )
    # RFC 7986 gives these two no default, so they name their type.
    calendar.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
    calendar.add("source", ORIGIN + path, {"VALUE": "URI"})
    calendar.add("x-published-ttl", icalendar.vDuration(REFRESH).to_ical().decode())
    calendar.add("x-wr-timezone", event.time_zone)
    calendar.add_component(_time_zone(event.time_zone, *_years(entries, event)))
    for entry in entries:
        calendar.add_component(entry)
    return _with_origin_on_its_own_line(calendar.to_ical().decode())


def called(session: Session) -> str:
    """What the session is called; once it is a draft again, what it was called when the public saw it."""
    if session.status != Session.Status.DRAFT:
        return plain_text.short(session, "title")
    titles = {"fr": session.once_title_fr, "en": session.once_title_en}
    return plain_text.clean(titles.get(get_language() or "") or session.once_title_fr or session.once_title_en)


def _with_origin_on_its_own_line(text: str) -> str:
    """Fold before and after each ORIGIN, so that no line grows past 75 octets when it is filled in."""
    return re.sub(rf"(\r\n )?{ORIGIN}(\r\n )?", f"\r\n {ORIGIN}\r\n ", text)


def _about(release: int, left_out: int) -> str:
    told = [_("Release %(number)s of the programme.") % {"number": release}] if release else []
    if left_out:
        told.append(
            ngettext(
                "%(count)s session whose start is not known is left out.",
                "%(count)s sessions whose start is not known are left out.",
                left_out,
            )
            % {"count": left_out}
        )
    return " ".join(told) or _("Every session whose start is known.")


def _entry(session: Session, event: Event, zone: ZoneInfo) -> icalendar.Event | None:
    """One session, or nothing for one without a start."""
    is_withdrawn = session.status == Session.Status.DRAFT
    starts, ends = _once_held(session) if is_withdrawn else (session.starts, session.ends)
    if starts is None:
        return None
    entry = icalendar.Event()
    entry.add("uid", f"{session.uid}@{_domain(event)}")
    entry.add("sequence", session.sequence)
    _add_times(entry, starts, ends, zone)
    revised = session.once_published_at if is_withdrawn else _revised(session, event)
    entry.add("dtstamp", revised)
    entry.add("last-modified", revised)
    is_off = is_withdrawn or session.is_cancelled
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    if is_off:
        entry.add("transp", "TRANSPARENT")
    if is_withdrawn:
        entry.add("summary", called(session), {"LANGUAGE": get_language()})
    else:
        _add_words(entry, session, event)
    return entry


def _add_times(entry: icalendar.Event, starts: datetime, ends: datetime | None, zone: ZoneInfo) -> None:
    """Write both in the event's zone; in UTC when one falls in the hour that autumn plays twice, the second time.

    RFC 5545 has a local time of that hour mean the first.
    """
    moments = [moment.astimezone(zone) for moment in (starts, ends) if moment]
    if any(moment.fold for moment in moments):
        moments = [moment.astimezone(UTC) for moment in moments]
    for name, moment in zip(("dtstart", "dtend"), moments, strict=False):
        entry.add(name, moment)


def _add_words(entry: icalendar.Event, session: Session, event: Event) -> None:
    reader = {"LANGUAGE": get_language()}
    title, language = plain_text.said(session, "title")
    entry.add("summary", title, {"LANGUAGE": language})
    entry.add("description", _description(session), reader)
    entry.add("url", ORIGIN + session.get_absolute_url())
    place = [plain_text.short(session.room, "name")] if session.room else []
    place += [plain_text.short(event, "venue"), plain_text.short(event, "city")]
    if any(place):
        entry.add("location", ", ".join(part for part in place if part), reader)
    theme = session.theme if session.theme and session.theme.published else None
    about = [plain_text.short(theme, "short") or plain_text.short(theme, "title")] if theme else []
    entry.add("categories", icalendar.vCategory([*about, session.get_kind_display()], params=reader))
    for address in session.stream_urls:
        watched = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"], "LABEL": _("Live stream")} | reader
        entry.add("conference", icalendar.vUri(address, params=watched))


def _description(session: Session) -> str:
    parts = [_("This session is cancelled.")] if session.is_cancelled else []
    parts.append(plain_text.long(session, "abstract"))
    parts.append("\n".join(_person(one) for one in session.participations.all()))
    parts.append("\n".join(_("Live stream: %(address)s") % {"address": url} for url in session.stream_urls))
    if session.times_indicative:
        parts.append(_("The time is indicative: it comes from a working draft."))
    parts.append(_("Details and sources: %(address)s") % {"address": ORIGIN + session.get_absolute_url()})
    return "\n\n".join(part for part in parts if part)


def _person(one: Participation) -> str:
    name, office = plain_text.short(one.speaker, "name"), plain_text.short(one.speaker, "role")
    how = one.get_role_display()
    if one.mode in (Participation.Mode.REMOTE, Participation.Mode.RECORDED):
        how += f", {one.get_mode_display()}"
    return f"– {name}, {office} ({how})" if office else f"– {name} ({how})"


def _once_held(session: Session) -> tuple[datetime | None, datetime | None]:
    slot = session.once_before or session.once_after or {}
    starts, ends = (datetime.fromisoformat(slot[name]) if slot.get(name) else None for name in ("starts", "ends"))
    return starts, ends


def _revised(session: Session, event: Event) -> datetime:
    """When anything that the entry says last changed, in real time."""
    things = [session, event, session.room, session.theme, *(one.speaker for one in session.participations.all())]
    moments = [thing.modified for thing in things if thing]
    return max([*moments, session.changed] if session.changed else moments)


def _domain(event: Event) -> str:
    """What makes identifiers the event's own: never the host, which may change."""
    return f"{event.reference_prefix.lower()}.summit"


def _years(entries: list[icalendar.Event], event: Event) -> tuple[int, int]:
    years = [moment.year for entry in entries for moment in (entry.start,)] + [event.starts.year, event.ends.year]
    return min(years), max(years)


@lru_cache(maxsize=8)
def _time_zone(name: str, first_year: int, last_year: int) -> icalendar.Timezone:
    """The rules of a time zone, from the year before the first to the one after the last."""
    years = date(first_year - 1, 1, 1), date(last_year + 2, 1, 1)
    return icalendar.Timezone.from_tzid(name, first_date=years[0], last_date=years[1])
