"""The door: whoever stands there is let in once, the first arrival wins, and every passage is kept.

A door names each passage by a key of its own, so that one sent twice is kept once and answered alike. All that
changes passes one gate and takes its next number: doors ask for what happened since a number, never since a time,
and two doors that admit one badge at the same moment come one after the other. A door that was without network has
let people in already; what it tells is kept even where the portal would have refused, and both doors are told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from delegates import badges
from delegates.models import Arrival, Delegate, Gate
from summit.clock import real_now

GATE = "arrivals"


class Verdict(models.TextChoices):
    ADMITTED = "admitted", _("Admitted")
    SECOND = "second", _("Badge already used")
    REFUSED = "refused", _("Do not admit")
    UNDONE = "undone", _("Admission undone")


class Reason(models.TextChoices):
    """Why somebody is refused, apart from what their registration says (badges.Refusal)."""

    UNREADABLE = "unreadable", _("this is neither a number nor a badge")
    FORGED = "forged", _("forged badge")
    UNKNOWN = "unknown", _("not on the list")
    NO_KEY = "no_key", _("the portal has no key to check badges with: type the number")
    TAKEN = "taken", _("sent under the key of another passage")


@dataclass(frozen=True)
class Answer:
    """What the door is told. `first` is the arrival that came before; `passage` the row that was kept, if any."""

    verdict: Verdict
    reason: str = ""
    delegate: Delegate | None = None
    passage: Arrival | None = None
    first: Arrival | None = None

    @property
    def reason_words(self) -> str:
        kind = badges.Refusal if self.reason in badges.Refusal else Reason
        return str(kind(self.reason).label) if self.reason else ""


@dataclass(frozen=True)
class Passage:
    """What a door tells of one person: whom, under which key, when by its clock, and whether it asked first."""

    number: "int | Unreadable"
    key: UUID
    door: str
    at: datetime
    is_offline: bool = False


class Unreadable(Exception):
    """What was typed or scanned names nobody; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def number_of(written: str) -> int:
    """Return the number that a badge's code or a typed number means. Raises Unreadable."""
    text = "".join(written.split()).upper()
    if ":" not in text:
        digits = text.removeprefix("D").removeprefix("-")
        if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
            raise Unreadable(Reason.UNREADABLE)
        return int(digits)
    try:
        return badges.read(text).number
    except badges.Forged as error:
        raise Unreadable(Reason.FORGED) from error
    except badges.NoKey as error:
        raise Unreadable(Reason.NO_KEY) from error


def sync(passages: Iterable[Passage], *, undone: Iterable[UUID] = (), by: Any) -> list[tuple[UUID, Answer]]:
    """Take down what a door kept, each by itself, and say of each what it is; then take back what it undid."""
    told = []
    for one in passages:
        if isinstance(one.number, Unreadable):
            answer = Answer(Verdict.REFUSED, one.number.reason)
        else:
            answer = admit(one.number, key=one.key, door=one.door, at=one.at, by=by, is_offline=one.is_offline)
        told.append((one.key, answer))
    for key in undone:
        told.append((key, undo(key, by=by) or Answer(Verdict.REFUSED, Reason.UNKNOWN)))
    return told


@transaction.atomic
def admit(number: int, *, key: UUID, door: str, at: datetime, by: Any, is_offline: bool = False) -> Answer:
    """Let a delegate in once. A passage sent again under its key is answered as it stands.

    `is_offline` tells that the door has let them in already, by its own list: that is kept, whatever the answer.
    """
    gate = _enter()
    known = Arrival.objects.select_related("delegate").filter(key=key).first()
    if known:
        return _again(known, gate, number, is_offline)
    delegate = Delegate.objects.locked().filter(number=number).first()
    if delegate is None:
        return Answer(Verdict.REFUSED, Reason.UNKNOWN)
    refusal = badges.refusal_of(delegate)
    first = _first(delegate)
    if refusal and not is_offline:
        return Answer(Verdict.REFUSED, refusal, delegate, first=first)
    passage = Arrival.objects.create(
        delegate=delegate,
        key=key,
        door=door,
        at=min(at, real_now()),  # a clock that runs ahead proves nothing
        by=by,
        is_first=first is None and not refusal,
        is_offline=is_offline,
        refusal=refusal or "",
        sequence=_next(gate),
    )
    if passage.is_first and delegate.state != Delegate.State.ARRIVED:
        delegate.state = Delegate.State.ARRIVED
        delegate.save(update_fields=["state"])
    return _answer(passage, first)


@transaction.atomic
def undo(key: UUID, *, by: Any) -> Answer | None:
    """Take back an admission that was a mistake; it stays on record, with who undid it. None: no such passage.

    Where another door let the same delegate in while apart, that passage becomes the first.
    """
    gate = _enter()
    passage = Arrival.objects.select_related("delegate").filter(key=key).first()
    if passage is None or passage.undone_at:
        return passage and _answer(passage)
    was_first = passage.is_first
    passage.is_first, passage.undone_at, passage.undone_by = False, real_now(), by
    passage.sequence = _next(gate)
    passage.save()
    if was_first:
        _succeed(passage.delegate, gate)
    return _answer(passage)


def _succeed(delegate: Delegate, gate: Gate) -> None:
    """Make the next who was let in the first, or let the delegate be expected again."""
    heir = delegate.arrivals.filter(undone_at=None, refusal="", is_offline=True).order_by("pk").first()
    if heir:
        heir.is_first, heir.sequence = True, _next(gate)
        heir.save()
    else:
        arrived = Delegate.objects.filter(pk=delegate.pk, state=Delegate.State.ARRIVED)
        arrived.update(state=Delegate.State.ACCREDITED)


def _again(known: Arrival, gate: Gate, number: int, is_offline: bool) -> Answer:
    if known.delegate.number != number:
        return Answer(Verdict.REFUSED, Reason.TAKEN)
    if is_offline and not known.is_offline:  # the first answer never reached the door, which then decided alone
        known.is_offline, known.sequence = True, _next(gate)
        known.save(update_fields=["is_offline", "sequence"])
    return _answer(known)


def _answer(passage: Arrival, first: Arrival | None = None) -> Answer:
    delegate = passage.delegate
    if passage.undone_at:
        return Answer(Verdict.UNDONE, "", delegate, passage)
    if passage.is_first:
        return Answer(Verdict.ADMITTED, "", delegate, passage)
    first = first or _first(delegate)
    verdict = Verdict.REFUSED if passage.refusal else Verdict.SECOND
    return Answer(verdict, passage.refusal, delegate, passage, first)


def _first(delegate: Delegate) -> Arrival | None:
    return delegate.arrivals.filter(is_first=True).first()


def _enter() -> Gate:
    """Lock the gate of arrivals, before any delegate: everybody who changes one comes this way."""
    Gate.objects.get_or_create(key=GATE)
    return Gate.objects.select_for_update().get(key=GATE)


def _next(gate: Gate) -> int:
    gate.last_sequence += 1
    gate.save(update_fields=["last_sequence"])
    return gate.last_sequence
