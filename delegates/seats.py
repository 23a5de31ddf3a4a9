"""Seats: taken, freed, offered to the next; never one too many, never one lost.

Whoever takes or frees a seat passes the gate of the summit or of the session, whose row is locked: on PostgreSQL
by the row, on SQLite because a transaction that writes is alone. Several gates are passed in one order (`enter`),
so that no two people wait for each other. The order in line is that of the gate's sequence, never of a clock. A
seat offered is taken until its end; then it lapses and goes to the next.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from delegates.mail import outbox
from delegates.models import CategoryRule, Delegate, Gate, Message, Seat
from programme.models import Session
from summit import clock
from summit.models import Event

OFFER = timedelta(hours=48)
LAST_OFFER = timedelta(hours=2)  # an offer never runs into the summit itself, yet leaves time to read it
TAKEN = (Seat.State.HELD, Seat.State.OFFERED)
State = Seat.State


def enter(*sessions: Session | None) -> dict[int | None, Gate]:
    """Lock the gates that a transaction will pass: the summit's first, then the sessions' by their keys."""
    keys = sorted({one.pk for one in sessions if one})
    return {key: _lock(key) for key in ([None, *keys] if None in sessions else keys)}


@transaction.atomic
def take(delegate: Delegate, *, session: Session | None = None) -> Seat:
    """Hold a seat while there is room, otherwise take a place on the waiting list; a seat one has stays."""
    return take_all(delegate, [session])[0]


@transaction.atomic(savepoint=False)
def take_all(delegate: Delegate, sessions: Sequence[Session | None]) -> list[Seat]:
    """Take several, each as `take` does; None is the summit itself."""
    gates = enter(*sessions)
    standing = {seat.session_id: seat for seat in delegate.seats.order_by()}
    return [
        standing.get(session and session.pk) or _seated(delegate, session, gates[session and session.pk])
        for session in sessions
    ]


@transaction.atomic
def give_up(delegate: Delegate, *, session: Session | None = None) -> None:
    """Leave a seat or a place on the list; what is free goes to the next."""
    _lock(session and session.pk)
    Seat.objects.filter(delegate=delegate, session=session).delete()
    _offer(session)


@transaction.atomic
def accept(delegate: Delegate, *, session: Session | None = None) -> bool:
    """Hold the seat that was offered, and write the mail that says so; False when the offer has lapsed."""
    _lock(session and session.pk)
    _lapse(session)
    offered = Seat.objects.filter(delegate=delegate, session=session, state=State.OFFERED)
    if not offered.update(state=State.HELD, offered_until=None):
        return False
    outbox.write(Message.Kind.CHANGED, delegate=delegate, session=session, accepted=True)
    return True


@transaction.atomic
def free_all(delegate: Delegate) -> None:
    """Leave every seat and place: refused, cancelled, or gone."""
    held = [seat.session for seat in delegate.seats.select_related("session")]
    enter(*held)
    for session in held:
        give_up(delegate, session=session)


@transaction.atomic
def settle(session: Session | None = None) -> None:
    """Let offers lapse and offer what is free, as after a larger room was found."""
    _lock(session and session.pk)
    _lapse(session)
    _offer(session)


def settle_all() -> None:
    """Settle wherever an offer has lapsed or somebody waits; the worker does so each minute.

    This is how a larger room, which is written where nothing is known of seats, reaches those in line.
    """
    lapsed = Q(state=State.OFFERED, offered_until__lte=clock.now())
    moving = Seat.objects.filter(lapsed | Q(state=State.WAITING))
    for key in list(moving.order_by().values_list("session", flat=True).distinct()):
        settle(Session.objects.get(pk=key) if key else None)


def is_full(capacity: int | None) -> bool:
    """Tell whether the summit as a whole, of this capacity, has no seat left."""
    return capacity is not None and Seat.objects.filter(session=None, state__in=TAKEN).count() >= capacity


def has_room(session: Session | None, category: str) -> bool:
    """Tell whether one more of this category can sit; the summit counts each category apart and all together."""
    if not _any_room(session):
        return False
    if session is not None:
        return True
    places = CategoryRule.objects.filter(category=category).values_list("places", flat=True).first()
    if places is None:
        return True
    return Seat.objects.filter(session=None, state__in=TAKEN, delegate__category=category).count() < places


def place_in_line(seat: Seat) -> int:
    """How many stand before and with this one: 1 is the next."""
    ahead = Seat.objects.filter(session=seat.session_id, state=State.WAITING, sequence__lte=seat.sequence)
    if seat.session_id is None:
        ahead = ahead.filter(delegate__category=seat.delegate.category)
    return ahead.count()


def _lock(session: int | None) -> Gate:
    key = f"session {session}" if session else "summit"
    gates = Gate.objects.select_for_update().filter(key=key)
    found = gates.first()
    if found is None:
        Gate.objects.get_or_create(key=key)
        found = gates.get()
    return found


def _seated(delegate: Delegate, session: Session | None, gate: Gate) -> Seat:
    state = State.HELD if has_room(session, delegate.category) else State.WAITING
    return Seat.objects.create(delegate=delegate, session=session, state=state, sequence=_next(gate))


def _next(gate: Gate) -> int:
    Gate.objects.filter(pk=gate.pk).update(last_sequence=F("last_sequence") + 1)
    return gate.last_sequence + 1


def _lapse(session: Session | None) -> None:
    late = Seat.objects.filter(session=session, state=State.OFFERED, offered_until__lte=clock.now())
    for seat in list(late.select_related("delegate")):
        outbox.write(Message.Kind.SEAT_LAPSED, delegate=seat.delegate, session=session)
        seat.delete()


def _offer(session: Session | None) -> None:
    """Offer each free seat to the first in line who may have it."""
    full: set[str] = set()
    for seat in _in_line(session):
        category = seat.delegate.category
        if category in full:
            continue
        if not _any_room(session):
            return
        if not has_room(session, category):
            full.add(category)
            continue
        seat.state, seat.offered_until = State.OFFERED, _until()
        seat.save(update_fields=["state", "offered_until"])
        facts = {"until": seat.offered_until.isoformat()}
        outbox.write(Message.Kind.SEAT_OFFERED, delegate=seat.delegate, session=session, **facts)


def _in_line(session: Session | None) -> Iterator[Seat]:
    waiting = Seat.objects.filter(session=session, state=State.WAITING)
    return waiting.select_related("delegate").order_by("sequence").iterator(chunk_size=100)


def _any_room(session: Session | None) -> bool:
    """Tell whether the summit or the session as a whole has a free seat, whatever the category."""
    whole = session.capacity if session else Event.objects.values_list("capacity", flat=True).first()
    return whole is None or Seat.objects.filter(session=session, state__in=TAKEN).count() < whole


def _until() -> datetime:
    """When an offer made now ends."""
    event, now = Event.objects.first(), clock.now()
    if event is None:
        return now + OFFER
    return max(now + LAST_OFFER, min(now + OFFER, event.starts - LAST_OFFER))
