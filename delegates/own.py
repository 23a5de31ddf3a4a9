"""What a private link shows its holder: where the registration stands, and all that is held of them."""

from dataclasses import dataclass
from typing import Any

from delegates import badges, leaving, seats
from delegates.models import Delegate, Needs, Seat
from delegates.terms import TERMS
from programme.models import Session
from summit.bilingual import written_in
from summit.models import Event

PERSONAL = (
    *("given_name", "family_name", "badge_name", "email", "organisation", "organisation_kind", "role"),
    *("category", "mode", "language", "outlet", "press_card", "photographs", "refusal"),
)
NEEDS = ("access", "diet", "diet_words", "interpretation")


@dataclass(frozen=True)
class Place:
    """A seat or a place in line; `session` is None for the summit itself."""

    seat: Seat
    line: int


@dataclass(frozen=True)
class Own:
    delegate: Delegate
    places: list[Place]

    @property
    def summit(self) -> Place | None:
        return next((one for one in self.places if one.seat.session_id is None), None)

    @property
    def sessions(self) -> list[Place]:
        return [one for one in self.places if one.seat.session_id]

    @property
    def refusal(self) -> badges.Refusal | None:
        """Why the holder may not enter, and has no badge."""
        return badges.refusal(self.delegate.state, self.delegate.mode, self.summit and self.summit.seat.state)

    @property
    def ended_by(self) -> str:
        """Who ended the registration, one of leaving.By; empty where it stands, or nothing is known of it."""
        return leaving.by_whom(self.delegate)

    @property
    def may_stand_in_line(self) -> bool:
        """Whoever comes and has no seat of the summit, as after an offer that lapsed, may ask for one again."""
        waits = (Delegate.State.TO_REVIEW, Delegate.State.ACCREDITED)
        return self.delegate.is_on_site and self.summit is None and self.delegate.state in waits


def of(delegate: Delegate) -> Own:
    rows = delegate.seats.select_related("session")
    places = [Place(one, seats.place_in_line(one) if one.state == Seat.State.WAITING else 0) for one in rows]
    return Own(delegate, places)


def attended(delegate: Delegate, held: Own) -> list[tuple[Session, Place | None]]:
    """The sessions a delegate has chosen and that take place, in the programme's order, each with its seat."""
    seats_of = {one.seat.session_id: one for one in held.sessions}
    keys = {*seats_of, *delegate.wishes.values_list("session", flat=True)}
    takes_place = Session.objects.published().exclude(status=Session.Status.CANCELLED)
    return [(one, seats_of.get(one.pk)) for one in takes_place.filter(pk__in=keys).in_order()]


def everything(delegate: Delegate) -> dict[str, Any]:
    """All that is held of one person, with what each part is for and when it is erased; dates are UTC."""
    event, needs = Event.objects.first(), Needs.objects.filter(delegate=delegate).first()
    return {
        "number": str(delegate),
        "state": delegate.state,
        "privacy_notice_accepted_at": delegate.notice_at.isoformat() if delegate.notice_at else None,
        "registered_at": delegate.created_at.isoformat(),
        "address_confirmed_at": delegate.confirmed_at.isoformat() if delegate.confirmed_at else None,
        "country": delegate.country.code or None,
        "delegation": delegate.delegation.name if delegate.delegation else None,
        **{name: getattr(delegate, name) for name in PERSONAL},
        "needs": {name: getattr(needs, name) for name in NEEDS} if needs else None,
        "named_by_others": [_written_by_others(one) for one in delegate.namings.select_related("delegation")],
        "sessions": [written_in(wish.session, "title")[0] for wish in delegate.wishes.select_related("session")],
        "seats": [
            {"session": seat.session.slug if seat.session else None, "state": seat.state}
            for seat in delegate.seats.select_related("session")
        ],
        "decisions": [{"decision": one.verdict, "at": one.at.isoformat()} for one in delegate.decisions.all()],
        "arrivals": [{"door": one.door, "at": one.at.isoformat()} for one in delegate.arrivals.all()],
        "messages": [
            {"kind": one.kind, "written_at": one.created_at.isoformat(), "state": one.state}
            for one in delegate.messages.all()
        ],
        "kept_until": {term.name: term.until(event).isoformat() for term in TERMS} if event else {},
    }


def _written_by_others(named: Delegate) -> dict[str, str | None]:
    kept = ("given_name", "family_name", "badge_name", "organisation", "role", "category", "mode", "language")
    return {"delegation": named.delegation.name if named.delegation else None} | {
        name: getattr(named, name) for name in kept
    }
