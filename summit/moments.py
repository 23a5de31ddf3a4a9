"""Before, during and after the summit, by the clock."""

from datetime import datetime
from enum import Enum

from summit import clock
from summit.models import Event


class Phase(Enum):
    BEFORE = "before"
    LIVE = "live"
    AFTER = "after"


def phase(event: Event, at: datetime | None = None) -> Phase:
    """Say where `at` (now, by the clock) stands; the first instant is live, the end is already after."""
    at = at or clock.now()
    if at < event.starts:
        return Phase.BEFORE
    return Phase.LIVE if at < event.ends else Phase.AFTER


def registration_is_open(event: Event, at: datetime | None = None) -> bool:
    """Say whether delegates may register; an event without both dates registers nobody."""
    if event.registration_opens is None or event.registration_closes is None:
        return False
    return event.registration_opens <= (at or clock.now()) < event.registration_closes
