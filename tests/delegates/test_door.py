"""The door: let in once, by the first arrival; every passage kept, every refusal with its reason."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connections, transaction

from delegates import door
from delegates.door import Answer, Passage, Reason, Unreadable, Verdict
from delegates.models import Arrival, Delegate, Seat
from summit.clock import real_now
from tests.factories import DelegateFactory, EventFactory

pytestmark = pytest.mark.django_db
MOMENT = real_now() - timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _event():
    EventFactory()


@pytest.fixture
def clerk():
    return User.objects.create(username="clerk")


def seated(**facts):
    """Somebody who may come in."""
    delegate = DelegateFactory(**{"accredited": True, **facts})
    Seat.objects.create(delegate=delegate, state=Seat.State.HELD, sequence=delegate.number)
    return delegate


def admit(delegate, clerk, *, key=None, at=MOMENT, at_door="North", is_offline=False):
    number = delegate if isinstance(delegate, int) else delegate.number
    return door.admit(number, key=key or uuid4(), door=at_door, at=at, by=clerk, is_offline=is_offline)


def state(delegate):
    return Delegate.objects.get(pk=delegate.pk).state


def test_whoever_may_come_in_is_let_in_and_has_arrived(clerk):
    delegate, key = seated(), uuid4()

    answer = admit(delegate, clerk, key=key)

    passage = Arrival.objects.get()
    assert (answer.verdict, answer.reason, answer.delegate, answer.passage) == ("admitted", "", delegate, passage)
    assert (passage.key, passage.door, passage.at, passage.by, passage.is_first) == (
        key,
        "North",
        MOMENT,
        clerk,
        True,
    )
    assert state(delegate) == "arrived"


def test_a_passage_sent_twice_is_kept_once_and_answered_alike(clerk):
    delegate, key = seated(), uuid4()

    answers = [admit(delegate, clerk, key=key), admit(delegate, clerk, key=key, at_door="South")]

    assert [answer.verdict for answer in answers] == ["admitted", "admitted"]
    assert [one.door for one in Arrival.objects.all()] == ["North"]


def test_a_second_passage_is_kept_and_told_when_and_where_the_first_was(clerk):
    delegate = seated()
    admit(delegate, clerk)

    answer = admit(delegate, clerk, at_door="South")

    assert (answer.verdict, answer.first.door, answer.first.at) == ("second", "North", MOMENT)
    assert [(one.door, one.is_first) for one in Arrival.objects.order_by("pk")] == [
        ("North", True),
        ("South", False),
    ]


@pytest.mark.parametrize(
    ("facts", "seat", "reason"),
    [
        ({"state": "cancelled"}, "held", "cancelled"),
        ({"state": "refused", "refusal": "No."}, "held", "refused"),
        ({"state": "to_review"}, "held", "to_review"),
        ({"state": "unconfirmed", "confirmed_at": None}, None, "unconfirmed"),
        ({"state": "accredited"}, None, "no_seat"),
        ({"state": "accredited"}, "waiting", "waiting"),
        ({"state": "accredited", "mode": "online"}, None, "online"),
    ],
)
def test_whoever_may_not_come_in_is_refused_with_the_reason_and_nothing_is_kept(facts, seat, reason, clerk):
    delegate = DelegateFactory(**facts)
    if seat:
        Seat.objects.create(delegate=delegate, state=seat, sequence=1)

    answer = admit(delegate, clerk)

    assert (answer.verdict, answer.reason, Arrival.objects.count()) == ("refused", reason, 0)
    assert state(delegate) == facts["state"]


def test_a_number_that_nobody_has_is_not_on_the_list(clerk):
    assert admit(999, clerk) == Answer(Verdict.REFUSED, Reason.UNKNOWN)


def test_a_key_names_one_passage_and_no_other(clerk):
    first, other, key = seated(), seated(), uuid4()
    admit(first, clerk, key=key)

    assert admit(other, clerk, key=key) == Answer(Verdict.REFUSED, Reason.TAKEN)
    assert state(other) == "accredited"


def test_a_clock_that_runs_ahead_is_not_believed(clerk):
    before = real_now()

    admit(seated(), clerk, at=before + timedelta(days=1))

    passage = Arrival.objects.get()
    assert before <= passage.at <= passage.received_at <= real_now()


def test_whoever_a_door_let_in_alone_is_kept_even_where_the_portal_would_have_refused(clerk):
    delegate = DelegateFactory(state="cancelled")

    answer = admit(delegate, clerk, is_offline=True)

    passage = Arrival.objects.get()
    assert (answer.verdict, answer.reason, answer.passage) == ("refused", "cancelled", passage)
    assert (passage.is_first, passage.is_offline, passage.refusal) == (False, True, "cancelled")
    assert state(delegate) == "cancelled"


def test_a_door_that_missed_its_answer_and_decided_alone_says_so_under_the_same_key(clerk):
    delegate, key = seated(), uuid4()
    admit(delegate, clerk)
    admit(delegate, clerk, key=key, at_door="South")
    before = Arrival.objects.get(key=key).sequence

    answer = admit(delegate, clerk, key=key, at_door="South", is_offline=True)

    passage = Arrival.objects.get(key=key)
    assert (answer.verdict, passage.is_offline, passage.sequence > before) == ("second", True, True)


def test_the_database_itself_knows_one_first_arrival(clerk):
    delegate = seated()
    admit(delegate, clerk)

    with pytest.raises(IntegrityError), transaction.atomic():
        Arrival.objects.create(delegate=delegate, key=uuid4(), door="South", at=MOMENT, is_first=True)


def test_a_mistaken_admission_is_taken_back_and_stays_on_record(clerk):
    delegate, key = seated(), uuid4()
    admit(delegate, clerk, key=key)

    answer = door.undo(key, by=clerk)

    passage = Arrival.objects.get()
    assert (answer.verdict, state(delegate)) == ("undone", "accredited")
    assert (passage.is_first, passage.undone_by, passage.undone_at is not None) == (False, clerk, True)
    assert admit(delegate, clerk).verdict == "admitted"
    assert admit(delegate, clerk, key=key).verdict == "undone"


def test_undoing_twice_or_what_never_was_changes_nothing(clerk):
    delegate, key = seated(), uuid4()
    admit(delegate, clerk, key=key)
    door.undo(key, by=clerk)
    before = Arrival.objects.values().get()

    assert (door.undo(key, by=None).verdict, door.undo(uuid4(), by=clerk)) == ("undone", None)
    assert Arrival.objects.values().get() == before


def test_when_the_first_of_two_is_taken_back_the_other_that_was_let_in_becomes_the_first(clerk):
    delegate, key = seated(), uuid4()
    admit(delegate, clerk, key=key)
    admit(delegate, clerk, at_door="South", is_offline=True)

    door.undo(key, by=clerk)

    assert [(one.door, one.is_first) for one in Arrival.objects.order_by("pk")] == [
        ("North", False),
        ("South", True),
    ]
    assert state(delegate) == "arrived"


def test_undoing_does_not_bring_back_whoever_has_cancelled_since(clerk):
    delegate, key = seated(), uuid4()
    admit(delegate, clerk, key=key)
    Delegate.objects.update(state="cancelled")

    door.undo(key, by=clerk)

    assert state(delegate) == "cancelled"


def test_every_change_takes_the_next_number(clerk):
    delegate, key = seated(), uuid4()
    admit(delegate, clerk, key=key)
    admit(seated(), clerk)
    door.undo(key, by=clerk)

    assert list(Arrival.objects.order_by("pk").values_list("sequence", flat=True)) == [3, 2]


def test_what_a_door_kept_is_taken_down_in_order_and_twice_changes_nothing(clerk):
    known, gone = seated(), DelegateFactory(state="cancelled")
    keys = [uuid4() for _each in range(4)]
    kept = [
        Passage(known.number, keys[0], "North", MOMENT, True),
        Passage(gone.number, keys[1], "North", MOMENT, True),
        Passage(Unreadable(Reason.FORGED), keys[2], "North", MOMENT),
        Passage(known.number, keys[3], "South", MOMENT, True),
    ]

    told = [door.sync(kept, undone=[], by=clerk) for _twice in range(2)]

    expected = [("admitted", ""), ("refused", "cancelled"), ("refused", "forged"), ("second", "")]
    assert [[(answer.verdict, answer.reason) for _key, answer in one] for one in told] == [expected, expected]
    assert Arrival.objects.count() == 3
    assert [key for key, _answer in told[0]] == keys


def test_what_was_undone_before_it_was_sent_is_kept_as_undone(clerk):
    delegate, key = seated(), uuid4()

    told = door.sync([Passage(delegate.number, key, "North", MOMENT, True)], undone=[key, uuid4()], by=clerk)

    assert [answer.verdict for _key, answer in told] == ["admitted", "undone", "refused"]
    assert state(delegate) == "accredited"


@pytest.mark.django_db(transaction=True)
def test_of_two_doors_at_one_moment_one_lets_in_and_the_other_is_told(clerk):
    delegate, start, answers = seated(), Barrier(2), []

    def at(name):
        try:
            start.wait(timeout=10)
            answers.append(admit(delegate, clerk, at_door=name))
        finally:
            connections.close_all()

    doors = [Thread(target=at, args=[name]) for name in ("North", "South")]
    for one in doors:
        one.start()
    for one in doors:
        one.join(timeout=30)

    assert sorted(answer.verdict for answer in answers) == ["admitted", "second"]
    assert sorted(one.is_first for one in Arrival.objects.all()) == [False, True]
