from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils import translation

from programme import search
from programme.forms import DaySheet, SessionFilter, SpeakerOrder, ZoneForm
from programme.models import Session, SessionLanguage
from tests.factories import RoomFactory, SessionFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def titles(query):
    found = SessionFilter(QueryDict(query)).apply(Session.objects.order_by("title_en"))
    return [one.title_en for one in found]


@pytest.fixture(autouse=True)
def sessions():
    water, soil = ThemeFactory(slug="water"), ThemeFactory(slug="soil")
    for title, theme, kind in [("A", water, "signing"), ("B", water, "keynote"), ("C", soil, "signing")]:
        SessionFactory(title_en=title, theme=theme, kind=kind)
    SessionFactory(title_en="D", kind="signing")
    search.refresh_all()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["A", "B", "C", "D"]),
        ("theme=water", ["A", "B"]),
        ("kind=signing", ["A", "C", "D"]),
        ("theme=water&kind=signing", ["A"]),
        ("theme=soil&kind=keynote", []),
    ],
)
def test_each_filter_narrows_and_both_narrow_more(query, expected):
    assert titles(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "theme=fire",
        "theme=1",
        "theme=%00",
        "theme=%FF%FE",
        "theme[]=water",
        "kind=dance",
        "kind=SIGNING",
        "kind=%00",
        "kind=signing'--",
        "theme=" + "x" * 10_240,
        "kind=&theme=",
        "room=nowhere",
        "room=%00",
        "language=klingon",
        "access=helicopter",
        "access=%00&access=",
        "day=tomorrow",
        "day=2021-13-45",
        "day=0000-00-00",
        "q=%00",
        "q=%20",
        "q=%25%25%25",
        "q=!?;",
        "&&=&;",
    ],
)
def test_nonsense_narrows_nothing(query):
    filters = SessionFilter(QueryDict(query))

    assert titles(query) == ["A", "B", "C", "D"]
    assert (filters.chosen, filters.query) == ({}, "")


def test_nonsense_in_one_filter_leaves_the_other_at_work():
    assert titles("theme=fire&kind=keynote") == ["B"]


def test_a_theme_that_is_a_draft_is_no_filter():
    SessionFactory(title_en="E", theme=ThemeFactory(slug="secret", draft=True))

    assert titles("theme=secret") == ["A", "B", "C", "D", "E"]
    assert "secret" not in str(SessionFilter(QueryDict("")))


def test_the_query_string_keeps_what_was_understood_alone():
    assert SessionFilter(QueryDict("theme=water&kind=dance&page=4&utm_source=x")).query == "theme=water"


def test_a_filter_given_twice_counts_as_its_last_value_in_the_links_too():
    filters = SessionFilter(QueryDict("kind=keynote&kind=signing"))

    assert filters.chosen == {"kind": "signing"}
    assert filters.query == "kind=signing"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("room=hall", ["A", "B"]),
        ("language=ar", ["A"]),
        ("access=captions", ["A", "C"]),
        ("access=sign_language", ["B"]),
        ("access=step_free", ["A", "B"]),
        ("access=remote", ["C"]),
        ("access=captions&access=step_free", ["A"]),
        ("access=captions&access=helicopter", ["A", "C"]),
        ("access=captions&theme=soil", ["C"]),
        ("q=REEF", ["B"]),
        ("q=récif", ["B"]),
        ("q=reef+ocean", []),
    ],
)
def test_room_language_access_and_words_narrow_too(query, expected):
    hall = RoomFactory(slug="hall", step_free=True)
    Session.objects.filter(title_en__in="AB").update(room=hall)
    Session.objects.filter(title_en__in="AC").update(captions=True)
    Session.objects.filter(title_en="B").update(sign_language=True, abstract_fr="Un récif", abstract_en="A reef")
    Session.objects.filter(title_en="C").update(access="public_stream", room=RoomFactory(step_free=None))
    SessionLanguage.objects.create(session=Session.objects.get(title_en="A"), language="ar", use="floor")
    SessionLanguage.objects.create(session=Session.objects.get(title_en="A"), language="ar", use="interpretation")
    search.refresh_all()

    assert titles(query) == expected


