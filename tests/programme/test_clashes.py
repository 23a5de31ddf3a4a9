"""What does not fit together in the plan, told to staff in sentences."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from programme import clashes
from programme.models import Participation, Session, SessionLanguage
from tests.factories import EventFactory, ParticipationFactory, RoomFactory, SessionFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
DRAFT, CANCELLED = Session.Status.DRAFT, Session.Status.CANCELLED


def at(hour, minute=0, day=11):
    return datetime(2021, 1, day, hour, minute, tzinfo=PARIS).astimezone(UTC)


def session(start, end, **fields):
    """A session planned between two hours of Paris, hidden from nobody."""
    return SessionFactory(starts=start and at(start), ends=end and at(end), **fields)


def found():
    """Return the sentences of each session that has one, as staff in Paris read them."""
    with translation.override("en"), timezone.override(PARIS):
        return {key: [one.sentence for one in told] for key, told in clashes.of_programme().items()}


def test_sessions_that_follow_each_other_in_a_room_do_not_clash():
    room = RoomFactory()
    session(14, 15, room=room)
    session(15, 16, room=room)
    session(14, 16, room=RoomFactory())
    session(14, 16)
    session(14, 16)

    assert found() == {}


def test_two_sessions_in_one_room_at_once_are_told_of_each_other():
    room = RoomFactory(name_en="Wood")
    first = session(14, 16, room=room, title_en="Water")
    second = session(15, 17, room=room, title_en="Soil")

    assert found() == {
        first.pk: ["Wood is also taken by “Soil”, Monday 11 January 2021, 15:00 – 17:00."],
        second.pk: ["Wood is also taken by “Water”, Monday 11 January 2021, 14:00 – 16:00."],
    }


def test_a_long_session_clashes_with_each_of_those_it_covers():
    room = RoomFactory()
    whole = session(9, 18, room=room)
    session(10, 11, room=room)
    session(12, 13, room=room)

    assert {key: len(told) for key, told in found().items() if key == whole.pk} == {whole.pk: 2}


def test_it_is_the_plan_that_clashes_and_not_what_is_public():
    room = RoomFactory()
    session(14, 15, room=room)
    moved = session(14, 15, room=room)
    Session.objects.filter(pk=moved.pk).update(planned_starts=at(15), planned_ends=at(16))

    assert found() == {}


def test_a_cancelled_session_holds_no_room():
    room = RoomFactory()
    session(14, 15, room=room)
    session(14, 15, room=room, status=CANCELLED)

    assert found() == {}


def test_a_draft_is_told_of_what_is_public_and_does_not_trouble_it():
    room = RoomFactory()
    session(14, 15, room=room)
    draft = session(14, 15, room=room, status=DRAFT)

    assert list(found()) == [draft.pk]


def test_two_drafts_are_told_of_each_other():
    room = RoomFactory()
    drafts = [session(14, 15, room=room, status=DRAFT), session(14, 15, room=room, status=DRAFT)]

    assert sorted(found()) == [one.pk for one in drafts]


def test_a_speaker_is_in_one_place_at_a_time():
    speaker = SpeakerFactory(name_en="Ana")
    first, second = session(14, 16, title_en="Water"), session(15, 17, title_en="Soil")
    for one in (first, second):
        ParticipationFactory(session=one, speaker=speaker)
    ParticipationFactory(session=first, speaker=speaker, role=Participation.Role.CHAIR)

    assert found() == {
        first.pk: ["Ana also takes part in “Soil”, Monday 11 January 2021, 15:00 – 17:00."],
        second.pk: ["Ana also takes part in “Water”, Monday 11 January 2021, 14:00 – 16:00."],
    }


def test_a_recorded_message_is_played_in_two_places():
    speaker = SpeakerFactory()
    ParticipationFactory(session=session(14, 16), speaker=speaker, mode=Participation.Mode.RECORDED)
    ParticipationFactory(session=session(15, 17), speaker=speaker)

    assert found() == {}


def test_a_session_outside_the_hours_of_the_event_is_told():
    EventFactory()  # 14:00 to 17:00 in Paris
    session(14, 17)
    early, late = session(13, 15), session(16, 18)

    assert found() == {
        early.pk: ["It starts before the event, which begins on Monday 11 January 2021, 14:00."],
        late.pk: ["It ends after the event, which ends on Monday 11 January 2021, 17:00."],
    }


def test_a_start_without_an_end_is_told_and_still_clashes_at_its_start():
    room = RoomFactory(name_en="Wood")
    open_ended = session(14, None, room=room, title_en="Water")
    other = session(13, 15, room=room, title_en="Soil")

    assert found() == {
        open_ended.pk: [
            "Wood is also taken by “Soil”, Monday 11 January 2021, 13:00 – 15:00.",
            "It has a start and no end: overlaps after its start are not seen, and calendars guess.",
        ],
        other.pk: ["Wood is also taken by “Water”, Monday 11 January 2021, 14:00."],
    }


def test_a_session_without_a_start_clashes_with_nothing():
    room = RoomFactory()
    session(None, None, room=room)
    session(14, 15, room=room)

    assert found() == {}


@pytest.mark.parametrize(
    ("floor", "interpretation", "sentence"),
    [
        (["fr"], [], "It is spoken in: French; no interpretation into: English."),
        (["es"], ["fr"], "It is spoken in: Spanish; no interpretation into: English."),
        (["es"], [], "It is spoken in: Spanish; no interpretation into: French and English."),
        (["fr"], ["en"], None),
        (["fr", "en"], [], None),
        (["fr-CA"], ["en"], None),
        ([], ["en"], None),
        ([], [], None),
    ],
)
def test_whoever_reads_a_language_of_the_portal_should_be_able_to_follow(floor, interpretation, sentence):
    one = session(14, 15)
    for use, codes in (("floor", floor), ("interpretation", interpretation)):
        for code in codes:
            SessionLanguage.objects.create(session=one, language=code, use=use)

    assert found() == ({one.pk: [sentence]} if sentence else {})


def test_finding_them_takes_as_many_queries_for_many_sessions_as_for_one(django_assert_num_queries):
    EventFactory()
    room, speaker = RoomFactory(), SpeakerFactory()
    for _one in range(4):
        ParticipationFactory(session=session(14, 15, room=room), speaker=speaker)

    with django_assert_num_queries(4):
        told = clashes.of_programme()

    assert {len(one) for one in told.values()} == {6}
