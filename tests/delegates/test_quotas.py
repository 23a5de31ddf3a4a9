"""Quotas: who uses a delegation's places, and how many are left."""

import pytest

from delegates import quotas, registration
from delegates.models import Delegate, Quota
from tests.factories import DelegateFactory, DelegationFactory, EventFactory

pytestmark = pytest.mark.django_db


def test_members_use_a_place_of_their_category_unless_refused_or_cancelled():
    delegation = DelegationFactory()
    DelegateFactory(delegation=delegation)
    DelegateFactory(delegation=delegation, unconfirmed=True)
    DelegateFactory(delegation=delegation, accredited=True, category="press")
    DelegateFactory(delegation=delegation, state="cancelled")
    DelegateFactory(delegation=delegation, state="refused", refusal="No.")
    DelegateFactory(delegation=DelegationFactory())
    DelegateFactory()

    assert quotas.used(delegation) == {"delegate": 2, "press": 1}


def test_there_is_room_up_to_the_quota_and_no_limit_without_one():
    delegation = DelegationFactory()
    Quota.objects.create(delegation=delegation, category="delegate", places=2)
    Quota.objects.create(delegation=DelegationFactory(), category="press", places=0)

    found = []
    for _member in range(4):
        found.append(quotas.room(delegation, "delegate"))
        DelegateFactory(delegation=delegation)

    assert (found, quotas.room(delegation, "press")) == ([2, 1, 0, -1], None)


def test_a_substitute_uses_the_place_of_whom_they_replace():
    EventFactory()
    delegation = DelegationFactory()
    member = DelegateFactory(delegation=delegation)
    who = {"email": "ama@example.org", "given_name": "Ama", "family_name": "Example", "language": "fr"}

    substitute = registration.hand_over(member, who=who, needs={})
    before = quotas.used(delegation)
    registration.confirm(substitute)

    assert (before, quotas.used(delegation)) == ({"delegate": 1}, {"delegate": 1})
    assert Delegate.objects.using_a_place().get() == substitute


def _limited(**places):
    """A delegation of those places, of which nobody uses any yet."""
    EventFactory()
    delegation = DelegationFactory()
    for category, number in places.items():
        Quota.objects.create(delegation=delegation, category=category, places=number)
    return delegation


def test_a_member_changes_to_a_category_that_has_a_place_and_to_no_other():
    delegation = _limited(press=1)
    first, second = DelegateFactory.create_batch(2, delegation=delegation, accredited=True)

    assert registration.change_own(first, who={"category": "press"}, needs={}) is True
    with pytest.raises(quotas.NoPlace):
        registration.change_own(second, who={"category": "press"}, needs={})

    second.refresh_from_db()
    assert (second.category, second.state) == ("delegate", "accredited")
    assert registration.change_own(second, who={"category": "observer"}, needs={}) is True


def test_a_member_beyond_a_quota_that_was_lowered_changes_what_leaves_the_category_as_it_is():
    member = DelegateFactory(delegation=_limited(delegate=0))

    registration.change_own(member, who={"category": "delegate", "role": "Minister"}, needs={})

    member.refresh_from_db()
    assert member.role == "Minister"


def test_staff_pass_a_quota_and_decide():
    member = DelegateFactory(delegation=_limited(press=0))

    registration.change(member, who={"category": "press"}, needs={})

    member.refresh_from_db()
    assert (member.category, quotas.room(member.delegation, "press")) == ("press", -1)


def test_who_comes_back_into_a_delegation_needs_a_place_of_it():
    delegation = _limited(delegate=1)
    member = DelegateFactory(delegation=delegation)
    registration.cancel(member)
    other = DelegateFactory(delegation=delegation)

    with pytest.raises(quotas.NoPlace):
        registration.come_back_own(member)
    registration.cancel(other)

    assert registration.come_back_own(member) is True


@pytest.mark.parametrize("mode", ["in_person", "online"])
def test_a_substitute_takes_over_the_place_as_it_is_when_they_confirm(mode):
    delegation = _limited(delegate=1, press=1)
    member = DelegateFactory(delegation=delegation)
    who = {"email": "ama@example.org", "given_name": "Ama", "family_name": "Example", "language": "fr"}
    substitute = registration.hand_over(member, who=who, needs={})

    registration.change_own(member, who={"category": "press", "mode": mode}, needs={})
    DelegateFactory(delegation=delegation)
    registration.confirm(substitute)

    substitute.refresh_from_db()
    assert (substitute.category, substitute.mode) == ("press", mode)
    assert quotas.used(delegation) == {"delegate": 1, "press": 1}


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_of_quotas_counts_its_places_in_one_query(number, django_assert_num_queries):
    delegations = [DelegationFactory() for _one in range(number)]
    for one in delegations:
        Quota.objects.create(delegation=one, category="delegate", places=5)
        Quota.objects.create(delegation=one, category="press", places=1)
        DelegateFactory.create_batch(2, delegation=one)

    with django_assert_num_queries(1):
        found = [(quota.category, quota.used, quota.room) for quota in Quota.objects.with_used()]

    assert found == [("delegate", 2, 3)] * number + [("press", 0, 1)] * number
