"""Calendars that other programs follow (RFC 5545 and RFC 7986), in the reader's language.

A session keeps its UID for ever; each publication raises its SEQUENCE, each change of a text its LAST-MODIFIED.
One that is cancelled, or was public and is so no more, stays and says CANCELLED: a program that follows a calendar
may keep what merely vanishes. A session without a start is left out, and the calendar's description counts those.
"""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import icalendar
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from programme import plain_text, told
from programme.feeds import ORIGIN
from programme.models import Change, Participation, Session
from programme.told import Row
from summit.models import Event

REFRESH = timedelta(hours=1)
MOST_OCTETS = 74  # of a line, beside the space that a continued one begins with
# What a release tells of a session that is a draft again; its own fields may hold plans nobody has seen.
ONCE = ("title_fr", "title_en", "before", "after", "release__published_at")
SAID = (
    *("pk", "uid", "sequence", "slug", "kind", "status", "starts", "ends", "times_indicative", "stream_urls"),
    *("changed", "modified", "theme__published", "theme__modified", "room_id", "room__modified"),
    *told.texts("title", "abstract", "theme__short", "theme__title", "room__name"),
    *(f"once_{name.rpartition('__')[2]}" for name in ONCE),
)
SAID_OF_PEOPLE = ("role", "mode", "speaker__modified", *told.texts("speaker__name", "speaker__role"))


class Shared(NamedTuple):
    """What the entries of one calendar have in common, in the reader's language."""

    event: Event
    zone: ZoneInfo
    language: str
    place: list[str]
    address: Callable[[str], str]
    kinds: dict[str, str]
    roles: dict[str, str]
    modes: dict[str, str]


def followed() -> QuerySet[Session]:
    """Sessions that are public or once were; what is told of a draft is what the public saw last."""
    known = (Change.Kind.ADDED, Change.Kind.WITHDRAWN)
    last = Change.objects.filter(session=OuterRef("pk"), kind__in=known).order_by("-pk")
    is_draft = Q(status=Session.Status.DRAFT)
    once = {
        f"once_{name.rpartition('__')[2]}": Case(When(is_draft, Subquery(last.values(name)[:1]))) for name in ONCE
    }
    return Session.objects.filter(~is_draft | Exists(last)).annotate(**once).order_by("starts", "pk")


