"""One part of a long list after another, by where the last one ended: the thousandth costs what the first does."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import F, FloatField, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import get_language

from summit.api.problems import CURSOR, Problem

SIGNER = Signer(salt="summit.api.cursor")
NOT_OF_THE_LIST = ("cursor", "limit")  # parameters that leave the list as it is


@dataclass(frozen=True)
class Cursor:
    """A place in a list: the values by which its neighbour is ordered, and in which direction to go on."""

    values: list[Any]
    backwards: bool = False

    def written(self, of: str) -> str:
        return SIGNER.sign_object([of, self.backwards, self.values])

    @classmethod
    def read(cls, text: str, of: str) -> "Cursor":
        """Read a cursor that was given with this very list; raises Problem for any other."""
        try:
            named, backwards, values = SIGNER.unsign_object(text)
        except (BadSignature, ValueError) as error:
            raise Problem(CURSOR) from error
        if named != of:
            raise Problem(CURSOR)
        return cls(values, backwards)


@dataclass(frozen=True)
class Part:
    """The keys of some things of a list, in its order, with the cursors of its neighbours."""

    keys: list[int]
    next: str = ""
    previous: str = ""


def name_of(request: HttpRequest) -> str:
    """Name a list by its address, its parameters and the language of its words."""
    asked = sorted((name, *values) for name, values in request.GET.lists() if name not in NOT_OF_THE_LIST)
    told = repr((request.path, asked, get_language()))
    return blake2b(told.encode(errors="replace"), digest_size=9).hexdigest()


def part_of(found: QuerySet, request: HttpRequest, *, cursor: str, limit: int) -> Part:
    """The part of `found` that a cursor leads to, or the first; raises Problem for a cursor not of this list.

    The order of `found` must be total: no two of its rows alike in all that it orders by.
    """
    of = name_of(request)
    at = Cursor.read(cursor, of) if cursor else Cursor([])
    rows = _rows(found, at, limit + 1)
    more, rows = len(rows) > limit, rows[:limit]
    if at.backwards:
        rows.reverse()
    before, after = (more, True) if at.backwards else (bool(at.values), more)
    return Part(
        keys=[key for key, *_values in rows],
        next=Cursor(_plain(rows[-1][1:])).written(of) if after and rows else "",
        previous=Cursor(_plain(rows[0][1:]), backwards=True).written(of) if before and rows else "",
    )


def _rows(found: QuerySet, at: Cursor, most: int) -> list[tuple]:
    """The primary key and the ordering values of the next rows, in the direction of the cursor."""
    order = [_key(one) for one in found.query.order_by or found.model._meta.ordering]
    if at.values and len(at.values) != len(order):
        raise Problem(CURSOR)  # so much was published meanwhile that the list has another order
    names = [f"key_{number}" for number in range(len(order))]
    falls = [down != at.backwards for _expression, down in order]
    keyed = found.annotate(**{name: expression for name, (expression, _down) in zip(names, order, strict=True)})
    keyed = keyed.order_by(*(f"-{name}" if down else name for name, down in zip(names, falls, strict=True)))
    rows: list[tuple] = []
    for condition in _ranges(names, falls, at.values):
        if len(rows) < most:
            rows += keyed.filter(**condition).values_list("pk", *names)[: most - len(rows)]
    return rows


def _ranges(names: list[str], falls: list[bool], values: list[Any]) -> Iterator[dict[str, Any]]:
    """What comes after a place, nearest first: ranges of an index, where one condition with OR would read it all.

    After (a, b) are those with the same a and a later b, then those with a later a.
    """
    if not values:
        yield {}
    for last in reversed(range(len(values))):
        same = dict(zip(names[:last], values, strict=False))
        yield same | {f"{names[last]}__{'lt' if falls[last] else 'gt'}": values[last]}


def _key(one: Any) -> tuple[Any, bool]:
    """What an ordering orders by, and whether it falls."""
    if isinstance(one, str):
        return F(one.removeprefix("-")), one.startswith("-")
    if isinstance(one, OrderBy):
        # A rank is a number of single precision, which is not equal to itself after a journey as text.
        return Cast(one.expression, FloatField()), one.descending
    return one, False


def _plain(values: tuple) -> list[Any]:
    return [one if isinstance(one, str | int | float) else str(one) for one in values]
