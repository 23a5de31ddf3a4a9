"""The invented delegates that measurements are made on."""

import pytest
from django.core.management import CommandError, call_command

from delegates import duplicates
from delegates.models import Arrival, Delegate, Delegation, Needs, Quota, Seat
from delegates.tokens import found_by, token_of
from tests.factories import DelegateFactory

pytestmark = pytest.mark.django_db


def test_they_are_of_every_state_and_category_and_hold_what_such_delegates_hold():
    call_command("make_delegates", 300, verbosity=0)

    everyone = Delegate.objects.all()
    assert everyone.count() == Needs.objects.count() == 300
    assert {one.state for one in everyone} == set(Delegate.State.values)
    assert len({one.category for one in everyone}) == 6
    assert {one.email.partition("@")[2] for one in everyone} == {"example.org"}
    assert Seat.objects.filter(state="held").count() > 0 < Quota.objects.count()
    assert Arrival.objects.count() == everyone.filter(state="arrived").count()
    assert any(duplicates.of(everyone).values())
    assert found_by(everyone, token_of(everyone[7])).get() == everyone[7]


def test_one_seed_makes_the_same_people_and_one_state_is_enough():
    call_command("make_delegates", 20, state="accredited", verbosity=0)
    names = [one.full_name for one in Delegate.objects.expected()]
    Delegate.objects.all().delete()
    Delegation.objects.all().delete()

    call_command("make_delegates", 20, state="accredited", verbosity=0)

    assert [one.full_name for one in Delegate.objects.expected()] == names
    assert len(names) == 20


def test_they_are_never_made_beside_others():
    DelegateFactory()

    with pytest.raises(CommandError, match="holds delegates already"):
        call_command("make_delegates", 5)

    assert Delegate.objects.count() == 1
