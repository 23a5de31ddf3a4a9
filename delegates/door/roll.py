"""The list a door carries: the least that knows everybody at it, and what changed since.

The list says nothing of arrivals, which come apart by their sequence (delegates/door/), so that it changes only
when somebody's registration does. Each process reads it anew every few seconds at most, whoever wrote to the
database, and remembers which numbers changed from one revision to the next; one that it does not know is answered
by the whole list.
"""

import json
from base64 import b64encode
from collections import deque
from datetime import datetime, timedelta
from hashlib import blake2b
from threading import Lock
from time import monotonic
from typing import Any

from django.db.models import Count, Q, QuerySet

from delegates import badges
from delegates.door import GATE
from delegates.models import Arrival, Category, Delegate, Gate
from delegates.names import name_key
from summit import clock
from summit.clock import real_now
from summit.models import Event
from summit.zones import zone

State = Delegate.State
Row = tuple[Any, ...]

FRESH = 10  # seconds
KEPT = 100  # revisions whose changes are remembered
MAY_ENTER = ""
AFTER_MIDNIGHT = timedelta(hours=6)  # an evening that ends then is still of the day before


def rows() -> dict[int, Row]:
    """Return number → (number, category, why not, name on the badge, family name, for whom, country), one query.

    Whoever is out of it, refused or cancelled, is a number and a reason alone.
    """
    asked = Delegate.objects.exclude(state=State.UNCONFIRMED).with_seat().order_by("number")
    fields = ("number", "category", "state", "mode", "seat", "badge_name", "given_name", "family_name")
    found = {}
    for number, category, state, mode, seat, badge, given, family, *who in asked.values_list(
        *fields, "delegation__name", "organisation", "country"
    ):
        delegation, organisation, country = who
        why = badges.refusal(state, mode, seat) or MAY_ENTER
        if state in (State.REFUSED, State.CANCELLED):
            found[number] = (number, category, why, "", "", "", "")
        else:
            name = badge or f"{given} {family}".strip()
            found[number] = (number, category, why, name, family, delegation or organisation, country)
    return found


class Known:
    """What this process last saw of the list, and the numbers that changed on the way there."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.forget()

    def forget(self) -> None:
        self.rows: dict[int, Row] = {}
        self.revision, self.key, self._seen = "", "", 0.0
        self._steps: deque[tuple[str, set[int]]] = deque(maxlen=KEPT)  # a revision, and what changed after it

    def look(self, *, within: float = 0) -> None:
        """Read the list anew, unless that was done in the last `within` seconds."""
        with self._lock:
            if self.revision and monotonic() - self._seen < within:
                return
            fresh, before, key = rows(), self.rows, public_key()
            revision = blake2b(json.dumps([key, *fresh.values()]).encode(), digest_size=12).hexdigest()
            if key != self.key:
                self._steps.clear()  # another key: every door fetches the whole list, which holds it
            elif self.revision and revision != self.revision:
                changed = {one for one in fresh.keys() | before.keys() if fresh.get(one) != before.get(one)}
                self._steps.append((self.revision, changed))
            self.rows, self.key, self.revision, self._seen = fresh, key, revision, monotonic()

    def since(self, revision: str) -> list[Any] | None:
        """Return the rows that changed after a revision, a bare number for one that is gone; None: unknown."""
        if revision == self.revision:
            return []
        changed: set[int] = set()
        for step, numbers in reversed(self._steps):
            changed |= numbers
            if step == revision:
                return [self.rows.get(number, number) for number in sorted(changed)]
        return None


KNOWN = Known()


def day_list(event: Event) -> dict[str, Any]:
    """All that a door needs to work alone, small: texts that recur are written once and named by their place."""
    KNOWN.look(within=1)
    sequence = last_sequence()  # before the arrivals: what comes in between is told twice, never not at all
    places: dict[tuple[str, str], int] = {}
    told = [
        (number, category, why, name, family, places.setdefault((place, country), len(places)))
        for number, category, why, name, family, place, country in KNOWN.rows.values()
    ]
    return {
        "revision": KNOWN.revision,
        "until": milliseconds(until(event)),
        "now": milliseconds(real_now()),
        "prefix": event.reference_prefix,
        "key": public_key(),
        "places": list(places),
        "rows": told,
        "sequence": sequence,
        "arrivals": arrivals_since(-1),  # those of no number, too, which were not written here
    }


def arrivals_since(sequence: int) -> list[Row]:
    """What happened at all doors: (row, number, door, at, first, without network, undone, why not)."""
    asked = Arrival.objects.filter(sequence__gt=sequence).order_by("sequence")
    fields = ("pk", "delegate__number", "door", "at", "is_first", "is_offline", "undone_at", "refusal")
    return [
        (key, number, door, milliseconds(at), int(first), int(offline), int(undone is not None), refusal)
        for key, number, door, at, first, offline, undone, refusal in asked.values_list(*fields)
    ]


def last_sequence() -> int:
    return Gate.objects.filter(key=GATE).values_list("last_sequence", flat=True).first() or 0


def counts() -> list[tuple[str, int, int]]:
    """How many of each category are expected on site and how many have arrived, one query."""
    expected = Delegate.objects.with_seat().filter(
        Q(state=State.ARRIVED) | Q(state=State.ACCREDITED, mode=Delegate.Mode.IN_PERSON, seat="held")
    )
    arrived = Count("pk", filter=Q(state=State.ARRIVED))
    grouped = expected.order_by().values_list("category").annotate(here=arrived, of=Count("pk"))
    found = {category: (here, of) for category, here, of in grouped}
    return [(category.label, *found[category]) for category in Category if category in found]


def until(event: Event) -> datetime:
    """When a door's list is to be gone: the end of today; on the eve, of the first day. By the real clock.

    The portal may play another time (SUMMIT_CLOCK), but phones do not.
    """
    played, there = clock.now(), zone(event.time_zone)
    today, first = played.astimezone(there).date(), event.starts.astimezone(there).date()
    last = first if today + timedelta(days=1) == first else today
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), there)
    if end < event.ends < end + AFTER_MIDNIGHT:
        end = event.ends
    return real_now() + (end - played)


def public_key() -> str:
    try:
        return b64encode(badges.public_key()).decode()
    except badges.NoKey:
        return ""


def milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


def named(text: str) -> QuerySet[Delegate]:
    """Those whose name holds every word of a text, without case and accents; no word finds nobody."""
    words = name_key(text).split()
    if not words:
        return Delegate.objects.none()
    found = Delegate.objects.exclude(state=State.UNCONFIRMED).with_seat().select_related("delegation")
    return found.filter(*(Q(name_key__contains=word) for word in words)).order_by("name_key", "number")