def test_only_languages_heard_in_a_public_session_are_offered():
    SessionLanguage.objects.create(session=Session.objects.first(), language="ar")
    SessionLanguage.objects.create(session=SessionFactory(draft=True), language="en")

    with translation.override("en"):
        offered = [str(words) for _code, words in SessionFilter(QueryDict("")).fields["language"].choices]

    assert offered == ["All languages", "Arabic"]


def test_ten_thousand_characters_are_too_many_to_look_for_and_that_is_said():
    with translation.override("en"):
        filters = SessionFilter(QueryDict("q=" + "x" * 10_240))
        said = str(filters.problems["q"])

    assert (filters.chosen, filters.is_open) == ({}, False)
    assert said == "10240 characters are too many to look for; all sessions are shown. Write at most 100."


@pytest.mark.parametrize(
    ("asked", "zone"),
    [
        ("America/Bogota", "America/Bogota"),
        ("america/bogota", "America/Bogota"),
        ("Bogota", "America/Bogota"),
        ("  bogotá ", "America/Bogota"),
        ("America/Mexico City", "America/Mexico_City"),
        ("new_york", "America/New_York"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_known_by_its_name_or_by_its_city(asked, zone):
    form = ZoneForm(QueryDict(urlencode({"tz": asked})))

    assert (form.zone.key, form.problems) == (zone, {})
    assert form.link == f"?tz={zone}"


@pytest.mark.parametrize(
    "asked", ["Mars/Olympus", "../../etc/passwd", "Europe", "localtime", "+02:00", "x" * 10_240]
)
def test_an_unknown_zone_is_said_to_be_so_and_changes_nothing(asked):
    form = ZoneForm(QueryDict(urlencode({"tz": asked})))

    assert (form.zone, form.link, form.chosen) == (None, "", {})
    assert len(form.problems["tz"]) < 250


@pytest.mark.parametrize("query", ["", "tz=", "tz=%00", "tz=%20"])
def test_no_zone_is_no_problem(query):
    form = ZoneForm(QueryDict(query))

    assert (form.zone, form.problems) == (None, {})


def test_the_address_keeps_every_choice_and_can_leave_one_out():
    query = "q=a+b&theme=water&access=captions&access=remote&day=2021-01-11&tz=asia/tokyo&page=2"

    filters = SessionFilter(QueryDict(query))

    kept = "q=a%20b&theme=water&access=captions&access=remote&tz=Asia/Tokyo&day=2021-01-11"
    assert filters.query == kept
    assert filters.asked == f"?{kept}"
    assert filters.rest == kept.removesuffix("&day=2021-01-11")
    assert filters.address(without="access") == kept.replace("&access=captions&access=remote", "")
    assert filters.link == "?tz=Asia/Tokyo"


def test_which_filter_to_leave_out_is_told_with_what_is_found_then(django_assert_num_queries):
    with translation.override("en"):
        filters = SessionFilter(QueryDict("theme=soil&kind=keynote&q=zzz"))
        with django_assert_num_queries(1):
            looser = filters.looser(Session.objects.published())

    assert looser == []

    with translation.override("en"):
        filters = SessionFilter(QueryDict("theme=soil&kind=keynote&tz=UTC"))
        looser = filters.looser(Session.objects.published())

    assert [(one.label, one.count, one.query) for one in looser] == [
        ("Theme", 1, "kind=keynote&tz=UTC"),
        ("Kind", 1, "theme=soil&tz=UTC"),
    ]


@pytest.mark.parametrize(
    ("query", "languages"),
    [("", ["fr", "en"]), ("text=both", ["fr", "en"]), ("text=en", ["en"]), ("text=xx", ["fr", "en"])],
)
def test_the_day_sheet_is_in_one_language_or_in_both_the_readers_first(query, languages):
    assert DaySheet(QueryDict(query)).languages == languages


@pytest.mark.parametrize(
    ("query", "by"),
    [("", "name"), ("by=country", "country"), ("by=organisation", "organisation"), ("by=x", "name")],
)
def test_speakers_are_listed_by_name_unless_asked_otherwise(query, by):
    assert SpeakerOrder(QueryDict(query)).asked == by
