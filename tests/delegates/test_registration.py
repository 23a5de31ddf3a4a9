"""Registering, confirming, changing, handing over, cancelling."""

import pytest

from delegates import registration, seats
from delegates.models import Delegate, Message, Seat
from delegates.tokens import digest, found_by, renew, token_of
from tests.factories import DelegateFactory, EventFactory, SessionFactory

pytestmark = pytest.mark.django_db
WHO = {
    "given_name": "Ama",
    "family_name": "Example",
    "badge_name": "Ama Example",
    "email": "ama@example.org",
    "category": "delegate",
    "mode": "in_person",
    "language": "fr",
}


def register(**changes):
    return registration.register({**WHO, **changes}, needs={"diet": "vegan"})


def kinds(delegate):
    return [message.kind for message in delegate.messages.order_by("pk")]


def test_a_registration_waits_for_its_address_and_holds_no_seat():
    EventFactory(capacity=1)

    delegate = register()

    assert (delegate.state, Seat.objects.count(), kinds(delegate)) == ("unconfirmed", 0, ["confirm"])
    assert (delegate.number, delegate.needs.diet) == (1, "vegan")


def test_an_address_registered_twice_in_any_spelling_gets_its_link_again_and_nothing_else():
    EventFactory()
    first = register()

    again = register(email="AMA@Example.org", given_name="Somebody else")

    first.refresh_from_db()
    assert (again, Delegate.objects.count(), first.given_name) == (first, 1, "Ama")
    assert kinds(first) == ["confirm", "link"]


def test_a_confirmed_address_goes_to_review_and_takes_the_seats_it_wished():
    EventFactory(capacity=1)
    session = SessionFactory(capacity=0)
    delegate = registration.register(WHO, needs={}, sessions=[session])

    assert registration.confirm(delegate) is True
    assert registration.confirm(delegate) is False

    delegate.refresh_from_db()
    taken = {seat.session: seat.state for seat in delegate.seats.select_related("session")}
    assert (delegate.state, taken) == ("to_review", {None: "held", session: "waiting"})
    assert kinds(delegate) == ["confirm", "received", "waiting"]


def test_nobody_online_takes_a_seat():
    EventFactory(capacity=1)
    delegate = register(mode="online")

    registration.confirm(delegate)

    assert Seat.objects.count() == 0


def test_a_change_of_what_was_accredited_goes_back_to_review_and_another_does_not():
    EventFactory()
    delegate = DelegateFactory(accredited=True)

    assert registration.change(delegate, who={"photographs": True}, needs={}) is False
    assert registration.change(delegate, who={"organisation": "Another"}, needs={}) is True

    delegate.refresh_from_db()
    assert (delegate.state, delegate.photographs, kinds(delegate)) == ("to_review", True, ["changed", "changed"])


def test_whoever_goes_online_frees_the_seat():
    EventFactory(capacity=1)
    first, second = DelegateFactory(), DelegateFactory()
    seats.take(first)
    seats.take(second)

    registration.change(first, who={"mode": "online"}, needs={})

    assert [(seat.delegate, seat.state) for seat in Seat.objects.all()] == [(second, "offered")]


def test_sessions_chosen_anew_free_the_others():
    EventFactory()
    kept, left, new = SessionFactory(capacity=1), SessionFactory(capacity=1), SessionFactory(capacity=1)
    delegate = DelegateFactory()
    registration.choose_sessions(delegate, sessions=[kept, left])

    registration.choose_sessions(delegate, sessions=[kept, new])

    assert {seat.session for seat in delegate.seats.all()} == {kept, new}


def test_a_substitute_takes_over_the_seats_when_they_confirm():
    EventFactory(capacity=1)
    delegate = DelegateFactory(accredited=True)
    waiting = DelegateFactory()
    seats.take(delegate)
    seats.take(waiting)

    substitute = registration.hand_over(delegate, who=WHO, needs={})
    assert Seat.objects.get(state="held").delegate == delegate
    registration.confirm(substitute)

    delegate.refresh_from_db()
    assert (delegate.state, Seat.objects.get(state="held").delegate) == ("cancelled", substitute)
    assert Seat.objects.get(state="waiting").delegate == waiting


def test_who_cancels_frees_the_seat_for_the_next():
    EventFactory(capacity=1)
    first, second = DelegateFactory(), DelegateFactory()
    seats.take(first)
    seats.take(second)

    registration.cancel(first)

    first.refresh_from_db()
    assert (first.state, Seat.objects.get().delegate, Seat.objects.get().state) == ("cancelled", second, "offered")


def test_a_private_link_opens_one_registration_and_a_renewed_one_closes_the_old():
    delegate = DelegateFactory()
    token = token_of(delegate)
    assert list(found_by(Delegate.objects.all(), token)) == [delegate]

    renew(delegate)
    delegate.save()

    assert (list(found_by(Delegate.objects.all(), token)), len(token)) == ([], 43)
    assert delegate.link_digest == digest(token_of(delegate))


def test_what_the_database_holds_of_a_link_opens_nothing():
    delegate = DelegateFactory()

    assert not found_by(Delegate.objects.all(), delegate.link_key).exists()
    assert not found_by(Delegate.objects.all(), delegate.link_digest).exists()
    assert Message.objects.count() == 0
