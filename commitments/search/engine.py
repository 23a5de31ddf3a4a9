"""The two sides of the search: `tsvector` with GIN on PostgreSQL, FTS5 on SQLite; the same stems on both.

A query asks rows by `vector__matches=Query` and facet values by `vector__holds=[…]`; `Rank` puts the best first.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, F, FloatField, Lookup, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from commitments.models.search_row import VectorField
from commitments.search.query import Query, Term
from commitments.search.text import WEIGHTS
from commitments.search.words import split, stem

Sql = tuple[str, list[Any]]
FTS = "commitments_searchtext"
# Between two texts, so that no phrase is found across them.
GAP, PAUSE = 10, "\u00aa"
FACET = "="  # no word begins so: facet values stand among the stems
LAST_PLACE, MOST_PLACES = 16_383, 255  # as PostgreSQL keeps them
SHARES = "{0.05, 0.2, 0.4, 1.0}"  # of D, C, B, A
# Weighed once for all rows: asked row by row, the same takes three hundred times as long.
FTS_RANK = (
    "(SELECT best.weight FROM ("
    f"SELECT rowid AS id, -bm25({FTS}, 10, 4, 2, 0.5) AS weight FROM {FTS} WHERE {FTS} MATCH %s LIMIT -1"
    ") best WHERE best.id = {id})"
)
# Sent as one, the two are one transaction, and the setting ends with it.
KEYS = "SET LOCAL enable_seqscan = off; SELECT array_agg(found.commitment_id) FROM ({found}) found"


def is_postgresql() -> bool:
    return connection.vendor == "postgresql"


# --- writing ---


def vector(texts: Mapping[str, Iterable[str]], facets: Iterable[str], language: str) -> str:
    """Return the stems of the texts with their places and weights, and the facet values, as a `tsvector` reads."""
    places: dict[str, list[str]] = {}
    place = 0
    for weight in WEIGHTS:
        for text in texts[weight]:
            for word in split(text):
                place += 1
                places.setdefault(stem(word, language), []).append(f"{min(place, LAST_PLACE)}{weight}")
            place += GAP
    found = [f"{_quoted(one)}:{','.join(where[:MOST_PLACES])}" for one, where in places.items()]
    return " ".join([*found, *(_quoted(FACET + facet) for facet in facets)])


def write_texts(rows: Iterable[tuple[int, Mapping[str, Iterable[str]], str]]) -> None:
    """Keep on SQLite what each row (key, texts, language) is found by; PostgreSQL has it in the row itself."""
    columns = []
    for key, texts, language in rows:
        told = (f" {PAUSE} ".join(_stems(text, language) for text in texts[weight]) for weight in WEIGHTS)
        columns.append((key, *told))
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {FTS} WHERE rowid = %s", [(one[0],) for one in columns])
        cursor.executemany(f"INSERT INTO {FTS} (rowid, a, b, c, d) VALUES (%s, %s, %s, %s, %s)", columns)


def _stems(text: str, language: str) -> str:
    return " ".join(stem(word, language) for word in split(text))


# --- asking ---


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def tsquery(terms: Iterable[Term]) -> str:
    return " & ".join(("!" if term.excluded else "") + _tsterm(term) for term in terms)


def _tsterm(term: Term) -> str:
    ways = [" <-> ".join(map(_quoted, term.stems)), *map(_quoted, term.others)]
    return f"({' | '.join(dict.fromkeys(ways))})"


def fts(terms: Iterable[Term], *, between: str = "AND") -> str:
    return f" {between} ".join(map(_ftsterm, terms))


def _ftsterm(term: Term) -> str:
    ways = [f'"{" ".join(term.stems)}"', *(f'"{other}"' for other in term.others)]
    return f"({' OR '.join(dict.fromkeys(ways))})"


class _Asking(Lookup):
    prepare_rhs = False

    def _id(self, compiler: SQLCompiler) -> str:
        return f"{compiler.quote_name_unless_alias(self.lhs.alias)}.{compiler.connection.ops.quote_name('id')}"


@VectorField.register_lookup
class Matches(_Asking):
    """Rows in which a query is found."""

    lookup_name = "matches"
    rhs: Query

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} @@ %s::tsquery", [*params, tsquery(self.rhs.terms)]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        wanted, unwanted = fts(self.rhs.wanted), fts(self.rhs.unwanted, between="OR")
        key, asked, params = self._id(compiler), [], []
        for words, way in ((wanted, "IN"), (unwanted, "NOT IN")):
            if words:
                asked.append(f"{key} {way} (SELECT rowid FROM {FTS} WHERE {FTS} MATCH %s)")
                params.append(words)
        return " AND ".join(asked), params


@VectorField.register_lookup
class Holds(_Asking):
    """Rows that have all of these facet values, such as theme:finance."""

    lookup_name = "holds"
    rhs: list[str]

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        lhs, params = self.process_lhs(compiler, connection)
        return f"{lhs} @@ %s::tsquery", [*params, " & ".join(_quoted(FACET + value) for value in self.rhs)]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        facets = self._id(compiler).replace('"id"', '"facets"')
        return " AND ".join(f"instr({facets}, %s)" for _value in self.rhs), [f" {value} " for value in self.rhs]


class Rank(Expression):
    """How well a row answers a query: more is better; comparable within one query alone."""

    output_field = FloatField()

    def __init__(self, query: Query, path: str = "vector") -> None:
        super().__init__()
        self.query, self.path = query, path

    def resolve_expression(self, query: Any = None, *args: Any, **kwargs: Any) -> "Rank":
        resolved = self.copy()
        resolved.column = F(self.path).resolve_expression(query, *args, **kwargs)
        return resolved

    def get_source_expressions(self) -> list:
        return [self.column] if hasattr(self, "column") else []

    def set_source_expressions(self, expressions: list) -> None:
        if expressions:
            (self.column,) = expressions

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        column, params = compiler.compile(self.column)
        return f"ts_rank(%s, {column}, %s::tsquery)", [SHARES, *params, tsquery(self.query.wanted)]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        table = compiler.quote_name_unless_alias(self.column.alias)
        return FTS_RANK.format(id=f'{table}."id"'), [fts(self.query.wanted)]


def keys(rows: QuerySet) -> list[int]:
    """Return the primary keys of the records of search rows, in no order.

    On PostgreSQL as one value, in a third of the time, and never by reading every row: it takes comparing with
    a long vector for cheaper than it is.
    """
    found = rows.order_by().values_list("commitment_id", flat=True)
    if not is_postgresql():
        return list(found)
    sql, params = found.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(KEYS.format(found=sql), params)
        return cursor.fetchone()[0] or []
