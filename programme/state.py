"""Which programme is out: its release and the last change of any text it shows, in one query."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b

from django.db import connection
from django.db.models import Model

from programme.models import Participation, Release, Room, Session, Speaker
from summit.models import Event
from themes.models import Theme

PUBLIC = "WHERE status <> 'draft'"
# What a feed shows may change with any of these: (model, what is asked of its table, of which rows).
ASKED: tuple[tuple[type[Model], str, str], ...] = (
    (Release, "MAX(number)", ""),
    (Release, "MAX(published_at)", ""),
    (Session, "COUNT(*)", PUBLIC),
    (Session, "MAX(modified)", PUBLIC),
    (Speaker, "MAX(modified)", ""),
    (Room, "MAX(modified)", ""),
    (Theme, "MAX(modified)", ""),
    (Event, "MAX(modified)", ""),
    (Participation, "MAX(id)", ""),
)


@dataclass(frozen=True)
class State:
    """`stamp` differs whenever anything a feed or an export shows differs."""

    release: int
    published_at: datetime | None
    stamp: str


def state() -> State:
    """Read the state of the programme in one query, whatever its size.

    In SQL, since asking is all that an unchanged feed costs, and Django takes six times as long to write this
    query as the database to answer it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_question())
        row = cursor.fetchone()
    told = "|".join(str(value) for value in row)
    return State(row[0] or 0, _moment(row[1]), blake2b(told.encode(), digest_size=12).hexdigest())


@cache
def _question() -> str:
    quote = connection.ops.quote_name
    parts = (f"(SELECT {what} FROM {quote(model._meta.db_table)} {rows})" for model, what, rows in ASKED)
    return f"SELECT {', '.join(parts)}"


def _moment(value: datetime | str | None) -> datetime | None:
    """SQLite answers with text, in UTC and without saying so."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if isinstance(value, str) else value
