"""Which programme is out: its release and everything it shows, told by one stamp from one query."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b

from django.db import connection
from django.db.models import Model

from programme.models import Kept, Participation, Release, Room, Session, SessionLanguage, Speaker
from summit.models import Document, Event
from themes.models import Theme

PUBLIC = "WHERE status <> 'draft'"
# Rows that change, and by when each last did. Their sum, not the last moment: a row saved before another one and
# committed after it changes the sum, and is older than the last. In microseconds; `%%` is one `%`.
CHANGING: tuple[tuple[type[Model], str], ...] = (
    (Session, PUBLIC),
    (Speaker, ""),
    (Room, ""),
    (Theme, ""),
    (Event, ""),
    (Document, ""),
)
REVISED = {
    "postgresql": "SUM(EXTRACT(EPOCH FROM modified))",
    "sqlite": "SUM(strftime('%%s', modified) * 1000000 + substr(modified, 21))",
}
# Rows that come and go, counted by their numbers, of which none is ever given twice.
COMING_AND_GOING: tuple[type[Model], ...] = (Participation, SessionLanguage, Session.documents.through)


@dataclass(frozen=True)
class State:
    """`stamp` differs whenever anything a feed or an export shows differs; `kept` is the one its feed has."""

    release: int
    published_at: datetime | None
    stamp: str
    kept: str = ""


def state(*, feed: str = "", language: str = "") -> State:
    """Read the state of the programme, and at which one `feed` was kept, in one query whatever their size.

    In SQL, since asking is all that an unchanged feed costs, and Django takes six times as long to write this
    query as the database to answer it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_question(), [feed, language])
        kept, number, published_at, *counted = cursor.fetchone()
    told = "|".join(str(value) for value in (number, published_at, *counted))
    stamp = blake2b(told.encode(), digest_size=12).hexdigest()
    return State(number or 0, _moment(published_at), stamp, kept or "")


@cache
def _question() -> str:
    release, kept = _table(Release), _table(Kept)
    changing = (f"SELECT modified FROM {_table(model)} {rows}" for model, rows in CHANGING)
    parts = [
        f"(SELECT stamp FROM {kept} WHERE name = %s AND language = %s)",
        f"(SELECT MAX(number) FROM {release})",
        f"(SELECT MAX(published_at) FROM {release})",
        _counted(REVISED[connection.vendor], f"({' UNION ALL '.join(changing)}) AS changing"),
        *(_counted("SUM(id)", _table(model)) for model in COMING_AND_GOING),
    ]
    return f"SELECT {', '.join(parts)}"


def _counted(what: str, rows: str) -> str:
    """One value, as text: to join the tables instead takes PostgreSQL thirty times as long to plan."""
    return f"(SELECT COUNT(*) || ' ' || {what} FROM {rows})"


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _moment(value: datetime | str | None) -> datetime | None:
    """SQLite answers with text, in UTC and without saying so."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if isinstance(value, str) else value
