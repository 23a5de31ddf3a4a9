from uuid import UUID

import icalendar
import pytest

from programme import releases
from programme.models import Participation, Session
from tests.factories import (
    EventFactory,
    ParticipationFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    ThemeFactory,
)
from tests.pages import utc
from tests.programme.calendars import entries, extra, feed, line, lines

pytestmark = pytest.mark.django_db

FRENCH, ENGLISH = "/fr/programme/programme.ics", "/en/programme/programme.ics"
UID = UUID("11111111-2222-4333-8444-555555555555")


@pytest.fixture(autouse=True)
def event():
    return EventFactory(venue_fr="Palais de l'Élysée", venue_en="Élysée Palace")


# --- what an entry says ---


def test_an_entry_says_what_when_and_where_in_the_readers_language():
    theme = ThemeFactory(short_fr="Sols", short_en="Soil")
    SessionFactory(
        slug="opening",
        uid=UID,
        title_fr="Ouverture",
        title_en="Opening",
        theme=theme,
        room=RoomFactory(name_fr="Grande salle", name_en="Great hall"),
        kind=Session.Kind.ROUND_TABLE,
    )

    french, english = entries(FRENCH)["Ouverture"], entries(ENGLISH)["Opening"]

    assert (french.begin.isoformat(), french.end.isoformat()) == (
        "2021-01-11T14:00:00+01:00",
        "2021-01-11T15:00:00+01:00",
    )
    assert french.location == "Grande salle, Palais de l’Élysée, Paris"
    assert english.location == "Great hall, Élysée Palace, Paris"
    assert (french.categories, english.categories) == ({"Sols", "table ronde"}, {"Soil", "round table"})
    assert french.url == "http://testserver/fr/programme/opening/"
    assert (french.uid, english.uid) == (f"{UID}@ops21.summit", f"{UID}@ops21.summit")
    assert (french.status, extra(french, "SEQUENCE")) == ("CONFIRMED", "0")


def test_the_description_has_no_markup_and_names_the_people():
    session = SessionFactory(
        slug="opening",
        title_en="Opening",
        abstract_en="Three *hosts*, see [the site](https://example.org):\n\n- one\n- two <b>bold</b>",
        stream_urls=["https://example.org/live"],
        times_indicative=True,
    )
    ana = SpeakerFactory(name_en="Ana Zola", role_en="Minister of soil")
    ParticipationFactory(session=session, speaker=ana, role="chair", mode=Participation.Mode.REMOTE)
    ParticipationFactory(session=session, speaker=SpeakerFactory(name_en="Bo Li"))

    assert entries(ENGLISH)["Opening"].description == (
        "Three hosts, see the site (https://example.org):\n\n– one\n– two <b>bold</b>\n\n"
        "– Ana Zola, Minister of soil (chair, by video link)\n– Bo Li (speaker)\n\n"
        "Live stream: https://example.org/live\n\n"
        "The time is indicative: it comes from a working draft.\n\n"
        "Details and sources: http://testserver/en/programme/opening/"
    )


def test_a_title_names_its_language_and_a_text_that_is_not_translated_stays_in_its_own():
    SessionFactory(title_fr="Ouverture", title_en="Opening", abstract_fr="Un résumé seul.")

    assert line(FRENCH, "SUMMARY") == "SUMMARY;LANGUAGE=fr:Ouverture"
    assert line(ENGLISH, "SUMMARY") == "SUMMARY;LANGUAGE=en:Opening"
    assert entries(ENGLISH)["Opening"].description.startswith("Un résumé seul.")


def test_a_live_stream_is_told_as_a_conference_too():
    SessionFactory(stream_urls=["https://example.org/live"])

    assert line(ENGLISH, "CONFERENCE") == (
        "CONFERENCE;FEATURE=AUDIO,VIDEO;LABEL=Live stream;LANGUAGE=en;VALUE=URI:https://example.org/live"
    )


def test_a_session_whose_end_is_not_known_has_none():
    SessionFactory(ends=None)

    assert [one for one in lines(ENGLISH) if one.startswith(("DTEND", "DURATION"))] == []


def test_sessions_without_a_start_are_left_out_and_counted():
    SessionFactory(title_en="Timed")
    SessionFactory.create_batch(2, untimed=True)
    SessionFactory(untimed=True, draft=True)

    assert list(entries(ENGLISH)) == ["Timed"]
    assert line(ENGLISH, "X-WR-CALDESC") == ("X-WR-CALDESC:2 sessions whose start is not known are left out.")


