"""What publishing makes public, what it remembers of it, and how it tells it."""

from datetime import UTC, datetime
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone, translation

from programme import releases
from programme.models import Change, Release, Session
from tests.factories import RoomFactory, SessionFactory

pytestmark = pytest.mark.django_db

PUBLISHED, CANCELLED, DRAFT = Session.Status.PUBLISHED, Session.Status.CANCELLED, Session.Status.DRAFT


def at(hour, minute=0, day=11):
    """A moment by the clock of Paris, in UTC."""
    return datetime(2021, 1, day, hour, minute, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


def planned(session, **plan):
    Session.objects.filter(pk=session.pk).update(**{f"planned_{name}": value for name, value in plan.items()})
    return session


def told(language="en"):
    """Return what publishing now would change, as sentences read in Paris."""
    with translation.override(language), timezone.override(ZoneInfo("Europe/Paris")):
        return [change.sentence for change in releases.pending()]


def draft(**fields):
    return SessionFactory(draft=True, starts=None, ends=None, **fields)


# --- what becomes public ---


def test_a_plan_becomes_public_with_the_release_and_not_before():
    room = RoomFactory()
    session = planned(SessionFactory(), starts=at(15), ends=at(16), room=room)
    session.refresh_from_db()
    assert (session.starts, session.room) == (at(14), None)

    release = releases.publish()

    session.refresh_from_db()
    assert (session.starts, session.ends, session.room, session.status) == (at(15), at(16), room, PUBLISHED)
    assert (release.number, session.sequence, session.changed) == (1, 1, release.published_at)


def test_a_session_that_is_public_for_the_first_time_begins_at_sequence_nought():
    session = planned(draft(), status=PUBLISHED, starts=at(14))

    releases.publish()

    session.refresh_from_db()
    assert (session.status, session.starts, session.sequence) == (PUBLISHED, at(14), 0)


def test_a_session_that_comes_back_has_a_higher_sequence_than_when_it_left():
    session = SessionFactory()
    for status in (DRAFT, PUBLISHED):
        planned(session, status=status)
        releases.publish()

    session.refresh_from_db()
    assert (session.status, session.sequence) == (PUBLISHED, 2)


def test_a_session_whose_plan_is_public_already_is_left_as_it_is():
    still = SessionFactory()
    planned(SessionFactory(), starts=at(13))
    before = still.modified

    releases.publish()

    still.refresh_from_db()
    assert (still.sequence, still.changed, still.modified) == (0, None, before)


def test_texts_are_live_and_no_release_touches_them():
    session = planned(SessionFactory(), starts=at(13))
    Session.objects.filter(pk=session.pk).update(title_en="Newer")

    releases.publish()

    session.refresh_from_db()
    assert (session.title_fr, session.title_en) == ("Séance 0", "Newer")


def test_nothing_planned_makes_no_release():
    SessionFactory()
    planned(draft(), starts=at(9), room=RoomFactory())  # what stays a draft is nobody's news

    assert releases.pending() == []
    assert releases.publish() is None
    assert Release.objects.count() == 0


def test_releases_are_numbered_and_say_who_published_them_with_which_note(django_user_model):
    editor = django_user_model.objects.create(username="editor")
    session = SessionFactory()
    for hour in (9, 10):
        planned(session, starts=at(hour))
        release = releases.publish(by=editor, note={"fr": "Un mot.", "en": "A word."})

    assert list(Release.objects.values_list("number", flat=True)) == [2, 1]
    assert (release.by, release.note_fr, release.note_en) == (editor, "Un mot.", "A word.")


def test_some_sessions_can_be_published_while_the_plan_of_others_stays_a_plan():
    one, other = planned(SessionFactory(), starts=at(9)), planned(SessionFactory(), starts=at(9))

    releases.publish(only=[one.pk])

    assert [change.session for change in Change.objects.all()] == [one]
    assert [change.session for change in releases.pending()] == [other]


def test_what_was_not_looked_at_is_not_published():
    session = planned(SessionFactory(), starts=at(9))
    seen = releases.fingerprint(releases.pending())
    planned(session, starts=at(10))

    with pytest.raises(releases.PlanChangedError):
        releases.publish(seen=seen)

    assert Release.objects.count() == 0
    assert releases.publish(seen=releases.fingerprint(releases.pending())).number == 1


@pytest.mark.parametrize(
    "plan", [{"planned_ends": at(13)}, {"planned_status": PUBLISHED, "title_en": ""}, {"title_fr": None}]
)
def test_the_database_keeps_a_plan_that_could_not_be_published_out(plan):
    session = draft() if "planned_status" in plan else SessionFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(**plan)


def test_publishing_asks_for_the_plan_once_whatever_its_size(django_assert_num_queries):
    for _one in range(3):
        planned(SessionFactory(room=RoomFactory()), room=RoomFactory())

    with django_assert_num_queries(1):
        assert len(releases.pending()) == 3


@pytest.mark.skipif(connection.vendor == "sqlite", reason="there one writer waits for the other by itself")
@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_once_make_one_release():
    planned(SessionFactory(), starts=at(9))
    start, made = Barrier(2), []

    def publish():
        try:
            start.wait(timeout=10)
            made.append(releases.publish())
        finally:
            connections.close_all()

    threads = [Thread(target=publish) for _both in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert sorted(release is None for release in made) == [False, True]
    assert (Release.objects.count(), Change.objects.count()) == (1, 1)
    assert Session.objects.get().sequence == 1


# --- how it is told ---


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ({"starts": at(14, 40), "ends": at(15, 40)}, "moved from 14:00 to 14:40"),
        ({"starts": at(14, 40)}, "moved from 14:00 to 14:40, now ends at 15:00"),
        ({"starts": at(14, 40), "ends": None}, "moved from 14:00 to 14:40, its end is not known any more"),
        (
            {"starts": at(9, day=12), "ends": at(10, day=12)},
            "moved from Monday 11 January 2021, 14:00 to Tuesday 12 January 2021, 09:00",
        ),
        ({"ends": at(15, 30)}, "now ends at 15:30 instead of 15:00"),
        ({"ends": at(0, 30, day=12)}, "now ends at Tuesday 12 January 2021, 00:30 instead of 15:00"),
        ({"ends": None}, "its end is not known any more"),
        ({"starts": None, "ends": None}, "no longer starts at 14:00; its time is not known yet"),
        ({"status": CANCELLED}, "cancelled"),
        ({"status": DRAFT}, "taken off the programme"),
    ],
)
def test_a_change_of_a_public_session_is_one_sentence(plan, sentence):
    planned(SessionFactory(), **plan)

    assert told() == [sentence]


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ({"starts": at(14, 40), "ends": at(15, 40)}, "déplacée de 14\u00a0h\u00a000 à 14\u00a0h\u00a040"),
        (
            {"starts": at(9, day=12), "ends": at(10, day=12)},
            "déplacée du lundi 11 janvier 2021, 14\u00a0h\u00a000 au mardi 12 janvier 2021, 9\u00a0h\u00a000",
        ),
        ({"status": CANCELLED}, "annulée"),
    ],
)
def test_a_change_is_told_in_french(plan, sentence):
    planned(SessionFactory(), **plan)

    assert told("fr") == [sentence]


