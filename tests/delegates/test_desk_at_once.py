"""Two who press at the desk's buttons at one moment: never one member too many, and nothing half-kept."""

from threading import Barrier, Thread

import pytest
from django.db import connections

from delegates import desk, naming, quotas, registration
from delegates.models import Delegate, Message, Quota
from tests.delegates.filling import row
from tests.factories import DelegateFactory, DelegationFactory, EventFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Begin all of them together; return what came of each, an exception by the name of its class."""
    start, came = Barrier(len(acts)), {}

    def run(place, act):
        try:
            start.wait(timeout=10)
            came[place] = act()
        except (desk.Refused, quotas.NoPlace, ValueError) as error:
            came[place] = type(error).__name__
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=one) for one in enumerate(acts)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)
    return [came[place] for place in range(len(acts))]


def test_two_pastes_for_the_last_places_never_pass_the_quota():
    EventFactory()
    delegation = DelegationFactory()
    Quota.objects.create(delegation=delegation, category="delegate", places=3)

    came = at_once(
        *(
            lambda mark=mark: len(desk.add_all(delegation, rows=[row(f"{mark}{number}") for number in range(2)]))
            for mark in "abcd"
        )
    )

    assert sorted(map(str, came)) == ["2", "Refused", "Refused", "Refused"]
    assert (Delegate.objects.count(), Message.objects.count()) == (2, 2)


def test_members_who_change_category_while_the_desk_adds_one_never_pass_the_quota():
    EventFactory()
    delegation = DelegationFactory()
    Quota.objects.create(delegation=delegation, category="press", places=2)
    members = [DelegateFactory(delegation=delegation) for _ in range(3)]

    came = at_once(
        *(
            lambda one=one: registration.change_own(one, who={"category": "press"}, needs={}) or "changed"
            for one in members
        ),
        lambda: desk.add(delegation, who=row("ama", category="press")) and "added",
        lambda: desk.replace(members[0], by=row("kofi")) and "replaced",
    )

    assert quotas.used(delegation)["press"] == 2
    assert (came[4], sorted(came[:4]).count("NoPlace") + came.count("Refused")) == ("replaced", 2)


def test_one_address_named_by_two_desks_at_once_is_one_registration_and_one_question():
    EventFactory()
    first, second = DelegationFactory(), DelegationFactory()

    at_once(lambda: desk.add(first, who=row("ama")), lambda: desk.add(second, who=row("ama")))

    real, naming_of_it = Delegate.objects.order_by("stands_for__pk", "pk")
    real, naming_of_it = (real, naming_of_it) if real.stands_for is None else (naming_of_it, real)
    assert (real.email, naming_of_it.email, naming_of_it.stands_for) == ("ama@example.org", "", real)
    assert {one.delegation for one in (real, naming_of_it)} == {first, second}
    assert sorted(one.kind for one in Message.objects.all()) == ["confirm", "named"]


def test_an_address_that_registers_itself_while_a_desk_names_it_is_written_down_once():
    EventFactory()
    delegation = DelegationFactory()
    who = {**row("ama"), "badge_name": "Ama"}

    at_once(lambda: registration.register(who, needs={}), lambda: desk.add(delegation, who=row("ama")))

    assert Delegate.objects.filter(email_key="ama@example.org").count() == 1
    assert Delegate.objects.filter(delegation=delegation).count() == 1


def test_of_two_who_withdraw_the_same_member_one_does():
    EventFactory()
    member = DelegateFactory(delegation=DelegationFactory())

    assert sorted(at_once(lambda: desk.withdraw(member), lambda: desk.withdraw(member))) == [False, True]
    assert Message.objects.count() == 1


def test_numbers_taken_at_once_are_nobody_s_twice():
    taken = at_once(*(lambda: naming.numbers(5) for _one in range(4)))

    assert sorted(taken) == [5, 10, 15, 20]
