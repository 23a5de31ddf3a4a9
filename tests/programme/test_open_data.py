"""The programme as plain data in both languages."""

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client

from programme import releases
from programme.models import Session, SessionLanguage
from tests.factories import (
    EventFactory,
    ParticipationFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db

UID = UUID("11111111-2222-4333-8444-555555555555")


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


def open_data():
    return Client().get("/programme/programme.json").json()


def test_open_data_holds_every_public_session_in_both_languages():
    theme = ThemeFactory(slug="soil", number=1)
    room = RoomFactory(slug="hall", name_fr="Salle", name_en="Hall", step_free=True)
    session = SessionFactory(
        slug="opening", uid=UID, title_fr="Ouverture", title_en="Opening", theme=theme, room=room
    )
    ana = SpeakerFactory(slug="ana", name_fr="Ana", name_en="Ana", country="FR")
    ParticipationFactory(session=session, speaker=ana, role="chair", mode="remote")
    SessionLanguage.objects.create(session=session, language="fr")
    SessionLanguage.objects.create(session=session, language="ar", use=SessionLanguage.Use.INTERPRETATION)

    told = open_data()

    (shown,) = told["sessions"]
    assert (shown["uid"], shown["title"]) == (str(UID), {"fr": "Ouverture", "en": "Opening"})
    assert shown["abstract"] == {"fr": None, "en": None}
    assert shown["url"] == {
        "fr": "http://testserver/fr/programme/opening/",
        "en": "http://testserver/en/programme/opening/",
    }
    assert (shown["starts"], shown["ends"]) == ("2021-01-11T14:00:00+01:00", "2021-01-11T15:00:00+01:00")
    assert (shown["theme"], shown["room"], shown["status"]) == ("soil", "hall", "published")
    assert (shown["floor_languages"], shown["interpretation_languages"]) == (["fr"], ["ar"])
    assert shown["people"] == [
        {"speaker": "ana", "role": "chair", "mode": "remote", "note": {"fr": None, "en": None}}
    ]
    assert told["rooms"] == [
        {"slug": "hall", "name": {"fr": "Salle", "en": "Hall"}, "capacity": None, "step_free": True}
    ]
    assert [(one["slug"], one["country"]) for one in told["people"]] == [("ana", "FR")]
    assert [one["slug"] for one in told["themes"]] == ["soil"]
    assert told["event"]["time_zone"] == "Europe/Paris"
    assert told["release"] == {"number": 0, "published": None}


def test_open_data_tells_what_has_no_time_by_its_place_in_the_order():
    SessionFactory(slug="untimed", untimed=True, part_of_day="morning", position=7)
    SessionFactory(slug="off", cancelled=True, position=8)
    SessionFactory(slug="draft", draft=True)

    untimed, off = open_data()["sessions"]

    assert (untimed["starts"], untimed["ends"]) == (None, None)
    assert (untimed["day"], untimed["part_of_day"], untimed["position"]) == ("2021-01-11", "morning", 7)
    assert (off["slug"], off["status"]) == ("off", "cancelled")


def test_open_data_puts_days_in_order_by_the_events_clock():
    midnight = datetime(2021, 1, 11, 23, 30, tzinfo=UTC)
    SessionFactory(slug="after-midnight", starts=midnight, ends=None, position=1)
    SessionFactory(slug="before", position=2)

    assert [(one["slug"], one["day"]) for one in open_data()["sessions"]] == [
        ("before", "2021-01-11"),
        ("after-midnight", "2021-01-12"),
    ]


def test_open_data_names_the_release_and_when_it_was_published():
    session = SessionFactory()
    session.planned_status = Session.Status.CANCELLED
    session.save()
    releases.publish()

    release = open_data()["release"]

    assert release["number"] == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+0[12]:00", release["published"])
