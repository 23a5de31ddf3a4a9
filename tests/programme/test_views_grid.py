"""The rooms by time, and the day sheet: the same programme as tables."""

from datetime import UTC, datetime

import pytest

from programme.models import Release, SessionLanguage
from tests.factories import (
    EventFactory,
    ParticipationFactory,
    RoomFactory,
    SessionFactory,
    SpeakerFactory,
    ThemeFactory,
)
from tests.pages import LANGUAGES, links, opened, said, titles, utc, words

pytestmark = pytest.mark.django_db
in_both_languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def event():
    return EventFactory()


@pytest.fixture
def rooms():
    return [RoomFactory(name_fr=f"Salle {n}", name_en=f"Hall {n}", order=n) for n in (1, 2)]


def scopes(cells):
    return [(cell["scope"], words(cell)) for cell in cells]


@in_both_languages
def test_the_grid_is_a_table_that_can_be_walked(language, rooms):
    one, two = rooms
    SessionFactory(
        title_fr="A", title_en="A", room=one, starts=utc(13), ends=utc(15), theme=ThemeFactory(number=3)
    )
    SessionFactory(title_fr="B", title_en="B", room=two, starts=utc(13), ends=utc(14), cancelled=True)
    SessionFactory(title_fr="C", title_en="C", starts=utc(14), ends=utc(15))
    SessionFactory(title_fr="D", title_en="D", room=one, untimed=True)

    page = opened(f"/{language}/programme/grid/")

    region, table = page.select_one("main [role=region]"), page.select_one("main table")
    assert (region["tabindex"], region["aria-label"]) == ("0", said("Rooms by time", language))
    assert {"fr": "lundi 11 janvier 2021", "en": "Monday 11 January 2021"}[language] in words(table.caption)
    names = {"fr": ["Salle 1", "Salle 2"], "en": ["Hall 1", "Hall 2"]}[language]
    heads = [said("Time", language), *names, said("No room", language)]
    assert scopes(table.select("thead th")) == [("col", name) for name in heads]
    hours = {"fr": ["14\u00a0h\u00a000", "15\u00a0h\u00a000"], "en": ["14:00", "15:00"]}[language]
    assert scopes(table.select("tbody th")) == [("row", hour) for hour in hours]
    rows = [
        [(words(cell)[:1], cell.get("rowspan")) for cell in row.select("td")] for row in table.select("tbody tr")
    ]
    assert rows == [[("A", "2"), ("B", "1"), ("", None)], [("", None), ("C", "1")]]
    assert said("Cancelled", language) in words(table.select("td")[1])
    assert titles(page.main) == ["D"]


def test_two_sessions_at_once_in_one_room_share_its_heading(rooms):
    SessionFactory(title_en="A", room=rooms[0])
    SessionFactory(title_en="B", room=rooms[0])

    table = opened("/en/programme/grid/").select_one("main table")

    head = table.select("thead th")[1]
    assert (head["scope"], head["colspan"], words(head)) == ("colgroup", "2", "Hall 1")
    assert [words(one)[:1] for one in table.select("td")] == ["A", "B"]


def test_the_grid_filters_as_the_list_does_and_keeps_the_filters_between_them(rooms):
    SessionFactory(title_en="A", room=rooms[0], kind="signing")
    SessionFactory(title_en="B", room=rooms[1])

    page = opened("/en/programme/grid/?kind=signing&tz=Tokyo")

    assert [words(one) for one in page.select(".grid__title")] == ["A"]
    assert words(page.select_one("[role=status]")) == "1 session"
    ways = links(page.select_one("main .views"))
    assert ways[:2] == [
        ("List", "/en/programme/?kind=signing&tz=Asia/Tokyo"),
        ("Rooms by time", "/en/programme/grid/?kind=signing&tz=Asia/Tokyo"),
    ]
    assert words(page.select_one("main .local-time")) == "22:00 – 23:00, Tokyo time"


