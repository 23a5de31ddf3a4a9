"""Who ended a registration, as the person, the delegation and staff read it."""

import pytest
from django.contrib.auth.models import User

from delegates import desk, erasure, leaving, registration
from delegates.desk import members
from tests import pages
from tests.delegates.desking import at as desk_at
from tests.delegates.desking import listed
from tests.delegates.test_own_views import at
from tests.factories import DelegateFactory, DelegationFactory, EventFactory
from tests.staff import soup

pytestmark = pytest.mark.django_db
WHO = {"email": "kofi@example.org", "given_name": "Kofi", "family_name": "Example", "language": "en"}


def replaced(delegate):
    registration.confirm(registration.hand_over(delegate, who=WHO, needs={}))


ENDED = {
    "delegate": registration.cancel,
    "desk": desk.withdraw,
    "staff": lambda delegate: registration.cancel(delegate, by="staff"),
    "substitute": replaced,
}


@pytest.fixture
def member():
    EventFactory(
        contact="hello@example.org",
        registration_opens="2020-01-01T00:00Z",
        registration_closes="2099-01-01T00:00Z",
    )
    return DelegateFactory(delegation=DelegationFactory(name="Example State"))


def ended(member, by):
    ENDED[by](member)
    member.refresh_from_db()
    return member


@pytest.mark.parametrize(
    ("by", "own", "at_desk", "staff"),
    [
        ("delegate", "You cancelled your registration.", "has cancelled", "cancelled by the delegate"),
        ("desk", "The delegation “Example State” withdrew you", "withdrawn", "withdrawn by the delegation"),
        (
            "staff",
            "The organisers cancelled your registration.",
            "cancelled by the organisers",
            "cancelled by staff",
        ),
        ("substitute", "Your substitute has confirmed", "replaced", "replaced by a substitute"),
    ],
)
def test_the_person_the_delegation_and_staff_read_who_ended_it(client, member, by, own, at_desk, staff):
    ended(member, by)

    assert own in pages.words(soup(client.get(at("mine", member))))
    shown = listed(client.get(desk_at("desk", member.delegation) + "?shown=gone"))
    assert [row[2] for row in shown] == [at_desk]
    client.force_login(User.objects.create_superuser("staff"))
    admin = pages.words(
        soup(client.get(f"/admin/delegates/delegate/{member.pk}/change/", HTTP_ACCEPT_LANGUAGE="en"))
    )
    assert f"no longer comes ({staff})" in admin


def test_of_what_stands_and_of_what_was_erased_nobody_is_said_to_have_ended_it(member):
    assert leaving.by_whom(member) == ""

    erasure.erase(member)
    member.refresh_from_db()

    assert (member.state, leaving.by_whom(member), leaving.in_words(member)) == (
        "cancelled",
        "",
        "ne vient plus",
    )


def test_the_last_of_several_cancellations_is_told(member):
    ended(member, "delegate")
    registration.come_back(member)

    assert leaving.by_whom(ended(member, "staff")) == "staff"


def test_who_was_withdrawn_and_registers_again_is_no_longer_of_the_delegation(client, member):
    delegation = member.delegation
    ended(member, "desk")
    assert "no longer as a member of the delegation" in pages.words(soup(client.get(at("mine", member))))

    client.post(at("come_back", member))

    member.refresh_from_db()
    assert (member.state, member.delegation) == ("to_review", None)
    assert members.places(delegation) == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_list_of_members_who_left_asks_nothing_more_for_each(member, number, django_assert_num_queries):
    delegation = member.delegation
    for _ in range(number):
        ended(DelegateFactory(delegation=delegation), "desk")

    with django_assert_num_queries(2):
        page = members.listed(delegation, shown="gone")

    assert [one.ended_by for one in page] == ["desk"] * number