def test_a_change_is_told_in_the_zone_it_is_read_in():
    planned(SessionFactory(), starts=at(14, 40), ends=at(15, 40))

    with translation.override("en"), timezone.override(ZoneInfo("America/Bogota")):
        assert [change.sentence for change in releases.pending()] == ["moved from 08:00 to 08:40"]


def test_a_time_that_becomes_known_is_told_with_its_day():
    planned(SessionFactory(untimed=True), starts=at(9))

    assert told() == ["has a time now: Monday 11 January 2021, 09:00"]


def test_a_session_that_is_added_is_told_with_its_day_and_hour_when_they_are_known():
    planned(draft(), status=PUBLISHED, starts=at(9))
    planned(draft(), status=PUBLISHED)

    assert sorted(told()) == [
        "added to the programme",
        "added to the programme: Monday 11 January 2021, 09:00",
    ]


def test_a_session_that_takes_place_after_all_is_told_so():
    planned(SessionFactory(cancelled=True), status=PUBLISHED)

    assert told() == ["takes place after all"]


def test_a_session_cancelled_before_it_was_public_is_added_and_cancelled():
    planned(draft(), status=CANCELLED)

    assert told() == ["added to the programme", "cancelled"]


def test_rooms_are_told_by_the_name_they_had_in_the_language_of_the_reader():
    old, new = (
        RoomFactory(name_fr="Salle d'eau", name_en="Water room"),
        RoomFactory(name_fr="Bois", name_en="Wood"),
    )
    session = planned(SessionFactory(room=old), room=new)
    assert told() == ["another room: Wood, instead of Water room"]

    releases.publish()
    planned(session, room=None)
    new.name_en = "Forest"
    new.save()

    assert told() == ["is not in room Forest any more; its room is not known yet"]
    with translation.override("en"):
        assert Change.objects.get().sentence == "another room: Wood, instead of Water room"


def test_a_room_that_becomes_known_is_told():
    planned(SessionFactory(), room=RoomFactory(name_en="Wood"))

    assert told() == ["its room is known now: Wood"]


def test_a_session_can_change_in_several_ways_at_once():
    planned(SessionFactory(), starts=at(13), ends=at(14), room=RoomFactory(name_en="Wood"), status=CANCELLED)

    assert told() == ["cancelled", "moved from 14:00 to 13:00", "its room is known now: Wood"]


def test_a_change_keeps_the_title_of_its_day_in_both_languages():
    session = planned(SessionFactory(title_fr="Eau", title_en="Water"), starts=at(9))
    releases.publish()
    Session.objects.filter(pk=session.pk).update(title_fr="Autre", title_en="Other")

    change = Change.objects.get()
    assert (change.title_fr, change.title_en) == ("Eau", "Water")


def test_changes_are_told_in_the_order_of_the_programme():
    late = planned(SessionFactory(position=2), starts=at(20), ends=at(21))
    early = planned(SessionFactory(position=1), starts=at(9), ends=at(10))

    assert [change.session for change in releases.pending()] == [early, late]


def test_a_session_as_planned_is_shown_and_not_saved():
    session = planned(SessionFactory(), starts=at(9), status=CANCELLED)

    shown = releases.as_planned(Session.objects.get(pk=session.pk))

    session.refresh_from_db()
    assert (shown.starts, shown.status) == (at(9), CANCELLED)
    assert (session.starts, session.status) == (at(14), PUBLISHED)
