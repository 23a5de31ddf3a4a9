"""The programme by the clock: its days, the order of a day, and what is on now.

Pure functions over sessions already fetched. One rule orders a day. It has parts, morning, afternoon and evening,
by the event's clock; within a part, sessions whose start is known stand by time, and one whose start is not known
stands where its position puts it among them. When not even the part is known, a session stands after the part
that holds the session before it by position, and the page says that its time of day is not known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from programme.models import Session
from programme.models.session import Slot
from summit.models import Event

PARTS = Session.PartOfDay.values
EARLY = timedelta(hours=12)


@dataclass(frozen=True)
class Day:
    """One day of the programme, with its slots and those of them that are looked for."""

    date: date
    slots: list[Slot]

    @property
    def found(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.found]


@dataclass(frozen=True)
class Part:
    """A part of a day under its heading."""

    label: str
    sessions: list[Session]


@dataclass(frozen=True)
class Span:
    """When a session is on; `until` is also known for one without an end."""

    pk: int
    starts: datetime
    until: datetime


@dataclass(frozen=True)
class Live:
    """What is on at a moment, what is next, and what comes later the same day."""

    on: list[Span]
    next: list[Span]
    later: list[Span]

    @property
    def spans(self) -> list[Span]:
        return [*self.on, *self.next, *self.later]


def zone_of(event: Event | None) -> ZoneInfo:
    return ZoneInfo(event.time_zone if event else "UTC")


def day_of(one: Session | Slot, zone: tzinfo, first: date) -> date:
    """The day a session belongs to by the event's clock; without any date, the event's first."""
    moment = one.starts or (None if one.day else one.ends)
    return moment.astimezone(zone).date() if moment else one.day or first


def by_day(sessions: Iterable[Any], event: Event | None, at: datetime) -> dict[date, list[Any]]:
    """Sessions or slots under their days, in order."""
    zone = zone_of(event)
    first = (event.starts if event else at).astimezone(zone).date()
    found: dict[date, list[Any]] = {}
    for one in sessions:
        found.setdefault(day_of(one, zone, first), []).append(one)
    return {day: found[day] for day in sorted(found)}


def sheets(sessions: Iterable[Session], event: Event | None, at: datetime) -> list[tuple[date, list[Part]]]:
    """All days, each in its parts."""
    zone = zone_of(event)
    return [(day, parts_of_day(own, zone)) for day, own in by_day(sessions, event, at).items()]


def in_days(sessions: Iterable[Session], event: Event | None, at: datetime) -> list[tuple[date, list[Session]]]:
    """All days, each with its sessions in order, whatever part of the day they are in."""
    days = sheets(sessions, event, at)
    return [(day, [session for part in parts for session in part.sessions]) for day, parts in days]


def shown_day(days: Sequence[Day], *, asked: date | None, today: date) -> Day | None:
    """The day asked for; else today or the next day that has what is looked for; else the first that has."""
    for day in days:
        if day.date == asked:
            return day
    having = [day for day in days if day.found] or days
    return next((day for day in having if day.date >= today), having[0] if having else None)


def part_of(session: Session, zone: tzinfo) -> str:
    """The part of the day: by the clock when the start is known, else as given, else empty."""
    if session.starts is None:
        return session.part_of_day
    hour = session.starts.astimezone(zone).hour
    morning, afternoon, evening = PARTS
    return morning if hour < 12 else afternoon if hour < 18 else evening


def parts_of_day(sessions: Iterable[Session], zone: tzinfo) -> list[Part]:
    """The sessions of one day in order, under the parts of the day (the rule stands at the top)."""
    parts: dict[str, list[Session]] = {name: [] for name in ("", *PARTS)}
    astray: dict[str, list[Session]] = {name: [] for name in parts}
    before = ""
    for session in sorted(sessions, key=_place):
        name = part_of(session, zone)
        if name:
            parts[name].append(session)
            before = name
        else:
            astray[before].append(session)
    found = []
    for name, known in parts.items():
        if known:
            found.append(Part(str(Session.PartOfDay(name).label), _merged(known)))
        if astray[name]:
            found.append(Part(_("time of day not known"), astray[name]))
    return found


def _merged(known: list[Session]) -> list[Session]:
    """Order by time; put each without a time before the first that has a greater position."""
    order = sorted((one for one in known if one.starts), key=lambda one: (one.starts, *_place(one)))
    for session in known:
        if session.starts is None:
            later = (index for index, one in enumerate(order) if one.position > session.position)
            order.insert(next(later, len(order)), session)
    return order


def _place(session: Session) -> tuple[int, Any]:
    return session.position, session.pk


def spans(slots: Iterable[Slot], event: Event) -> list[Span]:
    """When each session that takes place is on, in the order of time.

    One without an end is on until the next begins in its room, or until the event ends.
    """
    timed = sorted((one for one in slots if one.starts and one.status != "cancelled"), key=lambda one: one.starts)
    found, next_in = [], {}
    for slot in reversed(timed):
        until = slot.ends or next_in.get(slot.room_id) or max(event.ends, slot.starts)
        found.append(Span(slot.pk, slot.starts, until))
        next_in[slot.room_id] = slot.starts
    return found[::-1]


def is_near(event: Event, at: datetime) -> bool:
    """From the hours before the event's start to its end: a page opened then may stay open through it."""
    return event.starts - EARLY <= at < event.ends


