"""Many at once: never one seat too many, never one lost, on either database."""

from functools import partial

import pytest
from django.contrib.auth.models import User

from delegates import accreditation, registration, seats
from delegates.accreditation import NotPossible
from delegates.mail import circulars, occasions
from delegates.models import CategoryRule, Decision, Delegate, Gate, Message, Seat
from tests.delegates.telling import circular
from tests.delegates.test_registration import WHO
from tests.factories import DelegateFactory, EventFactory, SessionFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TAKEN = ("held", "offered")


def unconfirmed(count, **changes):
    return [DelegateFactory(unconfirmed=True, **changes) for _ in range(count)]


def order(session=None):
    """The states of the seats in the order of their sequence, and the sequence itself."""
    rows = list(Seat.objects.filter(session=session).order_by("sequence").values_list("state", "sequence"))
    return [state for state, _sequence in rows], [sequence for _state, sequence in rows]


def taken(session=None):
    return Seat.objects.filter(session=session, state__in=TAKEN).count()


def waiting(session=None):
    return Seat.objects.filter(session=session, state="waiting").count()


def test_many_confirm_for_few_seats_and_the_rest_stand_in_line_without_a_gap():
    EventFactory(capacity=4)
    people = unconfirmed(12)

    assert at_once(*(partial(registration.confirm, one) for one in people)) == [True] * 12

    states, sequence = order()
    assert states == ["held"] * 4 + ["waiting"] * 8
    assert sequence == list(range(1, 13))
    assert sorted(seats.place_in_line(one) for one in Seat.objects.filter(state="waiting")) == list(range(1, 9))
    assert Message.objects.filter(kind="waiting").count() == 8


def test_sessions_are_filled_as_exactly_as_the_summit():
    EventFactory()
    few, fewer = SessionFactory(capacity=3), SessionFactory(capacity=1)
    people = unconfirmed(6)
    for place, one in enumerate(people):
        for session in (few, fewer) if place % 2 else (fewer, few):
            one.wishes.create(session=session)

    at_once(*(partial(registration.confirm, one) for one in people))

    assert (order(few)[0], order(fewer)[0]) == (["held"] * 3 + ["waiting"] * 3, ["held"] + ["waiting"] * 5)


def test_one_link_pressed_many_times_at_once_takes_one_seat():
    EventFactory(capacity=2)
    one = unconfirmed(1)[0]

    answers = at_once(*(partial(registration.confirm, one) for _ in range(5)))

    assert sorted(answers) == [False] * 4 + [True]
    assert (Seat.objects.count(), Message.objects.filter(kind="received").count()) == (1, 1)


def test_no_seat_is_lost_while_some_cancel_and_others_confirm():
    EventFactory(capacity=4)
    seated, coming = unconfirmed(6), unconfirmed(6)
    for one in seated:
        registration.confirm(one)

    at_once(
        *(partial(registration.cancel, one) for one in seated[:3]),
        *(partial(registration.confirm, one) for one in coming),
    )

    assert (taken(), waiting()) == (4, 5)
    assert not Seat.objects.filter(delegate__state="cancelled").exists()
    before = Seat.objects.filter(state="waiting").order_by("sequence").first().sequence
    assert Seat.objects.filter(state__in=TAKEN, sequence__gt=before).count() == 0


def test_a_place_of_a_session_is_lost_neither_while_choices_change_at_once():
    EventFactory()
    session = SessionFactory(capacity=2)
    people = [DelegateFactory() for _ in range(5)]
    for one in people:
        registration.choose_sessions(one, sessions=[session])

    at_once(
        *(partial(registration.choose_sessions, one, sessions=[]) for one in people[:2]),
        *(partial(registration.choose_sessions, one, sessions=[session]) for one in people[2:]),
    )

    assert (taken(session), waiting(session)) == (2, 1)


def test_who_cancels_while_choosing_sessions_holds_no_seat():
    EventFactory()
    session = SessionFactory(capacity=1)
    one = DelegateFactory(state="accredited")
    seats.take(one)

    at_once(partial(registration.choose_sessions, one, sessions=[session]), partial(registration.cancel, one))

    assert (Delegate.objects.get().state, Seat.objects.count()) == ("cancelled", 0)


