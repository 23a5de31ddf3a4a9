"""Named while registered already: the answer is theirs, and until then whoever named them learns nothing."""

import pytest

from delegates import desk, joining, registration, seats
from delegates.models import Delegate, Message, Needs, Seat
from tests.delegates.filling import row
from tests.factories import DelegateFactory, DelegationFactory, EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegation():
    EventFactory(capacity=2)
    return DelegationFactory(name="Example State")


@pytest.fixture
def known():
    return DelegateFactory(email="known@example.org", given_name="Own", accredited=True, organisation="Own office")


def named(delegation, **changes):
    return desk.add(delegation, who=row("known", **changes))


def kinds(delegate):
    return [message.kind for message in delegate.messages.order_by("pk")]


def test_whoever_is_registered_is_asked_at_their_own_registration_and_keeps_it_meanwhile(delegation, known):
    member = named(delegation)

    assert (member.email, member.stands_for, member.state, kinds(member)) == ("", known, "unconfirmed", [])
    assert Message.objects.get(delegate=known).context == {"by": "desk", "naming": member.pk}
    known.refresh_from_db()
    assert (known.delegation, known.state, known.given_name) == (None, "accredited", "Own")


def test_who_joins_keeps_what_they_wrote_themselves_and_is_reviewed_again(delegation, known):
    Needs.objects.create(delegate=known, access="A ramp")
    seats.take(known)
    member = named(delegation, role="Adviser")

    assert joining.join(known, number=member.number) is True
    assert joining.join(known, number=member.number) is False

    known.refresh_from_db()
    assert (known.delegation, known.organisation, known.role) == (delegation, "Example State", "Adviser")
    assert (known.given_name, known.needs.access, known.state) == ("Own", "A ramp", "to_review")
    assert (Delegate.objects.count(), Seat.objects.get().delegate) == (1, known)
    assert Message.objects.filter(kind="named").count() == 0  # nothing is left to ask


def test_who_declines_stays_as_they_were(delegation, known):
    member = named(delegation)

    assert joining.decline(known, number=member.number) is True

    known.refresh_from_db()
    assert (known.state, known.delegation, Delegate.objects.count()) == ("accredited", None, 1)


def test_a_naming_is_answered_by_whom_it_names_and_nobody_else(delegation, known):
    member, other = named(delegation), DelegateFactory()

    assert joining.join(other, number=member.number) is False
    assert joining.decline(other, number=member.number) is False
    assert joining.open_to(other) == []


@pytest.mark.parametrize("state", ["unconfirmed", "refused", "arrived"])
def test_nobody_answers_before_their_address_is_confirmed_or_once_it_is_too_late(delegation, known, state):
    Delegate.objects.filter(pk=known.pk).update(state=state, refusal="No place.")
    known.refresh_from_db()
    member = named(delegation)

    assert (joining.open_to(known), joining.join(known, number=member.number)) == ([], False)


def test_who_had_cancelled_comes_back_at_the_end_of_the_line(delegation, known):
    for one in (known, DelegateFactory(), DelegateFactory()):
        seats.take(one)
    registration.cancel(known)
    known.refresh_from_db()
    member = named(delegation)

    joining.join(known, number=member.number)

    known.refresh_from_db()
    assert (known.state, known.seats.get().state) == ("to_review", "waiting")


def test_a_known_substitute_takes_the_seat_over_and_leaves_their_own_to_the_next(delegation, known):
    member = DelegateFactory(delegation=delegation)
    waiting = DelegateFactory()
    for one in (known, member, waiting):
        seats.take(one)
    member = Delegate.objects.get(pk=member.pk)
    substitute = desk.replace(member, by=row("known"))

    joining.join(known, number=substitute.number)

    member.refresh_from_db()
    assert (member.state, known.seats.get().state) == ("cancelled", "held")
    assert (waiting.seats.get().state, Seat.objects.count()) == ("offered", 2)


def test_a_named_person_who_is_withdrawn_is_asked_nothing_any_more(delegation, known):
    desk.withdraw(named(delegation))

    assert (joining.open_to(known), Message.objects.count(), Delegate.objects.get()) == ([], 0, known)


def test_who_cancelled_registers_again_and_nobody_else_does(delegation, known):
    assert registration.come_back(known) is False
    registration.cancel(known)

    assert registration.come_back(known) is True

    known.refresh_from_db()
    assert (known.state, known.seats.get().state, kinds(known)) == ("to_review", "held", ["cancelled", "received"])