def test_drafts_are_not_in_the_calendar():
    SessionFactory(draft=True)

    assert entries(ENGLISH) == {}


def test_the_draft_theme_of_a_session_is_not_named():
    SessionFactory(title_en="Opening", theme=ThemeFactory(draft=True))

    assert entries(ENGLISH)["Opening"].categories == {"plenary"}


# --- the calendar itself ---


def test_the_calendar_says_its_name_its_release_and_when_to_ask_again():
    SessionFactory(planned_starts=utc(12))
    releases.publish()

    told = lines(ENGLISH)

    assert told[:4] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//OPS21//Summit portal//EN",
        "CALSCALE:GREGORIAN",
    ]
    assert "NAME:Trial summit" in told
    assert "X-WR-CALNAME:Trial summit" in told
    assert "DESCRIPTION:Release 1 of the programme." in told
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in told
    assert "X-PUBLISHED-TTL:PT1H" in told
    assert "SOURCE;VALUE=URI:http://testserver/en/programme/programme.ics" in told
    assert [one for one in told if one.startswith("METHOD")] == []


def test_a_calendar_without_entries_is_still_one():
    text = feed(ENGLISH)

    assert [one.name for one in icalendar.Calendar.from_ical(text).subcomponents] == ["VTIMEZONE"]


def test_no_line_is_longer_than_75_octets_and_each_ends_with_crlf():
    SessionFactory(
        slug="s" * 80,
        title_fr="Éà" * 100,
        abstract_fr="é, ; \\ " * 300,
        stream_urls=["https://example.org/" + "x" * 200],
    )

    text = feed(FRENCH)

    assert text.replace("\r\n", "").count("\n") == 0
    assert max(len(one.encode()) for one in text.split("\r\n")) <= 75
    assert [one for one in text.split("\r\n") if one.strip() == ""] == [""]
    assert f"URL:http://testserver/fr/programme/{'s' * 80}/" in lines(FRENCH)


@pytest.mark.parametrize("shift", range(8))
def test_a_line_is_never_folded_within_a_character_or_an_escape(shift):
    title = "x" * shift + "".join(one * 40 for one in ("\\", ";", "\\;", "é", "🌍", "\\n"))
    SessionFactory(title_fr=title[:250])

    text = feed(FRENCH)

    broken = [one for one in text.split("\r\n") if (len(one) - len(one.rstrip("\\"))) % 2]
    assert (broken, max(len(one.encode()) for one in text.split("\r\n"))) == ([], 75)
    (entry,) = icalendar.Calendar.from_ical(text).events
    assert str(entry["summary"]).replace("\u202f", "") == title[:250].replace("\u202f", "")


def test_the_calendar_survives_a_round_trip():
    SessionFactory(title_fr="Éà, ; \\n \\", abstract_fr="Un.\n\nDeux ; trois, quatre.", room=RoomFactory())

    calendar = icalendar.Calendar.from_ical(feed(FRENCH))
    again = icalendar.Calendar.from_ical(calendar.to_ical())

    assert again == calendar
    assert str(again.events[0]["summary"]) == "Éà,\u202f; \\n \\"
    assert again.events[0].errors == []


def test_hostile_texts_stay_texts():
    hostile = 'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\x0b;,:"\ue000'
    SessionFactory(title_fr=hostile, abstract_fr="BEGIN:VALARM\nACTION:AUDIO\nEND:VALARM")

    (entry,) = icalendar.Calendar.from_ical(feed(FRENCH)).events

    assert entry["uid"].endswith("@ops21.summit")
    assert "testserver" not in entry["summary"]
    assert entry.subcomponents == []


# --- the calendars of one theme and of one session ---


def test_the_calendar_of_a_theme_holds_its_sessions():
    theme = ThemeFactory(slug="soil", title_en="Living soil")
    SessionFactory(title_en="Within", theme=theme)
    SessionFactory(title_en="Elsewhere", theme=ThemeFactory())

    assert list(entries("/en/themes/soil/sessions.ics")) == ["Within"]
    assert line("/en/themes/soil/sessions.ics", "NAME") == "NAME:Trial summit – Living soil"


def test_the_calendar_of_a_session_holds_it_alone():
    SessionFactory(slug="opening", title_en="Opening")
    SessionFactory()

    assert list(entries("/en/programme/opening.ics")) == ["Opening"]
    assert line("/en/programme/opening.ics", "NAME") == "NAME:Opening"
