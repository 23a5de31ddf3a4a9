"""Seats: never one too many, never one lost, in the order of the line."""

import pytest
from django.db import connection

from delegates import seats
from delegates.models import CategoryRule, Delegate, Message, Seat
from programme.models import Session
from summit import clock
from tests.factories import DelegateFactory, EventFactory, SessionFactory

pytestmark = pytest.mark.django_db


def states(session=None):
    rows = Seat.objects.filter(session=session).order_by("sequence")
    return [(seat.delegate.number, seat.state) for seat in rows.select_related("delegate")]


def test_seats_are_held_while_there_is_room_and_then_one_waits_in_line():
    EventFactory(capacity=2)
    people = [DelegateFactory(number=n) for n in (1, 2, 3, 4)]

    for one in people:
        seats.take(one)

    assert states() == [(1, "held"), (2, "held"), (3, "waiting"), (4, "waiting")]
    assert seats.place_in_line(people[3].seats.get()) == 2


def test_who_has_a_seat_does_not_take_another():
    EventFactory(capacity=2)
    one = DelegateFactory(number=1)

    seats.take(one)
    seats.take(one)

    assert states() == [(1, "held")]


def test_a_seat_given_up_is_offered_to_the_next_with_a_mail_and_an_end():
    EventFactory(capacity=1)
    first, second, third = (DelegateFactory(number=n) for n in (1, 2, 3))
    for one in (first, second, third):
        seats.take(one)

    seats.give_up(first)

    assert states() == [(2, "offered"), (3, "waiting")]
    assert [(one.kind, one.delegate) for one in Message.objects.all()] == [("seat_offered", second)]
    assert second.seats.get().offered_until > clock.now()


def test_an_offer_accepted_is_held_and_one_that_lapsed_goes_to_the_next():
    EventFactory(capacity=1)
    first, second, third = (DelegateFactory(number=n) for n in (1, 2, 3))
    for one in (first, second, third):
        seats.take(one)
    seats.give_up(first)
    Seat.objects.filter(state="offered").update(offered_until=clock.now())

    assert seats.accept(second) is False
    seats.settle()
    assert seats.accept(third) is True
    assert states() == [(3, "held")]


def test_a_category_that_is_full_waits_while_another_sits():
    EventFactory(capacity=10)
    CategoryRule.objects.create(category="press", places=1)
    for number, category in ((1, "press"), (2, "press"), (3, "delegate")):
        seats.take(DelegateFactory(number=number, category=category))

    assert states() == [(1, "held"), (2, "waiting"), (3, "held")]


def test_a_free_seat_passes_over_a_category_that_is_full():
    EventFactory(capacity=2)
    CategoryRule.objects.create(category="press", places=1)
    people = [(1, "press"), (2, "delegate"), (3, "press"), (4, "delegate")]
    for number, category in people:
        seats.take(DelegateFactory(number=number, category=category))

    seats.give_up(Delegate.objects.get(number=2))

    assert states() == [(1, "held"), (3, "waiting"), (4, "offered")]


def test_each_session_has_its_own_seats_and_its_own_line():
    EventFactory()
    small, open_to_all = SessionFactory(capacity=1), SessionFactory()
    first, second = DelegateFactory(number=1), DelegateFactory(number=2)
    for one in (first, second):
        seats.take(one, session=small)
        seats.take(one, session=open_to_all)

    assert states(small) == [(1, "held"), (2, "waiting")]
    assert states(open_to_all) == [(1, "held"), (2, "held")]


def test_more_room_is_offered_to_those_who_wait():
    EventFactory()
    session = SessionFactory(capacity=1)
    for number in (1, 2, 3):
        seats.take(DelegateFactory(number=number), session=session)
    Session.objects.update(capacity=2)
    session.refresh_from_db()

    seats.settle(session)

    assert states(session) == [(1, "held"), (2, "offered"), (3, "waiting")]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one transaction at a time there")
def test_gates_are_locked_in_one_order(django_assert_num_queries):
    EventFactory()
    sessions = [SessionFactory() for _ in range(3)]

    seats.enter(*sessions, None)

    with django_assert_num_queries(4) as asked:
        seats.enter(*reversed(sessions), None)

    locked = [query["sql"] for query in asked.captured_queries if "FOR UPDATE" in query["sql"]]
    assert [sql.partition("'")[2].partition("'")[0] for sql in locked] == [
        "summit",
        *(f"session {one.pk}" for one in sessions),
    ]


def test_a_larger_room_reaches_those_in_line_when_the_worker_next_looks():
    event, session = EventFactory(capacity=1), SessionFactory(slug="small", capacity=1)
    people = [DelegateFactory(number=n) for n in (1, 2, 3)]
    for one in people:
        seats.take(one)
        seats.take(one, session=session)

    type(event).objects.update(capacity=2)
    Session.objects.update(capacity=3)
    seats.settle_all()
    seats.settle_all()

    assert states() == [(1, "held"), (2, "offered"), (3, "waiting")]
    assert states(session) == [(1, "held"), (2, "offered"), (3, "offered")]
    assert Message.objects.filter(kind="seat_offered").count() == 3
