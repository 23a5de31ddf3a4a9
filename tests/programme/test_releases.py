"""What publishing makes public, and what it remembers of it."""

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, connections, transaction

from programme import releases
from programme.models import Change, Release, Session
from tests.factories import RoomFactory, SessionFactory
from tests.programme.plans import at, draft, planned

pytestmark = pytest.mark.django_db

PUBLISHED, CANCELLED, DRAFT = Session.Status.PUBLISHED, Session.Status.CANCELLED, Session.Status.DRAFT


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


def test_a_session_as_planned_is_shown_and_not_saved():
    session = planned(SessionFactory(), starts=at(9), status=CANCELLED)

    shown = releases.as_planned(Session.objects.get(pk=session.pk))

    session.refresh_from_db()
    assert (shown.starts, shown.status) == (at(9), CANCELLED)
    assert (session.starts, session.status) == (at(14), PUBLISHED)
