"""Calendars through time: midnight, summer time, and what releases change."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from programme import releases
from programme.models import Change, Session
from summit.models import Event
from tests.factories import EventFactory, RoomFactory, SessionFactory
from tests.pages import utc
from tests.programme.calendars import entries, extra, feed, lines

pytestmark = pytest.mark.django_db

ENGLISH = "/en/programme/programme.ics"


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


def publish(session, **planned):
    """Plan something else for a session and publish it."""
    for name, value in planned.items():
        setattr(session, f"planned_{name}", value)
    session.save()
    return releases.publish()


# --- time ---


def moments(path, title):
    entry = entries(path)[title]
    return entry.begin.isoformat(), entry.end.isoformat()


def test_a_session_across_midnight_ends_the_next_day():
    SessionFactory(title_en="Night", starts=utc(22, 30), ends=utc(22, 30) + timedelta(hours=2))

    assert moments(ENGLISH, "Night") == ("2021-01-11T23:30:00+01:00", "2021-01-12T01:30:00+01:00")
    assert "DTEND;TZID=Europe/Paris:20210112T013000" in lines(ENGLISH)


@pytest.mark.parametrize(
    ("starts", "local"),
    [
        (datetime(2021, 3, 28, 0, 30, tzinfo=UTC), "2021-03-28T01:30:00+01:00"),
        (datetime(2021, 3, 28, 1, 0, tzinfo=UTC), "2021-03-28T03:00:00+02:00"),
        (datetime(2021, 10, 30, 23, 30, tzinfo=UTC), "2021-10-31T01:30:00+02:00"),
        (datetime(2021, 10, 31, 2, 30, tzinfo=UTC), "2021-10-31T03:30:00+01:00"),
    ],
)
def test_a_session_around_a_change_of_summer_time_starts_at_the_right_instant(starts, local):
    SessionFactory(title_en="Change", starts=starts, ends=starts + timedelta(hours=1))

    begin = entries(ENGLISH)["Change"].begin

    assert begin.isoformat() == local
    assert begin.astimezone(UTC) == starts


def test_the_hour_that_autumn_plays_twice_is_told_in_utc_the_second_time():
    first, second = datetime(2021, 10, 31, 0, 30, tzinfo=UTC), datetime(2021, 10, 31, 1, 30, tzinfo=UTC)
    SessionFactory(starts=first, ends=first + timedelta(minutes=15))
    SessionFactory(starts=second, ends=second + timedelta(minutes=15))

    assert [one for one in lines(ENGLISH) if one.startswith(("DTSTART;TZID", "DTSTART:2021103"))] == [
        "DTSTART;TZID=Europe/Paris:20211031T023000",
        "DTSTART:20211031T013000Z",
    ]


def test_the_rules_of_the_events_own_time_zone_come_along(event):
    event.time_zone = "America/Bogota"
    event.save()
    SessionFactory(title_en="Opening")

    assert "TZID:America/Bogota" in lines(ENGLISH)
    assert moments(ENGLISH, "Opening")[0] == "2021-01-11T08:00:00-05:00"


# --- what changes ---


def test_a_moved_session_keeps_its_uid_and_rises_in_sequence_and_last_modified():
    session = SessionFactory(title_en="Opening")
    before = entries(ENGLISH)["Opening"]

    publish(session, starts=utc(13, 15), ends=utc(14, 15))

    after = entries(ENGLISH)["Opening"]
    assert after.begin.isoformat() == "2021-01-11T14:15:00+01:00"
    assert after.uid == before.uid
    assert (extra(before, "SEQUENCE"), extra(after, "SEQUENCE")) == ("0", "1")
    assert after.last_modified >= before.last_modified


def test_what_is_only_planned_is_not_in_the_calendar():
    session = SessionFactory(title_en="Opening")
    session.planned_starts = utc(13, 15)
    session.save()

    assert entries(ENGLISH)["Opening"].begin.isoformat() == "2021-01-11T14:00:00+01:00"


def test_a_new_text_raises_last_modified_and_not_the_sequence():
    session = SessionFactory(title_en="Opening")
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Session.objects.filter(pk=session.pk).update(modified=an_hour_ago)
    Event.objects.update(modified=an_hour_ago)
    before = entries(ENGLISH)["Opening"]

    session.title_en = "Grand opening"
    session.save()

    after = entries(ENGLISH)["Grand opening"]
    assert after.last_modified > before.last_modified
    assert extra(after, "SEQUENCE") == "0"


def test_a_cancelled_session_stays_and_says_so():
    session = SessionFactory(title_en="Opening")

    publish(session, status=Session.Status.CANCELLED)

    entry = entries(ENGLISH)["Opening"]
    assert (entry.status, extra(entry, "SEQUENCE"), entry.transparent) == ("CANCELLED", "1", True)
    assert entry.description.startswith("This session is cancelled.")


def test_a_withdrawn_session_stays_as_cancelled_with_no_more_than_was_public():
    session = SessionFactory(title_en="Opening", room=RoomFactory(), abstract_en="Was public.")
    uid = entries(ENGLISH)["Opening"].uid
    publish(session, status=Session.Status.DRAFT)
    session.refresh_from_db()
    session.title_en, session.abstract_en = "Secret title", "Secret text"
    session.save()

    text, entry = feed(ENGLISH), entries(ENGLISH)["Opening"]

    assert (entry.uid, entry.status, extra(entry, "SEQUENCE")) == (uid, "CANCELLED", "1")
    assert entry.begin.isoformat() == "2021-01-11T14:00:00+01:00"
    assert "Secret" not in text
    assert (entry.url, entry.location, entry.description) == (None, None, None)


def test_a_time_planned_for_a_session_that_is_withdrawn_stays_unknown():
    session = SessionFactory(title_en="Opening")

    publish(session, status=Session.Status.DRAFT, starts=utc(15), ends=utc(16))

    assert entries(ENGLISH)["Opening"].begin.isoformat() == "2021-01-11T14:00:00+01:00"


def test_a_session_that_comes_back_is_confirmed_again_with_a_higher_sequence():
    session = SessionFactory(title_en="Opening")
    publish(session, status=Session.Status.DRAFT)
    session.refresh_from_db()

    publish(session, status=Session.Status.PUBLISHED)

    entry = entries(ENGLISH)["Opening"]
    assert (entry.status, int(extra(entry, "SEQUENCE"))) == ("CONFIRMED", 2)
    assert Change.objects.count() == 2


def test_the_calendar_of_a_withdrawn_session_still_says_it_is_off():
    session = SessionFactory(slug="opening", title_en="Opening")
    publish(session, status=Session.Status.DRAFT)

    assert entries("/en/programme/opening.ics")["Opening"].status == "CANCELLED"
