"""Times as the pages tell them: across midnight, on several days, when the clocks change, in the reader's zone."""

from datetime import UTC, datetime

import pytest

from programme import search
from tests.factories import EventFactory, ParticipationFactory, SessionFactory, SpeakerFactory
from tests.pages import LANGUAGES, entry, facts, links, opened, part, play, said, titles, utc, words

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


def on(day, hour, minute=0, month=1):
    return datetime(2021, month, day, hour, minute, tzinfo=UTC)


def time_of(page, title):
    return words(entry(page, title).select_one(".row__time"))


@pytest.mark.parametrize(
    ("language", "told"), [("fr", "23\u00a0h\u00a030 – mardi 0\u00a0h\u00a030"), ("en", "23:30 – Tuesday 00:30")]
)
def test_a_session_across_midnight_names_the_next_day(language, told):
    SessionFactory(title_fr="T", title_en="T", starts=on(11, 22, 30), ends=on(11, 23, 30))

    assert time_of(opened(f"/{language}/programme/"), "T") == told


def test_of_several_days_one_is_shown_and_the_others_are_one_link_away(event, settings):
    event.ends = on(13, 16)
    event.save()
    for day, title in ((11, "A"), (12, "B"), (13, "C"), (13, "D")):
        SessionFactory(title_en=title, starts=on(day, 13), ends=None)

    page = opened("/en/programme/?kind=plenary&tz=Tokyo")

    assert [words(one) for one in page.select("main li h4")] == ["A"]
    assert words(page.select_one("main [role=status]")) == "1 session on Monday 11 January 2021, 4 on all days"
    query = "kind=plenary&tz=Asia/Tokyo"
    assert links(page.select_one("main .days")) == [
        ("Mon 11 Jan (1 session)", f"?day=2021-01-11&{query}"),
        ("Tue 12 Jan (1 session)", f"?day=2021-01-12&{query}"),
        ("Wed 13 Jan (2 sessions)", f"?day=2021-01-13&{query}"),
    ]
    third = opened("/en/programme/?day=2021-01-13")
    assert [words(one) for one in third.select("main li h4")] == ["C", "D"]
    assert words(third.select_one("main .days [aria-current]")) == "Wed 13 Jan (2 sessions)"
    assert third.select_one("form [name=day]")["value"] == "2021-01-13"
    play(settings, "2021-01-12T10:00+01:00")
    assert [words(one) for one in opened("/en/programme/").select("main li h4")] == ["B"]


def test_a_session_after_midnight_belongs_to_the_next_day(event):
    event.ends = on(12, 16)
    event.save()
    SessionFactory(title_en="A", starts=on(11, 13), ends=None)
    SessionFactory(title_en="B", starts=on(11, 23, 30), ends=None)

    page = opened("/en/programme/?day=2021-01-12")

    assert [words(one) for one in page.select("main li h4")] == ["B"]


def test_a_change_of_summer_time_inside_the_summit_is_told_right(event):
    """In Paris, on 31 October 2021 at 03:00, the clocks went back to 02:00."""
    event.starts, event.ends = on(30, 8, month=10), on(31, 18, month=10)
    event.save()
    SessionFactory(title_en="Before", starts=on(30, 8, month=10), ends=None)
    SessionFactory(title_en="First", starts=on(31, 0, 30, month=10), ends=on(31, 1, 30, month=10))
    SessionFactory(title_en="After", starts=on(31, 8, month=10), ends=None)

    first, second = opened("/en/programme/?day=2021-10-30"), opened("/en/programme/?day=2021-10-31")

    told = {words(row.h4): words(row.p) for page in (first, second) for row in page.select("main .row")}
    assert told == {"Before": "10:00", "First": "02:30 (UTC+02:00) – 02:30 (UTC+01:00)", "After": "09:00"}


@pytest.mark.parametrize(
    ("language", "beside", "zone"),
    [
        ("fr", "dimanche 22\u00a0h\u00a000 – lundi 2\u00a0h\u00a000", "heure de Bogota"),
        ("en", "Sunday 22:00 – Monday 02:00", "Bogota time"),
    ],
)
def test_the_readers_zone_stands_beside_the_events_and_in_the_links_of_the_page(language, beside, zone):
    session = SessionFactory(title_fr="T", title_en="T", slug="t", starts=on(11, 3), ends=on(11, 7))
    ParticipationFactory(session=session, speaker=SpeakerFactory(slug="a", name_fr="A", name_en="A"))

    page = opened(f"/{language}/programme/?tz=America/Bogota")

    assert words(entry(page, "T").select_one(".local-time")) == f"{beside}, {zone}"
    assert zone in words(page.select_one("main header .lead"))
    assert links(entry(page, "T")) == [
        ("T", f"/{language}/programme/t/?tz=America/Bogota"),
        ("A", f"/{language}/programme/speakers/a/?tz=America/Bogota"),
    ]
    practical = part(opened(f"/{language}/programme/t/?tz=America/Bogota"), said("In practice", language))
    assert f"{beside}, {zone}" in facts(practical)[said("Time", language)]


@in_both_languages
@pytest.mark.parametrize("tz", ["Mars/Olympus", "x" * 10_240])
def test_a_zone_that_is_not_known_is_said_to_be_so_and_the_events_time_stands_alone(language, tz):
    SessionFactory(title_fr="T", title_en="T", starts=utc(13), ends=None)

    page = opened(f"/{language}/programme/?tz={tz}")

    assert len(page.select("main .notice[role=alert]")) == 1
    assert page.select("main .local-time") == []


def test_a_page_in_the_readers_zone_sets_no_cookie(client):
    SessionFactory()

    response = client.get("/en/programme/?tz=Tokyo")

    assert (response.cookies, response["Cache-Control"]) == ({}, "public, no-cache")


def test_what_is_found_in_the_other_language_stands_apart_after_the_readers_own():
    SessionFactory(title_fr="Le port", title_en="The harbour", starts=utc(13), ends=None)
    SessionFactory(title_fr="La mer", title_en="The port and the sea", starts=utc(14), ends=None)
    search.refresh_all()

    page = opened("/en/programme/?q=PORT")

    assert titles(page.main) == ["The port and the sea", "The harbour"]
    assert [words(one) for one in page.select("main h2")] == [
        "Afternoon",
        "Afternoon · Found in the other language",
    ]


def test_words_too_many_to_look_for_are_refused_in_words_and_everything_is_shown():
    SessionFactory(title_en="T")

    page = opened("/en/programme/?q=" + "x" * 10_240)

    assert titles(page.main) == ["T"]
    assert "10240 characters are too many to look for" in words(page.select_one("main .notice"))
