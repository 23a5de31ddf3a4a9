import pytest
from django.http import QueryDict

from programme.forms import SessionFilter
from programme.models import Session
from tests.factories import SessionFactory, ThemeFactory

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
