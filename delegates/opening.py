"""Whether delegates may register now, and if not, why and what to do."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils.functional import cached_property

from delegates import seats
from summit import clock
from summit.models import Event
from summit.moments import registration_is_open


class Door(Enum):
    NEVER = "never"
    BEFORE = "before"
    OPEN = "open"
    AFTER = "after"


@dataclass(frozen=True)
class Opening:
    door: Door
    opens: datetime | None = None
    closes: datetime | None = None
    capacity: int | None = None

    @cached_property
    def is_full(self) -> bool:
        """Whoever registers for a seat on site now stands in line; asked of the database by who shows it alone."""
        return self.is_open and seats.is_full(self.capacity)

    @property
    def is_open(self) -> bool:
        return self.door is Door.OPEN


def opening(event: Event | None) -> Opening:
    if event is None or event.registration_opens is None or event.registration_closes is None:
        return Opening(Door.NEVER)
    if registration_is_open(event):
        door = Door.OPEN
    else:
        door = Door.BEFORE if clock.now() < event.registration_opens else Door.AFTER
    return Opening(door, event.registration_opens, event.registration_closes, event.capacity)
