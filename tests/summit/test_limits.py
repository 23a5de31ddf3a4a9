from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import RequestFactory

from summit.limits import Left, Limit, Pace, client_address

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


class Seconds:
    """A clock that stands still until it is moved."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def test_a_pace_says_what_is_left_and_for_how_long():
    seconds = Seconds()
    pace = Pace("pages", window=60, clock=seconds)
    first = pace.take("someone", most=2)
    seconds.now += 12.5

    rest = [pace.take("someone", most=2) for _request in range(2)]

    assert first == Left(most=2, remaining=1, reset=60, allowed=True)
    assert rest == [Left(2, 0, 48, allowed=True), Left(2, 0, 48, allowed=False)]
    assert pace.take("someone else", most=2).remaining == 1


def test_a_pace_begins_again_when_its_window_ends():
    seconds = Seconds()
    pace = Pace("pages", window=60, clock=seconds)
    for _request in range(3):
        pace.take("someone", most=1)

    seconds.now += 60

    assert pace.take("someone", most=1) == Left(1, 0, 60, allowed=True)


def test_a_pace_remembers_so_many_and_counts_the_others_as_one():
    pace = Pace("pages", window=60, clock=Seconds())
    pace.KEYS = 2

    allowed = [pace.take(key, most=1).allowed for key in ("a", "b", "c", "d")]

    assert allowed == [True, True, True, False]
    assert len(pace._counts) == 3


def test_requests_made_at_once_are_all_counted():
    pace = Pace("pages", window=60, clock=Seconds())
    with ThreadPoolExecutor(6) as together:
        answers = list(together.map(lambda _number: pace.take("someone", most=30), range(60)))

    assert sum(one.allowed for one in answers) == 30


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
