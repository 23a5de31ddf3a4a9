"""The exports, read as conference apps read them."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from xml.etree import ElementTree

import pytest
from django.test import Client

from programme import releases
from programme.models import SessionLanguage
from tests.factories import (
    EventFactory,
    ParticipationFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    ThemeFactory,
)
from tests.pages import utc

pytestmark = pytest.mark.django_db

UID = UUID("11111111-2222-4333-8444-555555555555")


@pytest.fixture(autouse=True)
def event():
    return EventFactory(venue_fr="Palais", venue_en="Palace", summary_en="A summit.")


def schedule(language="en"):
    return Client().get(f"/programme/schedule.json?lang={language}").json()["schedule"]


def talks(language="en"):
    """Return every talk of every day and room, by its slug."""
    days = schedule(language)["conference"]["days"]
    return {talk["slug"]: talk for day in days for room in day["rooms"].values() for talk in room}


def xml(language="en"):
    return ElementTree.fromstring(Client().get(f"/programme/schedule.xml?lang={language}").content)


def open_data():
    return Client().get("/programme/programme.json").json()


# --- schedule.json ---


def test_a_schedule_says_which_release_of_which_conference_it_is():
    session = SessionFactory(
        room=RoomFactory(name_en="Great hall", capacity=80), theme=ThemeFactory(title_en="Soil")
    )
    session.planned_starts = utc(12)
    session.save()
    releases.publish()

    told = schedule()

    conference = told["conference"]
    assert (told["version"], told["base_url"]) == ("1", "http://testserver/")
    assert (conference["acronym"], conference["title"], conference["description"]) == (
        "ops21",
        "Trial summit",
        "A summit.",
    )
    assert (conference["start"], conference["end"], conference["daysCount"]) == ("2021-01-11", "2021-01-11", 1)
    assert conference["time_zone_name"] == "Europe/Paris"
    assert [(room["name"], room["capacity"]) for room in conference["rooms"]] == [("Great hall", 80)]
    assert [track["name"] for track in conference["tracks"]] == ["Soil"]


def test_a_talk_says_all_that_the_format_can():
    session = SessionFactory(
        slug="opening",
        uid=UID,
        title_en="Opening",
        abstract_en="Three *hosts*.",
        outcome_en="A **charter**.",
        room=RoomFactory(name_en="Great hall"),
        theme=ThemeFactory(short_en="Soil"),
        times_indicative=True,
        stream_urls=["https://example.org/live"],
        recording_urls=["https://example.org/film"],
    )
    speaker = SpeakerFactory(slug="ana", name_en="Ana Zola")
    for role in ("chair", "speaker"):
        ParticipationFactory(session=session, speaker=speaker, role=role)
    SessionLanguage.objects.create(session=session, language="fr")
    SessionLanguage.objects.create(session=session, language="ar", use=SessionLanguage.Use.INTERPRETATION)

    talk = talks()["opening"]

    (person,) = talk.pop("persons")
    assert UUID(person.pop("guid")).version == 5
    assert person == {"id": speaker.pk, "name": "Ana Zola", "url": "http://testserver/en/programme/speakers/ana/"}
    assert talk == {
        "guid": str(UID),
        "id": session.pk,
        "date": "2021-01-11T14:00:00+01:00",
        "start": "14:00",
        "duration": "01:00",
        "room": "Great hall",
        "slug": "opening",
        "url": "http://testserver/en/programme/opening/",
        "title": "Opening",
        "subtitle": "indicative time: from a working draft",
        "track": "Soil",
        "type": "plenary",
        "language": "fr",
        "abstract": "Three hosts.",
        "description": "A charter.",
        "links": [
            {"url": "https://example.org/live", "title": "Live stream"},
            {"url": "https://example.org/film", "title": "Recording"},
        ],
        "attachments": [],
    }


def test_what_the_format_cannot_say_is_left_out():
    SessionFactory(slug="untimed", untimed=True)
    SessionFactory(slug="off", cancelled=True)
    SessionFactory(slug="draft", draft=True)
    SessionFactory(slug="endless", ends=None)

    assert {slug: talk["duration"] for slug, talk in talks().items()} == {"endless": "00:00"}


def test_several_languages_of_the_floor_are_told_as_several():
    session = SessionFactory(slug="session")
    for language in ("fr", "en"):
        SessionLanguage.objects.create(session=session, language=language)
    SessionFactory(slug="unknown")

    assert {slug: talk["language"] for slug, talk in talks().items()} == {"session": "mul", "unknown": ""}


def test_a_session_without_a_room_is_held_at_the_venue():
    SessionFactory(slug="session")

    assert talks()["session"]["room"] == "Palace"
    assert talks("fr")["session"]["room"] == "Palais"


def test_the_day_changes_at_six_in_the_morning_of_the_events_zone(event):
    event.ends = datetime(2021, 1, 12, 16, tzinfo=UTC)
    event.save()
    midnight = datetime(2021, 1, 12, 0, tzinfo=UTC)
    SessionFactory(slug="night", starts=midnight, ends=midnight + timedelta(hours=1, minutes=5))
    SessionFactory(slug="dawn", starts=midnight + timedelta(hours=5), ends=midnight + timedelta(hours=30))

    days = schedule()["conference"]["days"]

    assert [(day["index"], day["date"], day["day_start"], day["day_end"]) for day in days] == [
        (1, "2021-01-11", "2021-01-11T06:00:00+01:00", "2021-01-12T06:00:00+01:00"),
        (2, "2021-01-12", "2021-01-12T06:00:00+01:00", "2021-01-13T06:00:00+01:00"),
    ]
    found = [[talk["slug"] for talk in day["rooms"]["Palace"]] for day in days]
    assert found == [["night"], ["dawn"]]
    assert [talks()[slug]["duration"] for slug in ("night", "dawn")] == ["01:05", "25:00"]
    assert talks()["night"]["date"] == "2021-01-12T01:00:00+01:00"


def test_each_day_of_the_event_is_told_also_without_a_session(event):
    event.ends = datetime(2021, 1, 13, 16, tzinfo=UTC)
    event.save()
    SessionFactory(starts=utc(13) - timedelta(days=20), ends=None)

    assert [(day["date"], len(day["rooms"])) for day in schedule()["conference"]["days"]] == [
        ("2020-12-22", 1),
        ("2021-01-11", 0),
        ("2021-01-12", 0),
        ("2021-01-13", 0),
    ]


def test_a_change_of_summer_time_moves_the_offset_and_not_the_hour(event):
    event.starts, event.ends = datetime(2021, 3, 27, 8, tzinfo=UTC), datetime(2021, 3, 28, 16, tzinfo=UTC)
    event.save()

    assert [(day["day_start"], day["day_end"]) for day in schedule()["conference"]["days"]] == [
        ("2021-03-27T06:00:00+01:00", "2021-03-28T06:00:00+02:00"),
        ("2021-03-28T06:00:00+02:00", "2021-03-29T06:00:00+02:00"),
    ]


def test_numbers_and_identifiers_stay_when_a_session_moves():
    session = SessionFactory(slug="opening", room=RoomFactory())
    before = talks()["opening"]
    room = schedule()["conference"]["rooms"][0]["guid"]
    session.planned_starts, session.planned_ends = utc(15), utc(16)
    session.save()
    releases.publish()

    after = talks()["opening"]

    assert (after["id"], after["guid"]) == (before["id"], before["guid"])
    assert schedule()["conference"]["rooms"][0]["guid"] == room
    assert (before["start"], after["start"]) == ("14:00", "16:00")


# --- schedule.xml ---


def test_xml_says_the_same_as_json():
    session = SessionFactory(
        slug="opening",
        room=RoomFactory(),
        theme=ThemeFactory(),
        abstract_en="A **text**.",
        stream_urls=["https://example.org/live"],
    )
    ParticipationFactory(session=session, speaker=SpeakerFactory(name_en="Ana Zola"))
    SessionFactory(ends=None)

    told, root = schedule(), xml()

    conference = told["conference"]
    assert [one.tag for one in root] == ["generator", "version", "conference", "day"]
    assert root.findtext("version") == told["version"]
    for name in ("title", "acronym", "start", "end", "timeslot_duration", "time_zone_name"):
        assert root.findtext(f"conference/{name}") == conference[name]
    day = conference["days"][0]
    assert root.find("day").attrib == {
        "index": "1",
        "date": day["date"],
        "start": day["day_start"],
        "end": day["day_end"],
    }
    read = {one.findtext("slug"): one for one in root.iterfind("day/room/event")}
    assert set(read) == set(talks())
    talk = talks()["opening"]
    for name in ("date", "start", "duration", "room", "url", "title", "track", "type", "abstract"):
        assert read["opening"].findtext(name) == talk[name]
    assert read["opening"].attrib == {"guid": talk["guid"], "id": str(talk["id"])}
    assert [(one.get("id"), one.text) for one in read["opening"].iterfind("persons/person")] == [
        (str(talk["persons"][0]["id"]), "Ana Zola")
    ]
    assert [(one.get("href"), one.text) for one in read["opening"].iterfind("links/link")] == [
        ("https://example.org/live", "Live stream")
    ]


def test_the_first_kilobyte_tells_apps_which_format_it_is():
    head = Client().get("/programme/schedule.xml").content[:1024].decode()

    assert "<schedule>" in head
    assert "<conference>" in head


def test_no_export_names_a_theme_that_is_a_draft():
    SessionFactory(slug="session", theme=ThemeFactory(draft=True))

    assert talks()["session"]["track"] is None
    assert (open_data()["sessions"][0]["theme"], open_data()["themes"]) == (None, [])


HOSTILE = "</title><script>alert(1)</script> ]]> & \x0b\x1f\ufffe\ue000 \U0001f30d é"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_hostile_texts_stay_texts_and_break_nothing(language):
    room = RoomFactory(name_fr=HOSTILE, name_en=HOSTILE)
    session = SessionFactory(slug="x", title_fr=HOSTILE, title_en=HOSTILE, abstract_fr=HOSTILE, room=room)
    ParticipationFactory(session=session, speaker=SpeakerFactory(name_fr=HOSTILE, name_en=HOSTILE))

    event = xml(language).find("day/room/event")

    words = "</title><script>alert(1)</script> ]]> &  \U0001f30d é"
    assert event.findtext("title") == words
    assert event.findtext("room") == words
    assert event.findtext("persons/person") == words
    assert event.find("script") is None
    assert talks(language)["x"]["title"] == words
    assert open_data()["sessions"][0]["title"][language] == words
