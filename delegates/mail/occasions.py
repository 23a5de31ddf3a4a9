"""What is told to many delegates, and what makes it told once to each: a reminder, a release, a circular."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from delegates.models import Circular, Delegate, Message, Seat, Wish
from programme.models import Change, Release, SessionQuerySet
from programme.models import Session as ProgrammeSession
from summit.models import Event

State, Kind = Delegate.State, Message.Kind
COMING = (State.TO_REVIEW, State.ACCREDITED, State.ARRIVED)
# Whom each kind may reach; those who left are written to by a circular alone, and only when they are asked for.
REACHES = {
    Kind.REMINDER: (State.ACCREDITED,),
    Kind.PROGRAMME_CHANGED: COMING,
    Kind.GROUP: (*COMING, State.REFUSED, State.CANCELLED),
}


class NothingToTellError(Exception):
    """There is nothing of the kind to tell; the text says why, to the member of staff who tried."""


@dataclass(frozen=True)
class Occasion:
    """One thing to tell, to delegates of these states.

    `changed` holds what a release changed, by session, so that each delegate reads what they chose alone.
    """

    kind: str
    name: str
    states: tuple[str, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    changed: Mapping[int, list[int]] | None = None

    @property
    def sessions(self) -> SessionQuerySet:
        return ProgrammeSession.objects.filter(pk__in=self.changed or ())

    def facts_for(self, delegates: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Return the facts of each delegate's own message, by key; whom it does not concern has none."""
        facts = {**self.facts, "states": list(self.states)}
        if self.changed is None:
            return dict.fromkeys(delegates, facts)
        own = self._own_sessions()
        return {
            one: {**facts, "changes": sorted(key for session in own[one] for key in self.changed[session])}
            for one in delegates
            if one in own
        }

    def _own_sessions(self) -> dict[int, set[int]]:
        own: dict[int, set[int]] = {}
        for model in (Seat, Wish):
            rows = model.objects.filter(session__in=self.changed).order_by()
            for delegate, session in rows.values_list("delegate", "session"):
                own.setdefault(delegate, set()).add(session)
        return own


def reminder(number: int = 1, *, states: Collection[str] = ()) -> Occasion:
    """Remind of the summit; a second reminder of the same day has another number. Raises NothingToTellError."""
    event = Event.objects.first()
    if event is None:
        raise NothingToTellError("There is no event to remind of.")
    return Occasion(Kind.REMINDER, f"{event.starts.date().isoformat()} {number}", _reached(Kind.REMINDER, states))


def programme_changed(number: int | None = None, *, states: Collection[str] = ()) -> Occasion:
    """Tell what a release changed, the last one when none is named. Raises NothingToTellError."""
    release = Release.objects.filter(**{"number": number} if number else {}).order_by("-number").first()
    if release is None:
        raise NothingToTellError(f"There is no release {number}." if number else "No release is out yet.")
    if release.is_first:
        raise NothingToTellError("Release 1 is the first one: it changed nothing that anybody had read.")
    changed: dict[int, list[int]] = {}
    for key, session in Change.objects.filter(release=release).values_list("pk", "session"):
        changed.setdefault(session, []).append(key)
    kind = Kind.PROGRAMME_CHANGED
    return Occasion(kind, f"release {release.number}", _reached(kind, states), {"release": release.pk}, changed)


def circular(one: Circular, *, states: Collection[str] = ()) -> Occasion:
    return Occasion(Kind.GROUP, f"circular {one.pk}", _reached(Kind.GROUP, states), {"circular": one.pk})


def _reached(kind: str, states: Collection[str]) -> tuple[str, ...]:
    return tuple(str(one) for one in REACHES[kind] if one in (states or COMING))
