import pytest
from django.http import QueryDict

from commitments.forms import CommitmentFilter
from commitments.models import Commitment, Holder
from commitments.search.refresh import refresh_all
from tests.factories import CommitmentFactory, HolderFactory, PartyFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def titles(query):
    found = CommitmentFilter(QueryDict(query)).apply(Commitment.objects.order_by("title_en"))
    return sorted(one.title_en for one in found)


@pytest.fixture(autouse=True)
def register():
    water, soil = ThemeFactory(slug="water"), ThemeFactory(slug="soil")
    state, company = Holder.Kind.STATE, Holder.Kind.COMPANY
    made = [
        ("A", water, [state]),
        ("B", water, [state, company, company]),
        ("C", soil, [company]),
        ("D", soil, []),
    ]
    for title, theme, kinds in made:
        commitment = CommitmentFactory(title_en=title, theme=theme)
        for kind in kinds:
            PartyFactory(commitment=commitment, holder=HolderFactory(kind=kind))
    refresh_all()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["A", "B", "C", "D"]),
        ("theme=soil", ["C", "D"]),
        ("holder_kind=company", ["B", "C"]),
        ("theme=water&holder_kind=company", ["B"]),
        ("theme=soil&holder_kind=state", []),
        ("holder_kind=ngo", []),
    ],
)
def test_each_filter_narrows_both_narrow_more_and_nothing_comes_twice(query, expected):
    assert titles(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "theme=fire",
        "theme=%00",
        "theme=%FF%FE",
        "holder_kind=king",
        "holder_kind=%00",
        "holder_kind[]=state",
        "holder_kind=" + "x" * 10_240,
        "theme=&holder_kind=",
        "&&=&;",
    ],
)
def test_nonsense_narrows_nothing(query):
    filters = CommitmentFilter(QueryDict(query))

    assert titles(query) == ["A", "B", "C", "D"]
    assert (filters.chosen, filters.query) == ({}, "")


def test_nonsense_in_one_filter_leaves_the_other_at_work():
    assert titles("theme=fire&holder_kind=state") == ["A", "B"]


def test_a_theme_that_is_a_draft_is_no_filter():
    CommitmentFactory(title_en="E", theme=ThemeFactory(slug="secret", draft=True))

    assert titles("theme=secret") == ["A", "B", "C", "D", "E"]


def test_the_query_string_keeps_what_was_understood_alone():
    asked = QueryDict("holder_kind=state&theme=fire&page=4&utm_source=x")

    assert CommitmentFilter(asked).query == "holder_kind=state"


def test_a_filter_given_twice_counts_as_its_last_value_in_the_links_too():
    filters = CommitmentFilter(QueryDict("holder_kind=state&holder_kind=company"))

    assert filters.chosen == {"holder_kind": "company"}
    assert filters.query == "holder_kind=company"
