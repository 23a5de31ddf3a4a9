"""What is on now and what is next, with the sessions themselves; the home page and the programme show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from programme import timetable
from programme.models import Session
from summit import clock
from summit.models import Event


@dataclass(frozen=True)
class Shown:
    """A session that is on, next or later, from when to when; a script moves the marks by these moments."""

    session: Session
    state: str
    starts: datetime
    until: datetime
    watch: str
    is_today: bool


@dataclass(frozen=True)
class NowAndNext:
    event: Event
    rows: list[Shown]

    @property
    def is_on(self) -> bool:
        """Whether the summit has begun: before, the script alone brings the panel up."""
        return self.event.starts <= clock.now()

    @property
    def offset(self) -> int:
        """By how many seconds the clock played here is ahead of the real one; the same in every response."""
        return round((clock.now() - clock.real_now()).total_seconds())


def now_and_next(event: Event | None) -> NowAndNext | None:
    """What the home page shows: three queries during the summit, none at other times."""
    at = clock.now()
    if event is None or not timetable.is_near(event, at):
        return None
    slots = Session.objects.published().slots()
    live = timetable.live(slots, event, at)
    cards = Session.objects.published().for_cards().in_bulk([span.pk for span in live.spans])
    return shown(live, event, cards)


def shown(live: timetable.Live | None, event: Event | None, cards: Mapping[int, Session]) -> NowAndNext | None:
    """Put the sessions to what is on and next; nothing when nothing is."""
    if live is None or event is None:
        return None
    states = (("on", live.on), ("next", live.next), ("later", live.later))
    spans = [(span, state) for state, found in states for span in found if span.pk in cards]
    zone = timetable.zone_of(event)
    today = clock.now().astimezone(zone).date()
    rows = [
        Shown(
            cards[span.pk],
            state,
            span.starts,
            span.until,
            watch=_stream(cards[span.pk], event),
            is_today=span.starts.astimezone(zone).date() == today,
        )
        for span, state in spans
    ]
    return NowAndNext(event, rows) if rows else None


def _stream(session: Session, event: Event) -> str:
    """Where to watch a session: its own stream, or the event's when the session is streamed to the public."""
    streams = session.stream_urls
    if not streams and session.access == Session.Access.PUBLIC_STREAM:
        streams = event.stream_urls
    return streams[0] if streams else ""
