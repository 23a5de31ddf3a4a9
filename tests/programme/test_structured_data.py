import pytest

from programme import releases
from programme.models import SessionLanguage
from summit.models import Event
from tests.factories import (
    EventFactory,
    OrganiserFactory,
    ParticipationFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
)
from tests.pages import (
    LANGUAGES,
    opened,
    told,
    utc,
    words,
)

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


def test_machines_read_the_event_with_its_sessions():
    OrganiserFactory(name_en="United Nations", website="https://www.un.org")
    session = SessionFactory(slug="first", title_en="First", starts=utc(13), ends=utc(14))
    ParticipationFactory(session=session, speaker=SpeakerFactory(name_en="Ana Zola"))
    SessionFactory(slug="second", title_en="Second", cancelled=True, untimed=True)

    event = told(opened("/en/programme/"), "Event")

    assert (event["@context"], event["name"]) == ("https://schema.org", "Trial summit")
    assert (event["startDate"], event["endDate"]) == ("2021-01-11T13:00:00+00:00", "2021-01-11T16:00:00+00:00")
    assert event["url"] == "http://testserver/en/"
    assert event["organizer"] == [{"@type": "Organization", "name": "United Nations", "url": "https://www.un.org"}]
    assert event["subEvent"] == [
        {
            "@type": "Event",
            "name": "First",
            "url": "http://testserver/en/programme/first/",
            "eventStatus": "https://schema.org/EventScheduled",
            "performer": [{"@type": "Person", "name": "Ana Zola"}],
            "startDate": "2021-01-11T13:00:00+00:00",
            "endDate": "2021-01-11T14:00:00+00:00",
        },
        {
            "@type": "Event",
            "name": "Second",
            "url": "http://testserver/en/programme/second/",
            "eventStatus": "https://schema.org/EventCancelled",
            "performer": [],
        },
    ]


def test_machines_read_a_performer_of_two_roles_once():
    session, speaker = SessionFactory(slug="session"), SpeakerFactory(name_en="Ana Zola")
    ParticipationFactory(session=session, speaker=speaker, role="chair")
    ParticipationFactory(session=session, speaker=speaker, role="speaker")

    event = told(opened("/en/programme/session/"), "Event")

    assert event["performer"] == [{"@type": "Person", "name": "Ana Zola"}]


def test_machines_read_where_a_session_is_held_and_how_one_can_follow_it():
    Event.objects.update(venue_en="Palace", venue_fr="Palais")
    session = SessionFactory(
        slug="session", room=RoomFactory(name_en="Great hall"), stream_urls=["https://example.org/live"]
    )
    SessionLanguage.objects.create(session=session, language="fr")
    SessionLanguage.objects.create(session=session, language="ar", use=SessionLanguage.Use.INTERPRETATION)

    event = told(opened("/en/programme/session/"), "Event")

    address = {"@type": "PostalAddress", "addressLocality": "Paris", "addressCountry": "FR"}
    palace = {"@type": "Place", "name": "Palace", "address": address}
    assert event["location"] == [
        {"@type": "Place", "name": "Great hall", "address": address, "containedInPlace": palace},
        {"@type": "VirtualLocation", "url": "https://example.org/live"},
    ]
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert event["inLanguage"] == ["fr", "ar"]
    assert event["superEvent"]["location"] == palace


@pytest.mark.parametrize(
    ("room", "streams", "venue", "mode"),
    [
        (True, True, "", "https://schema.org/MixedEventAttendanceMode"),
        (False, True, "Palace", "https://schema.org/MixedEventAttendanceMode"),
        (False, True, "", "https://schema.org/OnlineEventAttendanceMode"),
        (True, False, "", "https://schema.org/OfflineEventAttendanceMode"),
        (False, False, "Palace", None),
    ],
)
def test_machines_read_how_one_can_attend_as_far_as_it_is_known(room, streams, venue, mode):
    Event.objects.update(venue_en=venue)
    urls = ["https://example.org/live"] if streams else []
    SessionFactory(slug="session", room=RoomFactory() if room else None, stream_urls=urls)

    assert told(opened("/en/programme/session/"), "Event").get("eventAttendanceMode") == mode


def test_machines_read_the_published_time_of_a_session_that_moved():
    session = SessionFactory(slug="session")
    session.planned_starts, session.planned_ends = utc(15), utc(16)
    session.save()
    planned = told(opened("/en/programme/session/"), "Event")["startDate"]
    releases.publish()

    event = told(opened("/en/programme/session/"), "Event")

    assert planned == "2021-01-11T13:00:00+00:00"
    assert (event["startDate"], event["endDate"]) == ("2021-01-11T15:00:00+00:00", "2021-01-11T16:00:00+00:00")


def test_machines_read_a_speaker_as_a_person():
    speaker = SpeakerFactory(slug="ana", name_en="Ana Zola", role_en="Minister", organisation_en="Government")
    ParticipationFactory(speaker=speaker)

    assert told(opened("/en/programme/speakers/ana/"), "Person") == {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": "Ana Zola",
        "jobTitle": "Minister",
        "url": "http://testserver/en/programme/speakers/ana/",
        "worksFor": {"@type": "Organization", "name": "Government"},
    }


def test_a_title_that_closes_a_script_stays_harmless():
    title = "</script><script>alert(1)</script>"
    SessionFactory(slug="session", title_en=title)

    page = opened("/en/programme/session/")

    assert told(page, "Event")["name"] == title
    assert words(page.h1) == title
    assert [one for one in page.select("script") if "alert" in one.get_text() and not one.get("type")] == []