def live(slots: Iterable[Slot], event: Event | None, at: datetime) -> Live | None:
    """What is on and next, from the hours before the event to its end; at other times nothing."""
    if event is None or not is_near(event, at):
        return None
    zone, all_spans = zone_of(event), spans(slots, event)
    on = [span for span in all_spans if span.starts <= at < span.until]
    coming = [span for span in all_spans if span.starts > at]
    soonest = coming[0].starts if coming else None
    following = [span for span in coming if span.starts == soonest]
    day = soonest.astimezone(zone).date() if soonest else None
    later = [span for span in coming[len(following) :] if span.starts.astimezone(zone).date() == day]
    return Live(on, following, later)


@dataclass(frozen=True)
class Timetable:
    """The whole programme's slots by the event's clock, and the one day of it that is shown."""

    zone: tzinfo
    slots: list[Slot]
    days: list[Day]
    day: Day | None
    live: Live | None

    @classmethod
    def read(cls, slots: list[Slot], event: Event | None, at: datetime, *, asked: date | None) -> "Timetable":
        """Lay the slots out; the day shown is the one asked for, or the one that matters at `at`."""
        zone = zone_of(event)
        found = [Day(day, own) for day, own in by_day(slots, event, at).items()]
        day = shown_day(found, asked=asked, today=at.astimezone(zone).date())
        return cls(zone, slots, found, day, live(slots, event, at))

    @property
    def found(self) -> int:
        """How many sessions are found on all days together."""
        return sum(len(day.found) for day in self.days)

    @property
    def has_rooms(self) -> bool:
        """Whether a grid of rooms says more than a list."""
        return len({slot.room_id for slot in self.slots} - {None}) > 1

    @property
    def last(self) -> Day | None:
        return self.days[-1] if self.days else None

    @property
    def level(self) -> int:
        """The level of the headings of the parts: below the day's own when there are several days."""
        return 3 if len(self.days) > 1 else 2

    @property
    def level_below(self) -> int:
        return self.level + 1

    @property
    def wanted(self) -> list[int]:
        """The sessions to fetch: those of the day, and those that are on or next."""
        of_day = [slot.pk for slot in self.day.found] if self.day else []
        return [*of_day, *(span.pk for span in (self.live.spans if self.live else []))]

    def sessions(self, cards: Mapping[int, Session]) -> list[Session]:
        """The sessions found on the day shown; one unpublished since the slots were read is left out."""
        return [cards[slot.pk] for slot in (self.day.found if self.day else []) if slot.pk in cards]

    def groups(self, cards: Mapping[int, Session]) -> list[tuple[str, list[Part]]]:
        """The day in its parts; what was found in another language than the reader's comes second."""
        own = {slot.pk for slot in self.slots if slot.own}
        sessions = self.sessions(cards)
        in_own = parts_of_day((one for one in sessions if one.pk in own), self.zone)
        others = parts_of_day((one for one in sessions if one.pk not in own), self.zone)
        return [group for group in (("", in_own), (_("Found in the other language"), others)) if group[1]]
