from datetime import UTC, datetime, timedelta

import pytest

from summit import clock
from summit.moments import Phase, phase, registration_is_open
from tests.factories import EventFactory

SECOND = timedelta(seconds=1)


@pytest.fixture
def event():
    return EventFactory.build(
        registration_opens=datetime(2020, 12, 1, tzinfo=UTC), registration_closes=datetime(2021, 1, 4, tzinfo=UTC)
    )


def test_the_summit_is_live_from_its_first_instant_until_its_end(event):
    moments = (event.starts - SECOND, event.starts, event.ends - SECOND, event.ends)

    assert [phase(event, at) for at in moments] == [Phase.BEFORE, Phase.LIVE, Phase.LIVE, Phase.AFTER]


def test_registration_is_open_from_its_first_instant_until_its_close(event):
    opens, closes = event.registration_opens, event.registration_closes

    moments = (opens - SECOND, opens, closes - SECOND, closes)
    assert [registration_is_open(event, at) for at in moments] == [False, True, True, False]


@pytest.mark.parametrize("date", ["registration_opens", "registration_closes"])
def test_an_event_without_both_dates_registers_nobody(event, date):
    setattr(event, date, None)

    assert registration_is_open(event, datetime(2020, 12, 14, tzinfo=UTC)) is False


@pytest.mark.parametrize(
    ("played", "where", "registers"),
    [
        ("2020-12-14T09:00+01:00", Phase.BEFORE, True),
        ("2021-01-11T14:00+01:00", Phase.LIVE, False),
        ("2021-01-12T09:00+01:00", Phase.AFTER, False),
    ],
)
def test_the_clock_says_where_the_summit_stands(settings, event, played, where, registers):
    settings.SUMMIT_CLOCK = datetime.fromisoformat(played)
    clock.restart()

    assert (phase(event), registration_is_open(event)) == (where, registers)
