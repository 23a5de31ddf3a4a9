"""Whether delegates may register now, and if not, why and what to do."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

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
    """`is_full`: whoever registers for a seat on site now stands in line."""

    door: Door
    opens: datetime | None = None
    closes: datetime | None = None
    is_full: bool = False

    @property
    def is_open(self) -> bool:
        return self.door is Door.OPEN


def opening(event: Event | None) -> Opening:
    if event is None or event.registration_opens is None or event.registration_closes is None:
        return Opening(Door.NEVER)
    if registration_is_open(event):
        door, full = Door.OPEN, not seats.has_room(None, "")
    else:
        door, full = (Door.BEFORE if clock.now() < event.registration_opens else Door.AFTER), False
    return Opening(door, event.registration_opens, event.registration_closes, full)
