"""Which programme is out: its release and the last change of any text it shows, in one query."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.db.models import Count, F, Max, Subquery

from programme.models import Participation, Release, Room, Session, Speaker
from summit.models import Event
from themes.models import Theme


@dataclass(frozen=True)
class State:
    """`stamp` differs whenever anything a feed or an export shows differs."""

    release: int
    published_at: datetime | None
    stamp: str


def state() -> State:
    """Read the state of the programme in one query, whatever its size."""
    row = Session.objects.published().aggregate(
        sessions=Count("pk"),
        modified=Max("modified"),
        release=_one(Release, "number"),
        published_at=_one(Release, "published_at"),
        speakers=_one(Speaker, "modified"),
        rooms=_one(Room, "modified"),
        themes=_one(Theme, "modified"),
        event=_one(Event, "modified"),
        parts=_one(Participation, "pk"),
    )
    told = "|".join(str(row[name]) for name in sorted(row))
    return State(row["release"] or 0, row["published_at"], blake2b(told.encode(), digest_size=12).hexdigest())


def _one(model: Any, field: str) -> Max:
    """The greatest `field` of a whole table, asked beside the sessions: evaluated once, not per session."""
    return Max(Subquery(model.objects.order_by(F(field).desc()).values(field)[:1]))