def write(sessions: QuerySet[Session], *, event: Event, release: int, title: str, path: str) -> str:
    """Write the calendar found at `path`, in two queries; ORIGIN stands where an address of the portal begins."""
    rows = told.rows(sessions, SAID)
    people = told.parts(rows, *SAID_OF_PEOPLE)
    shared = _shared(event)
    entries = [entry for row in rows if (entry := _entry(row, people.get(row.pk, []), shared))]
    left_out = sum(row.starts is None and row.status != Session.Status.DRAFT for row in rows)
    calendar = icalendar.Calendar.new(
        prodid=f"-//{event.reference_prefix}//Summit portal//{shared.language.upper()}",
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
    text = "\r\n".join(_folded(line) for line in calendar.content_lines())
    return _with_origin_on_its_own_line(text)


def _shared(event: Event) -> Shared:
    return Shared(
        event=event,
        zone=ZoneInfo(event.time_zone),
        language=get_language() or "",
        place=[plain_text.short(event, "venue"), plain_text.short(event, "city")],
        address=told.addresses("programme:session"),
        kinds=told.labels(Session.Kind),
        roles=told.labels(Participation.Role),
        modes=told.labels(Participation.Mode),
    )


def called(session: Session | Row) -> str:
    """What the session is called; once it is a draft again, what it was called when the public saw it."""
    if session.status != Session.Status.DRAFT:
        return plain_text.short(session, "title")
    titles = {"fr": session.once_title_fr, "en": session.once_title_en}
    return plain_text.clean(titles.get(get_language() or "") or session.once_title_fr or session.once_title_en)


def _folded(line: str) -> str:
    """Break a long line between two characters, never within an escape; the library takes ten times as long."""
    if len(line) <= MOST_OCTETS and line.isascii():
        return line
    octets, pieces, start = line.encode(), [], 0
    while len(octets) - start > MOST_OCTETS:
        end = start + MOST_OCTETS
        while octets[end] & 0b1100_0000 == 0b1000_0000:  # within a character
            end -= 1
        piece = octets[start:end]
        end -= (len(piece) - len(piece.rstrip(b"\\"))) % 2
        pieces.append(octets[start:end])
        start = end
    return b"\r\n ".join([*pieces, octets[start:]]).decode()


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


def _entry(row: Row, people: list[Row], shared: Shared) -> icalendar.Event | None:
    """One session, or nothing for one without a start."""
    is_withdrawn = row.status == Session.Status.DRAFT
    starts, ends = _once_held(row) if is_withdrawn else (row.starts, row.ends)
    if starts is None:
        return None
    entry = icalendar.Event()
    entry["UID"] = icalendar.vText(f"{row.uid}@{_domain(shared.event)}")
    entry["SEQUENCE"] = icalendar.vInt(row.sequence)
    _add_times(entry, starts, ends, shared.zone)
    revised = row.once_published_at if is_withdrawn else _revised(row, people, shared.event)
    entry["DTSTAMP"] = entry["LAST-MODIFIED"] = icalendar.vDatetime(revised.astimezone(UTC))
    is_off = is_withdrawn or row.status == Session.Status.CANCELLED
    entry["STATUS"] = icalendar.vText("CANCELLED" if is_off else "CONFIRMED")
    if is_off:
        entry["TRANSP"] = icalendar.vText("TRANSPARENT")
    if is_withdrawn:
        entry["SUMMARY"] = icalendar.vText(called(row), params={"LANGUAGE": shared.language})
    else:
        _add_words(entry, row, people, shared)
    return entry


def _add_times(entry: icalendar.Event, starts: datetime, ends: datetime | None, zone: ZoneInfo) -> None:
    """Write both in the event's zone; in UTC when one falls in the hour that autumn plays twice, the second time.

    RFC 5545 has a local time of that hour mean the first.
    """
    moments = [moment.astimezone(zone) for moment in (starts, ends) if moment]
    is_unclear = any(moment.fold for moment in moments)
    for name, moment in zip(("DTSTART", "DTEND"), moments, strict=False):
        if is_unclear:
            entry[name] = icalendar.vDatetime(moment.astimezone(UTC))
        else:
            # Of a moment with its zone, the library looks up all names the zone has, each time.
            entry[name] = icalendar.vDatetime(moment.replace(tzinfo=None))
            entry[name].params["TZID"] = zone.key


def _add_words(entry: icalendar.Event, row: Row, people: list[Row], shared: Shared) -> None:
    reader = {"LANGUAGE": shared.language}
    title, language = plain_text.said(row, "title")
    entry["SUMMARY"] = icalendar.vText(title, params={"LANGUAGE": language})
    entry["DESCRIPTION"] = icalendar.vText(_description(row, people, shared), params=reader)
    entry["URL"] = icalendar.vUri(shared.address(row.slug))
    place = [plain_text.short(row, "room__name"), *shared.place]
    if any(place):
        entry["LOCATION"] = icalendar.vText(", ".join(part for part in place if part), params=reader)
    theme = plain_text.short(row, "theme__short") or plain_text.short(row, "theme__title")
    about = [theme] if row.theme__published else []
    entry["CATEGORIES"] = icalendar.vCategory([*about, shared.kinds[row.kind]], params=reader)
    for address in row.stream_urls:
        watched = {"VALUE": "URI", "FEATURE": ["AUDIO", "VIDEO"], "LABEL": _("Live stream")} | reader
        entry.add("conference", icalendar.vUri(address, params=watched))


def _description(row: Row, people: list[Row], shared: Shared) -> str:
    parts = [_("This session is cancelled.")] if row.status == Session.Status.CANCELLED else []
    parts.append(plain_text.long(row, "abstract"))
    parts.append("\n".join(_person(one, shared) for one in people))
    parts.append("\n".join(_("Live stream: %(address)s") % {"address": url} for url in row.stream_urls))
    if row.times_indicative:
        parts.append(_("The time is indicative: it comes from a working draft."))
    parts.append(_("Details and sources: %(address)s") % {"address": shared.address(row.slug)})
    return "\n\n".join(part for part in parts if part)


def _person(one: Row, shared: Shared) -> str:
    name, office = plain_text.short(one, "speaker__name"), plain_text.short(one, "speaker__role")
    how = shared.roles[one.role]
    if one.mode in (Participation.Mode.REMOTE, Participation.Mode.RECORDED):
        how += f", {shared.modes[one.mode]}"
    return f"– {name}, {office} ({how})" if office else f"– {name} ({how})"


def _once_held(row: Row) -> tuple[datetime | None, datetime | None]:
    slot = row.once_before or row.once_after or {}
    starts, ends = (datetime.fromisoformat(slot[name]) if slot.get(name) else None for name in ("starts", "ends"))
    return starts, ends


def _revised(row: Row, people: list[Row], event: Event) -> datetime:
    """When anything that the entry says last changed, in real time."""
    own = (row.modified, row.changed, row.room__modified, row.theme__modified, event.modified)
    return max(moment for moment in (*own, *(one.speaker__modified for one in people)) if moment)


def _domain(event: Event) -> str:
    """What makes identifiers the event's own: never the host, which may change."""
    return f"{event.reference_prefix.lower()}.summit"


def _years(entries: list[icalendar.Event], event: Event) -> tuple[int, int]:
    years = [entry["DTSTART"].dt.year for entry in entries] + [event.starts.year, event.ends.year]
    return min(years), max(years)


@lru_cache(maxsize=8)
def _time_zone(name: str, first_year: int, last_year: int) -> icalendar.Timezone:
    """The rules of a time zone, from the year before the first to the one after the last."""
    years = date(first_year - 1, 1, 1), date(last_year + 2, 1, 1)
    return icalendar.Timezone.from_tzid(name, first_date=years[0], last_date=years[1])
