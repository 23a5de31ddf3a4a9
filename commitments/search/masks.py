"""Sets of commitments as whole numbers, one bit for each record, kept for each value of each facet.

Whole registers are cut and counted so without reading a record: a hundred thousand records are twelve kilobytes.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection
from django.db.models import Q, Subquery

from commitments import news
from commitments.models import Register, SearchFacet, SearchRow
from commitments.models.search_row import REVERSED
from commitments.search.engine import is_postgresql

ALL = ("all", "")
SILENT = "silent"
COUNTED = "SELECT facet, value, {count} FROM commitments_searchfacet WHERE facet NOT IN ('all', 'silent')"
Token = tuple[str, str]


def mask(keys: Iterable[int]) -> int:
    """Return the set of these primary keys."""
    listed = list(keys)
    raw = bytearray(max(listed, default=0) // 8 + 1)
    for key in listed:
        raw[key >> 3] |= 1 << (key & 7)
    return int.from_bytes(raw, "little")


def held(keys: Iterable[int], among: int) -> list[int]:
    """Return those of the keys that are in a set, in their order."""
    raw = among.to_bytes(among.bit_length() // 8 + 1, "little")
    most = len(raw) * 8
    return [key for key in keys if key < most and raw[key >> 3] >> (key & 7) & 1]


def read(tokens: Iterable[Token], today: date) -> dict[Token, int]:
    """Return the set of each of these facet values, of all records, and of those without recent news today.

    The last one stands under (news.NO_RECENT_NEWS, ""). One query; four once a day and
    after each publication.
    """
    wanted = Q(facet=SILENT)
    for facet, value in [ALL, *tokens]:
        wanted |= Q(facet=facet, value=value)
    revision = Register.objects.filter(pk=1).values("revision")
    rows = list(SearchFacet.objects.filter(wanted).annotate(revision=Subquery(revision)))
    silent = (SILENT, f"{(rows[0].revision if rows else None) or 0} {today.isoformat()}")
    found = {(one.facet, one.value): one.bits for one in rows}
    sets = {token: found.get(token, 0) for token in [ALL, *tokens]}
    return sets | {(news.NO_RECENT_NEWS, ""): found[silent] if silent in found else _silence(silent, today)}


def _silence(token: Token, today: date) -> int:
    """Work out which records have no recent news, and keep it for the day and the state of the register."""
    quiet = SearchRow.objects.filter(quiet_from__lte=today)
    bits = mask(set(quiet.values_list("commitment_id", flat=True)))
    SearchFacet.objects.filter(facet=SILENT).exclude(value=token[1]).delete()
    write({token: bits})
    return bits


def write(sets: Mapping[Token, int]) -> None:
    SearchFacet.objects.bulk_create(
        [
            SearchFacet(facet=facet, value=value, bits=bits, count=bits.bit_count())
            for (facet, value), bits in sets.items()
        ],
        update_conflicts=True,
        unique_fields=["facet", "value"],
        update_fields=["bits", "count"],
        batch_size=500,
    )


def counts(among: Mapping[str, int], *, otherwise: int | None) -> dict[str, dict[str, int]]:
    """Return how many records of a set have each value of each facet, in one query.

    `among` has the set to count in for some facets, `otherwise` that for all others; None is the whole register.
    """
    with connection.cursor() as cursor:
        if is_postgresql():
            cursor.execute(*_statement(among, otherwise))
            rows = cursor.fetchall()
        else:
            cursor.execute(COUNTED.format(count="count, bits"))
            rows = [_row(*row, among.get(row[0], otherwise)) for row in cursor.fetchall()]
    found: dict[str, dict[str, int]] = {}
    for facet, value, count in rows:
        if count:
            found.setdefault(facet, {})[value] = count
    return found


def _row(facet: str, value: str, count: int, bits: bytes, among: int | None) -> tuple[str, str, int]:
    return facet, value, count if among is None else (int.from_bytes(bits, "little") & among).bit_count()


def _statement(among: Mapping[str, int], otherwise: int | None) -> tuple[str, list[str]]:
    widest = max([1, *(one.bit_length() for one in among.values()), (otherwise or 0).bit_length()])
    size = (widest + 7) // 8
    common = f"bit_count(bits::bit({size * 8}) & %s::bit({size * 8}))"
    cases = "".join(f" WHEN %s THEN {common}" for _facet in among)
    params = [param for facet, bits in among.items() for param in (facet, _text(bits, size))]
    if otherwise is None:
        last = "count"
    else:
        last = common
        params.append(_text(otherwise, size))
    count = f"CASE facet{cases} ELSE {last} END" if cases else last
    return COUNTED.format(count=count), params


def _text(bits: int, size: int) -> str:
    return f"x{bits.to_bytes(size, 'little').translate(REVERSED).hex()}"
