"""Possible duplicates: what puts two registrations beside each other, and what does not."""

import pytest
from django.utils.translation import override

from delegates import duplicates
from tests.factories import DelegateFactory

pytestmark = pytest.mark.django_db


def named(given, family, **more):
    return DelegateFactory(given_name=given, family_name=family, **more)


@override("en")
def found(delegate):
    return [(one.delegate, str(one.why)) for one in duplicates.of([delegate])[delegate.pk]]


@pytest.mark.parametrize(
    "other", [("Ama", "Éxample"), ("EXAMPLE", "ama"), ("Ama  Example", "")], ids=["accents", "order", "one field"]
)
def test_one_name_in_two_spellings_is_the_same(other):
    delegate, again = named("Ama", "Example"), named(*other)

    assert found(delegate) == [(again, "same name")]
    assert found(again) == [(delegate, "same name")]


@pytest.mark.parametrize(
    "other",
    [("Ama Kofi", "Example"), ("Amma", "Example"), ("Ama", "Exemple"), ("Ama", "Exampl")],
    ids=["another given name", "a letter more", "another letter", "a letter less"],
)
def test_a_name_that_is_nearly_the_same_is_told_from_both_sides(other):
    delegate, again = named("Ama", "Example"), named(*other)

    assert found(delegate) == [(again, "nearly the same name")]
    assert found(again) == [(delegate, "nearly the same name")]


@pytest.mark.parametrize(
    "other",
    [("Ama", "Different"), ("Ada", "Exemple"), ("Ama", ""), ("Example", ""), ("Ama", "Examples-Two")],
    ids=["given name alone", "two letters", "one word", "the other word", "another family name"],
)
def test_what_only_resembles_is_not_told(other):
    delegate = named("Ama", "Example")
    named(*other)

    assert found(delegate) == []


def test_one_press_card_is_told_however_it_is_written():
    delegate = named("Ama", "Example", press_card="FR-12 345")
    again = named("Somebody", "Else", press_card="fr12345")
    named("Nobody", "Of these", press_card="")

    assert found(delegate) == [(again, "same press card")]


def test_whoever_was_refused_and_registers_again_is_told_and_whoever_is_erased_is_not():
    refused = named("Ama", "Example", state="refused", refusal="Not named.")
    named("", "", press_card="")
    again = named("Ama", "Example")

    assert found(again) == [(refused, "same name")]


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_of_delegates_is_compared_in_two_queries(number, django_assert_num_queries):
    delegates = [named("Ama", f"Example{n}") for n in range(number)]
    named("Ama", "Example")

    with django_assert_num_queries(2):
        matches = duplicates.of(delegates)
        names = [str(match.delegate.delegation) for row in matches.values() for match in row]

    assert len(names) == number * number
