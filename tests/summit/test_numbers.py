from decimal import Decimal

import pytest
from django.utils import translation

from summit import numbers


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (30, "30"),
        (Decimal("30.0000"), "30"),
        (Decimal("14.3260"), "14,326"),
        (14.5, "14,5"),
        (1000, "1\u202f000"),
        (100_000_000, "100\u202f000\u202f000"),
        (Decimal("-1234.5"), "-1\u202f234,5"),
    ],
)
def test_a_number_has_all_its_digits_and_french_separators(value, written):
    assert numbers.number(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [(Decimal("14.3260"), "14.326"), (100_000_000, "100,000,000"), (Decimal("1E+3"), "1,000")],
)
def test_a_number_has_english_separators_in_english(english, value, written):
    assert numbers.number(value) == written


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (999_999, "999\u202f999", "999,999"),
        (1_000_000, "1\xa0million", "1\xa0million"),
        (1_500_000, "1,5\xa0million", "1.5\xa0million"),
        (2_000_000, "2\xa0millions", "2\xa0million"),
        (100_000_000, "100\xa0millions", "100\xa0million"),
        (1_000_000_000, "1\xa0milliard", "1\xa0billion"),
        (14_326_000_000, "14,326\xa0milliards", "14.326\xa0billion"),
        (1_000_000_000_000, "1\u202f000\xa0milliards", "1,000\xa0billion"),
        (-3_000_000, "-3\xa0millions", "-3\xa0million"),
    ],
)
def test_a_large_round_quantity_is_said_in_words(value, french, english):
    assert numbers.quantity(value) == french
    with translation.override("en"):
        assert numbers.quantity(value) == english


@pytest.mark.parametrize(
    ("value", "written"),
    [(1_999_999, "1,999,999"), (14_326_500_100, "14,326,500,100"), (Decimal("1234567.8"), "1,234,567.8")],
)
def test_a_quantity_that_is_not_round_loses_no_digit(english, value, written):
    assert numbers.quantity(value) == written


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (14_326_000_000, "USD", "14,326\xa0milliards de dollars"),
        (500, "USD", "500\xa0dollars"),
        (1, "USD", "1\xa0dollar"),
        (1_000_000, "EUR", "1\xa0million d’euros"),
        (500, "EUR", "500\xa0euros"),
        (1, "EUR", "1\xa0euro"),
        (Decimal("1.50"), "EUR", "1,5\xa0euro"),
        (0, "EUR", "0\xa0euro"),
        (3_000_000, "GBP", "3\xa0millions de livres sterling"),
        (3_000_000, "CAD", "3\xa0millions de dollars canadiens"),
        (5, "ZZZ", "5\xa0ZZZ"),
    ],
)
def test_an_amount_is_said_as_people_say_it_in_french(amount, currency, written):
    assert numbers.money(amount, currency) == written


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (14_326_000_000, "USD", "US$14.326\xa0billion"),
        (1_000_000, "EUR", "€1\xa0million"),
        (1234, "EUR", "€1,234"),
        (3_000_000, "GBP", "£3\xa0million"),
        (3_000_000, "CAD", "CA$3\xa0million"),
        (2_000_000, "CHF", "CHF\xa02\xa0million"),
        (5_000_000, "XOF", "F\u202fCFA\xa05\xa0million"),
        (5, "ZZZ", "ZZZ\xa05"),
    ],
)
def test_an_amount_is_said_as_people_say_it_in_english(english, amount, currency, written):
    assert numbers.money(amount, currency) == written


@pytest.mark.parametrize(
    ("known", "french", "english"),
    [
        ("", "", ""),
        ("2030", "2030", "2030"),
        ("2022-12", "décembre 2022", "December 2022"),
        ("2022-12-19", "19 décembre 2022", "19 December 2022"),
        ("2021-01-01", "1er janvier 2021", "1 January 2021"),
        ("2021-08-11", "11 août 2021", "11 August 2021"),
        ("2021-11-21", "21 novembre 2021", "21 November 2021"),
    ],
)
def test_a_date_is_written_as_exactly_as_it_is_known(known, french, english):
    assert numbers.partial_date(known) == french
    with translation.override("en"):
        assert numbers.partial_date(known) == english


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [
        ([], "", ""),
        (["France"], "France", "France"),
        (["France", "Monaco"], "France et Monaco", "France and Monaco"),
        (["France", "Italie", "Monaco"], "France, Italie et Monaco", "France, Italie and Monaco"),
    ],
)
def test_words_are_joined_into_a_list(words, french, english):
    assert numbers.listed(words) == french
    with translation.override("en"):
        assert numbers.listed(words) == english


@pytest.mark.parametrize(
    ("code", "french", "english"),
    [("fr", "français", "French"), ("ar", "arabe", "Arabic"), ("xx", "xx", "xx"), ("", "", "")],
)
def test_a_language_has_a_name_in_the_readers_language_or_stays_a_code(code, french, english):
    assert numbers.language_name(code) == french
    with translation.override("en"):
        assert numbers.language_name(code) == english


def test_numbers_are_british_where_no_language_is_served():
    with translation.override(None):
        assert numbers.number(1000) == "1,000"


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (100_000_000, "tonnes", "de tonnes"),
        (1_500_000, "hectares", "d’hectares"),
        (Decimal("1000000000.0000"), "États", "d’États"),
        (1_000_000, "d'emplois", "d'emplois"),
        (1_000_000, "de dollars", "de dollars"),
        (250_000, "tonnes", "tonnes"),
        (2_000_000, "% du tout", "% du tout"),
        (2_000_000, "", ""),
    ],
)
def test_french_says_of_what_there_are_millions(value, unit, written):
    assert numbers.unit_after(value, unit) == written


def test_english_counts_millions_of_things_without_a_word(english):
    assert numbers.unit_after(2_000_000, "tonnes") == "tonnes"
