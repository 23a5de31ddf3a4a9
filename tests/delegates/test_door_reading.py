"""What is typed or scanned at the door: a number, a badge, or neither, told apart."""

import pytest

from delegates import badges
from delegates.door import Unreadable, number_of
from tests.factories import DelegateFactory, EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _event():
    EventFactory()


@pytest.mark.parametrize("written", ["123", " 123 ", "D-000123", "d123", "0123"])
def test_a_number_is_read_however_it_is_typed(written):
    assert number_of(written) == 123


def test_the_code_of_a_badge_says_its_number():
    assert number_of(badges.code_of(DelegateFactory(number=7))) == 7


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("abc", "unreadable"),
        ("", "unreadable"),
        ("١٢٣", "unreadable"),
        ("1" * 10, "unreadable"),
        ("-5-", "unreadable"),
        ("OPS21:7:DELEGATE:AAAA", "forged"),
        (":", "forged"),
    ],
)
def test_what_is_neither_a_number_nor_a_badge_is_told_apart(written, reason):
    with pytest.raises(Unreadable) as told:
        number_of(written)

    assert told.value.reason == reason


def test_without_a_key_badges_cannot_be_checked_and_the_door_says_so(settings, tmp_path):
    code = badges.code_of(DelegateFactory(number=7))
    settings.BADGE_KEY_FILE = tmp_path / "none"

    with pytest.raises(Unreadable) as told:
        number_of(code)

    assert told.value.reason == "no_key"
