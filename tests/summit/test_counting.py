from itertools import count

import pytest
from django.core.cache import cache

from summit.counting import CountingCache
from tests.summit.test_limits import cached_keys, let_a_minute_pass


@pytest.mark.django_db
def test_a_key_is_added_once_by_one_statement(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert [cache.add("place", "mine", 60), cache.add("place", "theirs", 60)] == [True, False]

    assert cache.get("place") == "mine"


@pytest.mark.django_db
def test_a_key_that_has_expired_is_added_again():
    cache.add("place", "mine", 60)
    let_a_minute_pass()

    assert cache.add("place", "theirs", 60) is True
    assert cache.get("place") == "theirs"


@pytest.mark.django_db
def test_a_key_without_an_end_is_kept():
    assert [cache.add("place", "mine", None), cache.add("place", "theirs", 60)] == [True, False]


@pytest.mark.django_db
def test_a_key_is_refused_like_any_other_cache_does():
    with pytest.warns(match="errors if used with memcached"):
        cache.add("a key with spaces", 1, 60)


@pytest.mark.django_db
def test_of_so_many_additions_one_clears_what_has_expired(monkeypatch):
    swept = CountingCache("summit_cache", {"OPTIONS": {"MAX_ENTRIES": 2}})
    for number in range(4):
        swept.add(f"old-{number}", 1, 60)
    let_a_minute_pass()
    monkeypatch.setattr(CountingCache, "_added", count(CountingCache.SWEEP - 1))

    swept.add("before", 1, 60)
    assert len(cached_keys()) == 5
    swept.add("sweeping", 1, 60)

    assert len(cached_keys()) == 2
