"""What staff decide: alone, in twos, on several at once, and on what they have read."""

import pytest
from django.utils.translation import override

from delegates import accreditation, registration, seats
from delegates.accreditation import stamp
from delegates.models import CategoryRule, Delegate, Seat
from tests.factories import DelegateFactory, EventFactory

pytestmark = pytest.mark.django_db


def kinds(delegate):
    return [message.kind for message in delegate.messages.order_by("pk")]


@pytest.fixture
def staff(django_user_model):
    return django_user_model.objects.create(username="a")


@pytest.fixture
def colleague(django_user_model):
    return django_user_model.objects.create(username="b")


def test_one_decision_accredits_and_under_four_eyes_two_different_people_do(django_user_model):
    EventFactory()
    first, second = (django_user_model.objects.create(username=name) for name in "ab")
    CategoryRule.objects.create(category="press", four_eyes=True)
    delegate, journalist = DelegateFactory(), DelegateFactory(category="press")

    assert accreditation.accredit(delegate, by=first) is True
    assert accreditation.accredit(journalist, by=first) is False
    with pytest.raises(accreditation.NotPossible):
        accreditation.accredit(journalist, by=first)
    assert accreditation.accredit(journalist, by=second) is True

    assert [one.state for one in Delegate.objects.all()] == ["accredited", "accredited"]
    assert kinds(journalist) == ["accredited"]


def test_a_refusal_has_a_reason_frees_the_seat_and_can_be_reviewed_again(django_user_model):
    EventFactory(capacity=1)
    staff = django_user_model.objects.create(username="a")
    delegate = DelegateFactory()
    seats.take(delegate)

    with pytest.raises(accreditation.NotPossible):
        accreditation.refuse(delegate, by=staff, reason=" ")
    accreditation.refuse(delegate, by=staff, reason="The delegation did not name you.")

    delegate.refresh_from_db()
    assert (delegate.state, Seat.objects.count(), kinds(delegate)) == ("refused", 0, ["refused"])
    accreditation.reopen(delegate, by=staff)
    delegate.refresh_from_db()
    assert (delegate.state, delegate.decisions.filter(stands=True).count()) == ("to_review", 0)
    assert delegate.seats.get().state == "held"


def test_what_the_first_of_two_accredited_and_the_delegate_changed_since_takes_two_again(staff, colleague):
    EventFactory()
    CategoryRule.objects.create(category="press", four_eyes=True)
    journalist = DelegateFactory(category="press", mode="online")

    accreditation.accredit(journalist, by=staff)
    registration.change(journalist, who={"family_name": "Another"}, needs={})

    assert accreditation.accredit(journalist, by=colleague) is False
    assert accreditation.accredit(journalist, by=staff) is True


@override("en")
def test_what_was_changed_since_it_was_read_is_not_decided(staff):
    EventFactory()
    delegate = DelegateFactory()
    seen = stamp(delegate)
    Delegate.objects.update(organisation="Another")

    with pytest.raises(accreditation.NotPossible, match="was changed since this page was opened"):
        accreditation.accredit(delegate, by=staff, seen=seen)

    delegate.refresh_from_db()
    assert (delegate.state, kinds(delegate), delegate.decisions.count()) == ("to_review", [], 0)
    assert accreditation.accredit(delegate, by=staff, seen=stamp(delegate)) is True


@override("en")
def test_several_are_decided_one_by_one_and_what_cannot_be_is_left_and_told(staff, colleague):
    EventFactory()
    CategoryRule.objects.create(category="press", four_eyes=True)
    plain, press, mine = DelegateFactory(), DelegateFactory(category="press"), DelegateFactory(category="press")
    gone = DelegateFactory(state="cancelled")
    accreditation.accredit(mine, by=staff)

    outcome = accreditation.decide([plain, press, mine, gone], verdict="accredit", by=staff, seen={})

    assert (outcome.decided, outcome.second) == ([plain], [press])
    assert outcome.left == [
        (mine, f"You have accredited {mine} already; somebody else must decide too."),
        (gone, f"{gone}: no longer comes."),
    ]
    assert [kinds(one) for one in (plain, press, mine, gone)] == [["accredited"], [], [], []]


def test_several_are_refused_for_one_reason_and_reviewed_again(staff):
    EventFactory(capacity=5)
    both = [DelegateFactory(), DelegateFactory()]
    for one in both:
        seats.take(one)

    accreditation.decide(both, verdict="refuse", by=staff, seen={}, reason=" Too many came. ")
    refused = list(Delegate.objects.values_list("state", "refusal"))
    freed = Seat.objects.count()
    accreditation.decide(both, verdict="reopen", by=staff, seen={})

    assert (refused, freed) == ([("refused", "Too many came.")] * 2, 0)
    assert list(Delegate.objects.values_list("state", flat=True)) == ["to_review"] * 2
    assert Seat.objects.filter(state="held").count() == 2
