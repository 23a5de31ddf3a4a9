"""Registering: one person asks to attend, proves the address, changes it, sends somebody else, leaves."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from delegates import leaving, naming, quotas, seats
from delegates.mail import outbox
from delegates.models import Decision, Delegate, DelegateQuerySet, Delegation, Message, Needs, Seat
from delegates.names import key_of
from delegates.tokens import renew
from programme.models import Session
from summit.clock import real_now

State, Kind = Delegate.State, Message.Kind
# What somebody else was accredited for: a change of these goes back to review.
REVIEWED = (
    *("given_name", "family_name", "organisation", "organisation_kind", "country", "role"),
    *("category", "mode", "outlet", "press_card", "delegation"),
)


def register(
    who: Mapping[str, Any],
    *,
    needs: Mapping[str, Any],
    sessions: Iterable[Session] = (),
    delegation: Delegation | None = None,
) -> Delegate:
    """Take down a registration and write the mail that proves its address; no seat is held until then.

    An address that is registered already gets its own private link again, and nothing else is kept: the answer
    tells nobody who is registered, nor does the time it takes. Returns the delegate, new or known.
    """
    wished = list(sessions)
    try:
        return _answer(who, needs, wished, delegation)
    except IntegrityError:  # somebody registered this address between the look and the writing
        if _known(who["email"]) is None:
            raise
        return _answer(who, needs, wished, delegation)


@transaction.atomic
def send_link(email: str) -> None:
    """Send whoever is registered under this address their private link; tell nobody whether there is one."""
    if known := _known(email):
        outbox.write(Kind.LINK, delegate=known)
    else:
        outbox.write_nothing()


@transaction.atomic
def confirm(delegate: Delegate, *, said: Mapping[str, Any] | None = None) -> bool:
    """The address is real: hold the seats or stand in line, and go to review; False when that was done before.

    Whoever was named by somebody else has now read the privacy notice, and `said` what only they may say.
    """
    if delegate.replaces_id:
        hold_replaced(Delegate.objects.filter(pk=delegate.pk))
    locked = Delegate.objects.locked().get(pk=delegate.pk)
    if locked.state != State.UNCONFIRMED:
        return False
    for field, value in (said or {}).items():
        setattr(locked, field, value)
    locked.state, locked.confirmed_at = State.TO_REVIEW, real_now()
    locked.notice_at = locked.notice_at or locked.confirmed_at
    locked.save(update_fields=["state", "confirmed_at", "notice_at", *(said or {})])
    outbox.write(Kind.RECEIVED, delegate=locked)
    if locked.replaces_id:
        take_over(locked)
    if locked.is_on_site:
        take_places(locked)
    return True


def take_places(delegate: Delegate) -> None:
    """Take a seat, or the end of the line, in the summit and in each session wished for."""
    _sit(delegate, [None, *_wished(delegate)])


@transaction.atomic
def change_own(delegate: Delegate, *, who: Mapping[str, Any], needs: Mapping[str, Any]) -> bool:
    """Change as the delegate does, who passes no quota of their delegation. Raises quotas.NoPlace."""
    quotas.hold_place(delegate, category=who["category"])
    return change(delegate, who=who, needs=needs)


@transaction.atomic
def change(delegate: Delegate, *, who: Mapping[str, Any], needs: Mapping[str, Any]) -> bool:
    """Write what was changed; True when it goes back to review."""
    before = Delegate.objects.locked().get(pk=delegate.pk)
    if not before.may_change:
        return False
    another = any(name in who and getattr(before, name) != who[name] for name in REVIEWED)
    again = another and before.state == State.ACCREDITED
    was_on_site, was_category = before.is_on_site, before.category
    for name, value in who.items():
        setattr(before, name, value)
    if another and before.state in (State.TO_REVIEW, State.ACCREDITED):
        _reopen(before)
    before.save()
    if another:  # whoever is to take this place over takes the place as it is now
        place = {"category": before.category, "mode": before.mode}
        before.substitutes.filter(state=State.UNCONFIRMED).update(**place)
    if needs:
        Needs.objects.update_or_create(delegate=before, defaults=dict(needs))
    if before.state != State.UNCONFIRMED:
        _reseat(before, was_on_site=was_on_site, was_category=was_category)
        outbox.write(Kind.CHANGED, delegate=before, again=again)
    return again


@transaction.atomic
def choose_sessions(delegate: Delegate, *, sessions: Iterable[Session]) -> None:
    """Make `sessions` all that the delegate attends: seats are taken or freed once the address is confirmed."""
    delegate = Delegate.objects.locked().get(pk=delegate.pk)
    if not delegate.may_change:
        return
    wanted = {one.pk: one for one in sessions}
    delegate.wishes.exclude(session__in=wanted).delete()
    for one in wanted.values():
        delegate.wishes.get_or_create(session=one)
    if delegate.state == State.UNCONFIRMED or not delegate.is_on_site:
        return
    seated = delegate.seats.filter(session__isnull=False).select_related("session")
    held = {seat.session_id: seat.session for seat in seated}
    seats.enter(*held.values(), *wanted.values())
    for key, session in held.items():
        if key not in wanted:
            seats.give_up(delegate, session=session)
    _sit(delegate, [one for key, one in wanted.items() if key not in held])


@transaction.atomic
def stand_in_line(delegate: Delegate) -> None:
    """Ask for a seat of the summit again, after one was left or an offer lapsed: at the end of the line."""
    locked = Delegate.objects.locked().get(pk=delegate.pk)
    may = locked.is_on_site and locked.state in (State.TO_REVIEW, State.ACCREDITED)
    if may and not locked.seats.filter(session=None).exists():
        _sit(locked, [None])


@transaction.atomic
def cancel(delegate: Delegate, *, by: str = "delegate") -> bool:
    """Leave the summit; every seat goes to the next. False for who has left, was refused, or is there already.

    `by` whom: delegate, desk or staff (delegates/leaving.py).
    """
    locked = Delegate.objects.locked().get(pk=delegate.pk)
    if not locked.may_change:
        return False
    locked.state = State.CANCELLED
    locked.save(update_fields=["state"])
    locked.substitutes.filter(state=State.UNCONFIRMED).update(replaces=None)  # there is no place left to take over
    seats.free_all(locked)
    outbox.write(Kind.CANCELLED, delegate=locked, by=by)
    return True


@transaction.atomic
def come_back(delegate: Delegate) -> bool:
    """Register again after having cancelled: reviewed anew, at the end of the line; False for anybody else."""
    locked = Delegate.objects.locked().get(pk=delegate.pk)
    if locked.state != State.CANCELLED or locked.erased_at or not locked.confirmed_at:
        return False
    _reopen(locked)
    locked.save(update_fields=["state"])
    outbox.write(Kind.RECEIVED, delegate=locked)
    if locked.is_on_site:
        take_places(locked)
    return True


@transaction.atomic
def come_back_own(delegate: Delegate) -> bool:
    """Come back as the delegate does, who passes no quota of their delegation. Raises quotas.NoPlace.

    Whom their delegation withdrew no longer comes for it, unless it names them anew.
    """
    if leaving.by_whom(delegate) == leaving.By.DESK:
        Delegate.objects.filter(pk=delegate.pk, state=State.CANCELLED).update(delegation=None)
    else:
        quotas.hold_place(delegate, category=delegate.category)
    return come_back(delegate)


@transaction.atomic
def hand_over(delegate: Delegate, *, who: Mapping[str, Any], needs: Mapping[str, Any]) -> Delegate:
    """Ask for a substitute, who registers in the delegate's place; the seats change hands when they confirm.

    One who was named before and has not answered is forgotten. Raises ValueError where there is no place to give.
    """
    locked = Delegate.objects.locked().get(pk=delegate.pk)
    if not locked.may_change:
        raise ValueError("no place to hand over")
    for pending in locked.substitutes.filter(state=State.UNCONFIRMED):
        naming.forget(pending)
    place = {"category": locked.category, "mode": locked.mode}
    (substitute,) = naming.name([{**who, **place}], by="delegate", delegation=locked.delegation, replaces=locked)
    if needs:
        Needs.objects.create(delegate=substitute, **needs)
    for session in _wished(locked):
        substitute.wishes.create(session=session)
    return substitute


def hold_replaced(substitutes: DelegateQuerySet) -> None:
    """Lock whom they replace before themselves, as whoever cancels does: two orders would block each other."""
    list(Delegate.objects.locked().filter(pk__in=substitutes.values("replaces")).order_by("pk").values_list("pk"))


def take_over(substitute: Delegate) -> None:
    """Let the seats change hands where they stand, so that nobody in line loses or gains by it."""
    left = Delegate.objects.locked().get(pk=substitute.replaces_id)
    if left.state in (State.REFUSED, State.CANCELLED, State.ARRIVED):
        return
    places = [seat.session for seat in left.seats.select_related("session")]
    seats.enter(*places)
    for session in places:
        if substitute.seats.filter(session=session).exists():
            seats.give_up(substitute, session=session)
    Seat.objects.filter(delegate=left).update(delegate=substitute)
    left.state = State.CANCELLED
    left.save(update_fields=["state"])
    outbox.write(Kind.CANCELLED, delegate=left, substitute=True)


@transaction.atomic
def _answer(
    who: Mapping[str, Any], needs: Mapping[str, Any], sessions: list[Session], delegation: Delegation | None
) -> Delegate:
    """Write to a known address, or take down a new one; the former is taken down too, without it, and undone."""
    known = _known(who["email"])
    with transaction.atomic():
        new = _take_down({**who, "email": ""} if known else who, needs, sessions, delegation)
        if known:
            transaction.set_rollback(True)
    outbox.write(Kind.LINK if known else Kind.CONFIRM, delegate=known or new)
    return known or new


def _known(email: str) -> Delegate | None:
    """Read no more of them than is asked for, so that to find somebody takes as long as to find nobody."""
    return Delegate.objects.filter(email_key=key_of(email)).only("pk").first()


def _take_down(
    who: Mapping[str, Any], needs: Mapping[str, Any], sessions: list[Session], delegation: Delegation | None
) -> Delegate:
    delegate = Delegate(**who, email_key=key_of(who["email"]), number=naming.numbers(1), delegation=delegation)
    renew(delegate)
    delegate.save(force_insert=True)
    Needs.objects.create(delegate=delegate, **needs)
    for session in sessions:
        delegate.wishes.create(session=session)
    return delegate


def _wished(delegate: Delegate) -> list[Session]:
    """What taking a seat asks of each, and no text of it."""
    return list(Session.objects.filter(wishes__delegate=delegate).only("capacity").order_by("wishes__pk"))


def _sit(delegate: Delegate, places: list[Session | None]) -> None:
    """Take the seats; None is the summit itself. Whoever has to wait is told."""
    for session, seat in zip(places, seats.take_all(delegate, places), strict=True):
        if seat.state == Seat.State.WAITING:
            outbox.write(Kind.WAITING, delegate=delegate, session=session)


def _reseat(delegate: Delegate, *, was_on_site: bool, was_category: str) -> None:
    """Whoever goes online frees every seat; another category, or coming after all, means the end of the line."""
    if was_on_site and not delegate.is_on_site:
        seats.free_all(delegate)
    elif delegate.is_on_site and not was_on_site:
        take_places(delegate)
    elif delegate.is_on_site and delegate.category != was_category:
        seats.give_up(delegate)
        _sit(delegate, [None])


def _reopen(delegate: Delegate) -> None:
    """What was decided no longer stands, the first of two decisions neither: it was on something else."""
    delegate.state = State.TO_REVIEW
    Decision.objects.filter(delegate=delegate).update(stands=False)
