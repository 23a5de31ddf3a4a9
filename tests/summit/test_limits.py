from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import RequestFactory

from summit.limits import Limit, client_address

QUESTIONS = Limit("questions", most=3, window=60)


def let_a_minute_pass():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE summit_cache SET expires = %s", ["2021-01-01 00:00:00"])


def cached_keys():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM summit_cache")
        return [key for (key,) in cursor.fetchall()]


@pytest.mark.django_db
def test_so_many_attempts_are_let_through_and_no_more():
    assert [QUESTIONS.hit("someone") for _attempt in range(5)] == [True, True, True, False, False]


@pytest.mark.django_db
def test_attempts_are_counted_apart_for_each_key_and_each_scope():
    for _attempt in range(3):
        QUESTIONS.hit("someone")

    assert QUESTIONS.hit("someone else") is True
    assert Limit("answers", most=3, window=60).hit("someone") is True


@pytest.mark.django_db
def test_attempts_are_let_through_again_when_the_window_has_passed():
    for _attempt in range(3):
        QUESTIONS.hit("someone")

    let_a_minute_pass()

    assert [QUESTIONS.hit("someone") for _attempt in range(4)] == [True, True, True, False]


@pytest.mark.django_db
def test_a_refused_attempt_does_not_make_the_wait_longer():
    for _attempt in range(3):
        QUESTIONS.hit("someone")
    before = sorted(cached_keys())

    QUESTIONS.hit("someone")

    assert sorted(cached_keys()) == before


@pytest.mark.django_db
def test_an_attempt_taken_back_can_be_made_again():
    for _attempt in range(3):
        QUESTIONS.hit("someone")

    QUESTIONS.take_back("someone")

    assert [QUESTIONS.hit("someone"), QUESTIONS.hit("someone")] == [True, False]


@pytest.mark.django_db
def test_taking_back_what_was_never_counted_changes_nothing():
    QUESTIONS.take_back("someone")

    assert [QUESTIONS.hit("someone") for _attempt in range(4)] == [True, True, True, False]


@pytest.mark.django_db
def test_what_is_forgotten_starts_again_for_that_key_alone():
    for _attempt in range(3):
        QUESTIONS.hit("someone")
        QUESTIONS.hit("someone else")

    QUESTIONS.forget("someone")

    assert QUESTIONS.hit("someone") is True
    assert QUESTIONS.hit("someone else") is False


@pytest.mark.django_db
def test_the_cache_holds_no_key_as_it_is():
    QUESTIONS.hit("minister@example.org")

    assert len(cached_keys()) == 1
    assert "minister" not in cached_keys()[0]


@pytest.mark.django_db
def test_the_same_key_is_kept_differently_under_another_secret(settings):
    QUESTIONS.hit("someone")
    settings.SECRET_KEY = "another"
    QUESTIONS.hit("someone")

    assert len(cached_keys()) == 2


@pytest.mark.django_db(transaction=True)
def test_attempts_made_at_once_are_all_counted():
    def attempt(_number):
        try:
            return QUESTIONS.hit("someone")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as together:
        let_through = list(together.map(attempt, range(24)))

    assert sum(let_through) == 3


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "10.0.0.9"),
        (0, "203.0.113.7", "10.0.0.9"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.1, 203.0.113.7, 192.0.2.4", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.9"),
        (1, None, "10.0.0.9"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        (1, "::ffff:203.0.113.7", "203.0.113.7"),
        (1, "unknown", "unknown"),
    ],
)
def test_the_address_is_the_one_our_own_proxies_saw(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}

    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.9")

    assert client_address(request) == address