def test_the_grid_is_offered_when_there_is_more_than_one_room(rooms):
    SessionFactory(room=rooms[0])
    assert "Rooms by time" not in words(opened("/en/programme/").select_one("main .views"))

    SessionFactory(room=rooms[1])
    assert "Rooms by time" in words(opened("/en/programme/").select_one("main .views"))


@in_both_languages
def test_a_grid_without_a_session_says_so(language):
    page = opened(f"/{language}/programme/grid/")

    assert page.select("main table") == []
    assert said("No session is published yet.", language) in words(page.main)


# --- the day sheet ---


@pytest.fixture
def session(rooms):
    session = SessionFactory(title_fr="L'eau", title_en="Water", room=rooms[0], starts=utc(13), ends=utc(14))
    ParticipationFactory(session=session, speaker=SpeakerFactory(name_fr="Charles", name_en="Charles III"))
    SessionLanguage.objects.create(session=session, language="fr", use="floor")
    SessionLanguage.objects.create(session=session, language="ar", use="interpretation")
    return session


def sheet(path):
    """Return the rows of the day sheet as their cells, each with its language."""
    return [
        [
            (cell.get("lang"), [words(one) for one in cell.select("p")] or words(cell))
            for cell in row.select("th, td")
        ]
        for row in opened(path).select("main table tbody tr")
    ]


FRENCH = ["L’eau", "Plénière · Salle 1", "Charles", "Interprétation\u00a0: arabe"]
ENGLISH = ["Water", "Plenary · Hall 1", "Charles III", "Interpretation: Arabic"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/en/programme/print/", [(None, "14:00 – 15:00"), ("en", ENGLISH), ("fr", FRENCH)]),
        ("/en/programme/print/?text=fr", [(None, "14:00 – 15:00"), ("fr", FRENCH)]),
        ("/en/programme/print/?text=nonsense", [(None, "14:00 – 15:00"), ("en", ENGLISH), ("fr", FRENCH)]),
        ("/fr/programme/print/?text=en", [(None, "14\u00a0h\u00a000 – 15\u00a0h\u00a000"), ("en", ENGLISH)]),
    ],
)
def test_the_day_sheet_tells_time_title_people_room_and_interpretation(path, expected, session):
    assert sheet(path) == [expected]


@in_both_languages
def test_the_day_sheet_holds_all_days_and_all_sessions(language, event):
    event.ends = datetime(2021, 1, 12, 16, tzinfo=UTC)
    event.save()
    SessionFactory(starts=utc(13), ends=None)
    SessionFactory(untimed=True)
    SessionFactory(starts=datetime(2021, 1, 12, 13, tzinfo=UTC), ends=None, cancelled=True)
    SessionFactory(draft=True)

    page = opened(f"/{language}/programme/print/")

    days = {
        "fr": ["lundi 11 janvier 2021", "mardi 12 janvier 2021"],
        "en": ["Monday 11 January 2021", "Tuesday 12 January 2021"],
    }[language]
    assert [words(one) for one in page.select("main caption")] == days
    lead = {"fr": "Du {} au {}, Paris", "en": "From {} to {}, Paris"}[language].format(*days)
    assert words(page.select_one("main .lead")) == lead
    assert [len(one.select("tbody tr")) for one in page.select("main table")] == [2, 1]
    assert said("Cancelled", language) in words(page.select("main table")[1])


def test_the_day_sheet_names_the_event_and_the_release(event, session):
    Release.objects.create(number=7, published_at=utc(7, 30))

    head = words(opened("/en/programme/print/").select_one("main header"))

    assert head == (
        "Trial summit Monday 11 January 2021, Paris "
        "Programme, release 7, published on Monday 11 January 2021 at 08:30. All times: Paris time."
    )


def test_the_day_sheet_can_be_in_large_print(session):
    assert opened("/en/programme/print/?size=large").select("main .sheet--large") != []
    assert opened("/en/programme/print/?size=huge").select("main .sheet--large") == []