def test_a_seat_handed_over_twice_goes_to_one():
    EventFactory(capacity=1)
    left = DelegateFactory(state="accredited")
    seats.take(left)
    person = {name: WHO[name] for name in ("given_name", "family_name", "language")}

    at_once(
        *(
            partial(registration.hand_over, left, who={**person, "email": f"{name}@example.org"}, needs={})
            for name in ("one", "other")
        )
    )
    substitutes = list(Delegate.objects.filter(state="unconfirmed", replaces=left))
    at_once(*(partial(registration.confirm, one) for one in substitutes))

    left.refresh_from_db()
    assert (left.state, taken()) == ("cancelled", 1)
    assert Seat.objects.get(state="held").delegate in substitutes
    assert Seat.objects.count() == Seat.objects.values("delegate").distinct().count()


def test_whose_seat_is_handed_over_while_they_cancel_leaves_one_seat_and_no_more():
    EventFactory(capacity=1)
    for _ in range(4):
        Seat.objects.all().delete()
        left = DelegateFactory(state="accredited")
        seats.take(left)
        substitute = DelegateFactory(unconfirmed=True, replaces=left)

        confirmed, _cancelled = at_once(
            partial(registration.confirm, substitute), partial(registration.cancel, left)
        )

        assert confirmed is True
        assert [seat.delegate for seat in Seat.objects.all()] == [substitute]
        assert Message.objects.filter(kind="cancelled", delegate=left).count() == 1


def test_under_four_eyes_two_people_at_once_accredit_once():
    CategoryRule.objects.create(category="press", four_eyes=True)
    delegate = DelegateFactory(category="press")
    staff = [User.objects.create(username=name) for name in ("one", "other")]

    answers = at_once(*(partial(accreditation.accredit, delegate, by=one) for one in staff))

    delegate.refresh_from_db()
    assert (sorted(answers), delegate.state) == ([False, True], "accredited")
    assert Message.objects.filter(kind="accredited").count() == 1


def test_under_four_eyes_one_person_pressing_twice_at_once_counts_once():
    CategoryRule.objects.create(category="press", four_eyes=True)
    delegate = DelegateFactory(category="press")
    one = User.objects.create(username="one")

    answers = at_once(*(partial(accreditation.accredit, delegate, by=one) for _ in range(3)))

    assert sorted(isinstance(answer, NotPossible) for answer in answers) == [False, True, True]
    assert (Decision.objects.count(), Delegate.objects.get().state) == (1, "to_review")


def test_who_is_accredited_and_refused_at_once_is_one_of_the_two():
    delegate = DelegateFactory()
    staff = [User.objects.create(username=name) for name in ("one", "other")]

    answers = at_once(
        partial(accreditation.accredit, delegate, by=staff[0]),
        partial(accreditation.refuse, delegate, by=staff[1], reason="Full."),
    )

    assert sum(isinstance(answer, NotPossible) for answer in answers) == 1
    assert Message.objects.filter(kind__in=("accredited", "refused")).count() == 1


def test_a_circular_sent_twice_at_once_is_told_once_to_each():
    EventFactory()
    for _ in range(6):
        DelegateFactory()
    occasion = occasions.circular(circular())

    answers = at_once(*(lambda: circulars.send(occasion, circulars.recipients(occasion)) for _ in range(3)))

    assert sorted(answers) == [0, 0, 6]
    assert Message.objects.count() == 6


def test_an_address_registered_at_once_many_times_is_one_delegate():
    EventFactory()

    answers = at_once(*(partial(registration.register, WHO, needs={}) for _ in range(6)))

    delegate = Delegate.objects.get()
    assert answers == [delegate] * 6
    kinds = list(Message.objects.order_by("kind").values_list("kind", flat=True))
    assert kinds == ["confirm"] + ["link"] * 5


def test_people_who_register_at_once_have_numbers_of_their_own():
    EventFactory()

    answers = at_once(
        *(partial(registration.register, {**WHO, "email": f"person-{n}@example.org"}, needs={}) for n in range(8))
    )

    assert len({one.number for one in answers}) == 8
    assert Gate.objects.get(key="numbers").last_sequence >= 8


def test_who_gives_up_a_place_in_line_at_the_moment_a_seat_is_offered_blocks_nobody():
    EventFactory()
    session = SessionFactory(capacity=1)
    for _ in range(5):
        people = [DelegateFactory() for _ in range(4)]
        for one in people:
            registration.choose_sessions(one, sessions=[session])

        answers = at_once(*(partial(registration.choose_sessions, one, sessions=[]) for one in people))

        assert answers == [None] * 4
        assert not Seat.objects.exists()
