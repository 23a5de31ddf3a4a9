"""What was typed, taken apart; whatever it is."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commitments.forms import CommitmentFilter
from commitments.models import Commitment
from commitments.search.engine import fts, tsquery
from commitments.search.query import MOST, parse
from commitments.search.refresh import refresh_all
from commitments.search.words import split
from tests.factories import CommitmentFactory, ThemeFactory


def told(text, language="fr"):
    """Return each term as its words, with - before what is left out and * after what is unfinished."""
    return [
        f"{'-' if term.excluded else ''}{term.text}{'*' if term.unfinished else ''}"
        for term in parse(text, language).terms
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("forêt", ["foret*"]),
        ("forêt ", ["foret"]),
        ("la forêt tropicale", ["foret", "tropicale*"]),
        ("la", ["la"]),
        ("l'eau et l’air ", ["eau", "air"]),
        ("post-2020 ", ["post 2020"]),
        ('"Grande Muraille Verte"', ["grande muraille verte"]),
        ("« la forêt » eau ", ["la foret", "eau"]),
        ("sahel -désert ", ["sahel", "-desert"]),
        ("sahel -désert", ["sahel", "-desert"]),
        ('eau -"Grande Muraille" ', ["eau", "-grande muraille"]),
        ("eau - air ", ["eau", "air"]),
        ("eau eau ", ["eau"]),
        ("ab", ["ab"]),
        ('"muraille verte', ["muraille", "verte*"]),
        ("& | ! <-> :* ( ) \\ ' ''", []),
        ("", []),
        ("\u202eeau\u202c ", ["eau"]),
    ],
)
def test_words_phrases_and_what_is_left_out(typed, expected):
    assert told(typed) == expected


def test_an_english_word_that_says_nothing_is_left_out_in_english_alone():
    assert told("the wall ", "en") == ["wall"]
    assert told("the wall ", "fr") == ["the", "wall"]


def test_no_more_terms_than_anybody_types():
    assert len(told(" ".join(f"mot{number}" for number in range(500)))) == MOST


ANY_TEXT = st.text(max_size=200) | st.text("\"«»-'&|!()<>:*\\ aé0\x00\u202e", max_size=60)


@given(ANY_TEXT)
def test_whatever_is_typed_is_taken_apart_into_words_it_has(typed):
    query = parse(typed, "fr")

    words = set(split(typed))
    assert {word for term in query.terms for word in term.words} <= words
    assert all(len(term.words) == len(term.stems) for term in query.terms)
    assert parse(typed, "fr") == query


@given(st.lists(st.text("abcdefgh", min_size=4, max_size=8), min_size=1, max_size=5, unique=True))
def test_each_word_by_itself_is_wanted_and_each_in_quotes_with_a_minus_is_not(words):
    assert [term.text for term in parse(" ".join(words) + " ", "de").wanted] == words
    assert [term.text for term in parse(" ".join(f'-"{word}"' for word in words), "de").unwanted] == words


@given(ANY_TEXT)
def test_what_the_databases_are_asked_holds_no_sign_that_was_typed(typed):
    terms = parse(typed, "en").wanted

    for asked in (tsquery(terms), fts(terms)):
        rest = [sign for sign in asked if not sign.isalnum()]
        assert set(rest) <= set("'\"&|()<-> ")


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=ANY_TEXT)
def test_whatever_is_typed_the_register_answers(one_record, typed):
    asked = QueryDict(mutable=True)
    asked["q"] = typed
    filters = CommitmentFilter(asked)

    assert (
        filters.found.count() == len(filters.found[0:5]) == filters.apply(Commitment.objects.published()).count()
    )
    assert filters.found.count() <= 1


@pytest.fixture
def one_record(db):
    CommitmentFactory(title_fr="Planter des arbres", title_en="Plant trees", theme=ThemeFactory(slug="soil"))
    refresh_all()
