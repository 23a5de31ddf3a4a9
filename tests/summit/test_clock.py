import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from summit import clock

PLAYED = datetime.fromisoformat("2021-01-11T14:00+01:00")


@pytest.fixture
def kept(settings, tmp_path):
    """Play from PLAYED in a folder of its own; return the file where the start is kept."""
    settings.VAR_DIR, settings.SUMMIT_CLOCK = tmp_path / "var", PLAYED
    clock.restart()
    yield tmp_path / "var" / "clock.json"
    clock.restart()


def write(file, *, played, real):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"played": played.isoformat(), "real": real.isoformat()}))


def test_without_a_played_moment_it_is_now(settings):
    settings.SUMMIT_CLOCK = None

    before, now, after = timezone.now(), clock.now(), timezone.now()

    assert before <= now <= after


def test_a_played_moment_is_told_in_utc_and_ticks(kept):
    first = clock.now()
    second = clock.now()

    assert first.tzinfo == UTC
    assert PLAYED <= first < PLAYED + timedelta(minutes=1)
    assert second > first


def test_all_processes_share_one_start(kept):
    """Another process began an hour ago: this one reads its start and plays an hour later."""
    write(kept, played=PLAYED, real=timezone.now() - timedelta(hours=1))

    now = clock.now()

    assert PLAYED + timedelta(hours=1) <= now < PLAYED + timedelta(hours=1, minutes=1)


def test_a_start_is_kept_for_the_next_process(kept):
    clock.now()

    begun = json.loads(kept.read_text())
    assert begun["played"] == PLAYED.isoformat()
    assert datetime.fromisoformat(begun["real"]) <= timezone.now()
    assert [file.name for file in kept.parent.iterdir()] == ["clock.json"]


def test_another_moment_to_play_begins_anew(kept):
    write(kept, played=PLAYED - timedelta(days=1), real=timezone.now() - timedelta(hours=1))

    now = clock.now()

    assert PLAYED <= now < PLAYED + timedelta(minutes=1)
    assert json.loads(kept.read_text())["played"] == PLAYED.isoformat()


def test_a_restart_plays_from_the_start_again(kept):
    write(kept, played=PLAYED, real=timezone.now() - timedelta(hours=1))
    clock.now()

    clock.restart()

    assert clock.now() < PLAYED + timedelta(minutes=1)


def test_a_restart_before_the_first_look_is_no_mistake(kept):
    clock.restart()
    clock.restart()

    assert not kept.exists()


def test_many_at_once_agree_on_the_start(kept):
    with ThreadPoolExecutor(8) as pool:
        moments = list(pool.map(lambda _place: clock.now(), range(32)))

    assert max(moments) - min(moments) < timedelta(minutes=1)
    assert [file.name for file in kept.parent.iterdir()] == ["clock.json"]
