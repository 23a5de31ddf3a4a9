"""The list a door carries: the least that knows everybody at it, in one query, and what changed since."""

from base64 import b64decode
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from delegates import badges, door
from delegates.door import roll
from delegates.models import Delegate, Delegation, Seat
from summit.clock import real_now
from summit.models import Event
from tests.delegates.test_door import MOMENT, seated
from tests.factories import DelegateFactory, EventFactory
from tests.pages import play

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def event():
    roll.KNOWN.forget()
    return EventFactory()


def admit(delegate, *, key=None, at_door="North"):
    return door.admit(delegate.number, key=key or uuid4(), door=at_door, at=MOMENT, by=None)


def test_a_row_says_who_somebody_is_and_whether_they_may_come_in():
    seated(number=1, badge_name="Ama", family_name="Mensah", category="press", country="GH")
    DelegateFactory(number=2, badge_name="", given_name="Kofi", family_name="Annan", country="")

    assert list(roll.rows().values()) == [
        (1, "press", "", "Ama", "Mensah", "Example organisation", "GH"),
        (2, "delegate", "to_review", "Kofi Annan", "Annan", "Example organisation", ""),
    ]


def test_a_member_of_a_delegation_comes_for_it():
    delegation = Delegation.objects.create(name="Ghana", kind="state", country="GH")
    DelegateFactory(number=1, delegation=delegation)

    assert roll.rows()[1][5] == "Ghana"


def test_whoever_is_out_of_it_is_a_number_and_a_reason_alone():
    DelegateFactory(number=1, state="cancelled")
    DelegateFactory(number=2, state="refused", refusal="No.")
    DelegateFactory(number=3, unconfirmed=True)

    assert list(roll.rows().values()) == [
        (1, "delegate", "cancelled", "", "", "", ""),
        (2, "delegate", "refused", "", "", "", ""),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_whole_list_takes_three_queries_however_long(count, event, django_assert_num_queries):
    for _each in range(count):
        admit(seated())

    with django_assert_num_queries(3):
        told = roll.day_list(event)

    assert (len(told["rows"]), len(told["arrivals"])) == (count, count)


def test_the_list_carries_what_a_device_needs_to_decide_alone(event):
    first, second = seated(number=1), seated(number=2)
    key = uuid4()
    admit(first, key=key)
    passage = first.arrivals.get()

    told = roll.day_list(event)

    assert (told["prefix"], b64decode(told["key"])) == ("OPS21", badges.public_key())
    assert told["places"] == [("Example organisation", "FR")]
    assert [row[5] for row in told["rows"]] == [0, 0]
    assert [row[2] for row in told["rows"]] == ["", ""]
    moment = round(MOMENT.timestamp() * 1000)
    assert (told["sequence"], told["arrivals"]) == (1, [(passage.pk, 1, "North", moment, 1, 0, 0, "")])
    assert str(second.number) != str(key)


def test_an_arrival_does_not_change_the_list(event):
    delegate = seated()
    before = roll.day_list(event)["revision"]

    admit(delegate)

    assert roll.day_list(event)["revision"] == before


def test_what_changed_since_a_revision_is_told_and_the_rest_is_not():
    one, other = seated(number=1), seated(number=2)
    seated(number=3)
    roll.KNOWN.look()
    before = roll.KNOWN.revision
    Delegate.objects.filter(pk=one.pk).update(state="cancelled")
    roll.KNOWN.look()
    Delegate.objects.filter(pk=other.pk).update(state="unconfirmed")
    roll.KNOWN.look()

    assert roll.KNOWN.since(before) == [(1, "delegate", "cancelled", "", "", "", ""), 2]
    assert roll.KNOWN.since(roll.KNOWN.revision) == []
    assert roll.KNOWN.since("nonsense") is None


def test_another_key_makes_every_door_fetch_the_list_anew(settings, tmp_path):
    seated()
    roll.KNOWN.look()
    before = roll.KNOWN.revision
    settings.BADGE_KEY_FILE = tmp_path / "another.pem"
    badges.make_key(settings.BADGE_KEY_FILE)

    roll.KNOWN.look()

    assert (roll.KNOWN.revision == before, roll.KNOWN.since(before)) == (False, None)


def test_the_list_is_not_read_again_before_it_is_stale(django_assert_num_queries):
    seated()
    roll.KNOWN.look()

    with django_assert_num_queries(0):
        roll.KNOWN.look(within=60)
    with django_assert_num_queries(1):
        roll.KNOWN.look()


def test_arrivals_are_told_since_a_number_and_again_when_they_changed():
    key = uuid4()
    admit(seated(number=1), key=key)
    admit(seated(number=2))

    assert [one[1] for one in roll.arrivals_since(0)] == [1, 2]
    assert [one[1] for one in roll.arrivals_since(1)] == [2]
    door.undo(key, by=None)
    assert [(one[1], one[4], one[6]) for one in roll.arrivals_since(2)] == [(1, 0, 1)]


def test_each_category_is_counted_expected_and_arrived(django_assert_num_queries):
    for category in ("press", "delegate", "delegate"):
        here = seated(category=category)
    admit(here)
    DelegateFactory(accredited=True)
    DelegateFactory(accredited=True, mode="online")
    Seat.objects.create(delegate=DelegateFactory(state="cancelled"), state="held", sequence=9)

    with django_assert_num_queries(1):
        counts = roll.counts()

    assert [(str(category), here, of) for category, here, of in counts] == [
        ("membre de délégation", 1, 2),
        ("presse", 0, 1),
    ]


@pytest.mark.parametrize(
    ("played", "end"),
    [
        ("2020-12-14T09:00+01:00", "2020-12-15T00:00+01:00"),
        ("2021-01-10T20:00+01:00", "2021-01-12T00:00+01:00"),
        ("2021-01-11T07:00+01:00", "2021-01-12T00:00+01:00"),
        ("2021-01-12T07:00+01:00", "2021-01-13T00:00+01:00"),
    ],
)
def test_the_list_ends_with_the_day_and_on_the_eve_with_the_day_of_the_event(played, end, settings, event):
    play(settings, played)
    left = datetime.fromisoformat(end) - datetime.fromisoformat(played)

    assert abs(roll.until(event) - real_now() - left) < timedelta(seconds=5)


def test_an_evening_that_ends_after_midnight_is_still_of_the_day(settings, event):
    play(settings, "2021-01-11T20:00+01:00")
    Event.objects.update(ends=datetime.fromisoformat("2021-01-12T02:00+01:00"))

    left = roll.until(Event.objects.get()) - real_now()

    assert abs(left - timedelta(hours=6)) < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("text", "found"), [("eloise", [1]), ("GARCIA él", [1]), ("garcia", [1, 2]), ("x", []), ("", []), ("%", [])]
)
def test_people_are_found_by_every_word_of_a_name(text, found):
    DelegateFactory(number=1, given_name="Éloïse", family_name="García")
    DelegateFactory(number=2, given_name="Ana", family_name="Garcia")
    DelegateFactory(number=3, given_name="Ana", family_name="Garcia", unconfirmed=True)

    assert sorted(one.number for one in roll.named(text)) == found
