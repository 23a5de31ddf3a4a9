"""Writing to many: who is told, once, in their own language, and never somebody who left or was never there."""

import pytest
from django.core import mail
from django.db import IntegrityError

from delegates import registration
from delegates.mail import circulars, delivery, occasions
from delegates.mail.occasions import NothingToTellError
from delegates.models import Message, Seat, Wish
from programme.models import Change
from summit.clock import real_now
from tests.delegates.telling import circular, move
from tests.factories import DelegateFactory, EventFactory, SessionFactory

pytestmark = pytest.mark.django_db
STATES = ("to_review", "accredited", "arrived", "refused", "cancelled")


def told(occasion):
    circulars.send(occasion, circulars.recipients(occasion))
    return sorted(Message.objects.filter(kind=occasion.kind).values_list("delegate__number", flat=True))


def delivered():
    Message.objects.update(next_at=real_now())
    while delivery.deliver_next():
        pass
    return mail.outbox


@pytest.fixture
def people():
    """One delegate of each state by its place in STATES, and after them those nobody may write to."""
    EventFactory()
    for number, state in enumerate(STATES, 1):
        DelegateFactory(number=number, state=state, refusal="Full." if state == "refused" else "")
    DelegateFactory(number=6, unconfirmed=True)
    DelegateFactory(number=7, state="cancelled", confirmed_at=None)
    DelegateFactory(number=8, state="accredited", email="", email_key="", erased_at=real_now())


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("states", "numbers"),
    [((), [1, 2, 3]), (("refused",), [4]), (("cancelled", "accredited"), [2, 5]), (("unconfirmed",), [])],
)
def test_a_circular_goes_to_those_who_come_and_to_others_only_when_they_are_asked_for(states, numbers):
    assert told(occasions.circular(circular(), states=states)) == numbers


@pytest.mark.usefixtures("people")
def test_a_reminder_goes_to_the_accredited_alone():
    assert told(occasions.reminder()) == [2]
    assert occasions.reminder(states=["refused"]).states == ()


@pytest.mark.usefixtures("people")
def test_each_is_told_once_and_a_second_time_adds_only_who_is_new():
    occasion = occasions.circular(circular())
    assert circulars.send(occasion, circulars.recipients(occasion)) == 3
    DelegateFactory(number=9)

    assert circulars.send(occasion, circulars.recipients(occasion)) == 1
    assert circulars.send(occasion, circulars.recipients(occasion)) == 0

    assert Message.objects.count() == 4


@pytest.mark.usefixtures("people")
def test_the_database_refuses_to_tell_the_same_thing_twice():
    told(occasions.reminder())
    first = Message.objects.get()
    again = Message(kind=first.kind, delegate=first.delegate, occasion=first.occasion, message_id="another")

    with pytest.raises(IntegrityError):
        again.save()


@pytest.mark.usefixtures("people")
def test_a_second_reminder_is_another_occasion():
    told(occasions.reminder())
    told(occasions.reminder(2))

    assert Message.objects.filter(delegate__number=2).count() == 2


def test_a_release_is_told_to_those_who_chose_what_it_changed_and_to_each_their_own():
    EventFactory()
    moved, other, untouched = SessionFactory(), SessionFactory(), SessionFactory()
    seated, wishing, elsewhere, both = (DelegateFactory(number=n, language="en") for n in (1, 2, 3, 4))
    Seat.objects.create(delegate=seated, session=moved, state="waiting", sequence=1)
    for one, session in ((wishing, other), (elsewhere, untouched), (both, moved), (both, other)):
        Wish.objects.create(delegate=one, session=session)
    move(moved)
    move(other)

    assert told(occasions.programme_changed()) == [2, 4]
    assert told(occasions.programme_changed(2)) == [1, 2, 4, 4]

    changes = [one.context["changes"] for one in Message.objects.filter(delegate=both).order_by("pk")]
    assert [list(Change.objects.filter(pk__in=keys).values_list("session", flat=True)) for keys in changes] == [
        [other.pk],
        [moved.pk],
    ]


@pytest.mark.parametrize(("number", "why"), [(1, "Release 1 is the first one"), (9, "There is no release 9")])
def test_what_changed_nothing_is_not_told(number, why):
    EventFactory()
    move(SessionFactory())

    with pytest.raises(NothingToTellError, match=why):
        occasions.programme_changed(number)


@pytest.mark.parametrize(
    ("language", "subject", "line"),
    [
        (
            "fr",
            "Le programme a changé\N{NO-BREAK SPACE}: Sommet d’essai",
            "Séance 0 – déplacée de 14 h 00 à 14 h 30".replace(" h ", "\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}"),
        ),
        ("en", "The programme has changed: Trial summit", "Session 0 – moved from 14:00 to 14:30"),
    ],
)
def test_mail_and_page_say_what_changed_in_the_same_words(client, language, subject, line):
    EventFactory()
    session = SessionFactory()
    DelegateFactory(language=language).wishes.create(session=session)
    move(session, note={"fr": "Un orage.", "en": "A storm."})
    told(occasions.programme_changed())

    sent = delivered()[0]

    paragraphs = sent.body.split("\n\n")
    assert sent.subject == subject
    assert line in paragraphs
    assert {"fr": "Un orage.", "en": "A storm."}[language] in paragraphs
    assert f"https://localhost/{language}/programme/changes/#release-2" in paragraphs
    page = client.get(f"/{language}/programme/changes/").content.decode()
    assert line.partition(" – ")[2] in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_circular_is_read_in_the_language_of_each(language):
    EventFactory()
    DelegateFactory(language=language, given_name="Ama", family_name="Example")
    told(occasions.circular(circular()))

    sent = delivered()[0]

    assert sent.subject == {"fr": "Navettes", "en": "Shuttles"}[language]
    assert (
        sent.body.split("\n\n")[:3]
        == {
            "fr": ["Bonjour Ama Example,", "Une navette part à 8\N{NO-BREAK SPACE}h.", "Elle est gratuite."],
            "en": ["Dear Ama Example,", "A shuttle leaves at 8.", "It is free."],
        }[language]
    )


def test_whoever_left_after_it_was_written_is_not_told():
    EventFactory()
    staying, leaving = DelegateFactory(state="accredited"), DelegateFactory(state="accredited")
    told(occasions.reminder())
    registration.cancel(leaving)

    delivered()

    kinds = [(one.kind, one.state, one.delegate) for one in Message.objects.order_by("pk")]
    assert kinds == [
        ("reminder", "sent", staying),
        ("reminder", "failed", leaving),
        ("cancelled", "sent", leaving),
    ]


def test_messages_to_many_leave_at_a_pace_so_that_nobody_waits_behind_them():
    EventFactory()
    for _ in range(3):
        DelegateFactory()
    told(occasions.circular(circular()))

    moments = list(Message.objects.order_by("pk").values_list("next_at", flat=True))

    assert [later - moments[0] for later in moments] == [place * circulars.PACE for place in range(3)]


def test_writing_to_many_takes_as_many_queries_for_three_as_for_one(django_assert_num_queries):
    EventFactory()
    occasion = occasions.circular(circular())
    told(occasion)
    for _ in range(2):
        for _ in range(3 if Message.objects.exists() else 1):
            DelegateFactory()
        with django_assert_num_queries(9):
            circulars.send(occasion, circulars.recipients(occasion))
