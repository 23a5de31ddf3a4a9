"""The geometry of the charts: where each mark stands, in units of the drawing's own box.

Numbers are given as text, since a template would write them with the reader's decimal comma.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

WIDTH = 340  # drawn about one to one on a phone, so that 13 units are a readable letter
ROW, BAR, TEXT = 58, 14, 14  # a row holds its name, its bar and the words under it
PLOT, FOOT, HEAD = 150, 22, 18
LETTER = 8  # the width of a digit, generously
LONGEST_AXIS = 40  # years; a longer span shows only the years that have something


@dataclass(frozen=True)
class Mark:
    """A rectangle, the words that stand by it, and what it is about."""

    key: Hashable
    value: int | Decimal
    x: str
    y: str
    width: str
    height: str
    text_x: str
    text_y: str
    told: bool = True  # there is room for its words


@dataclass(frozen=True)
class Row:
    """One bar, or several in a line, under a name."""

    key: Hashable
    total: int | Decimal
    name_y: str
    marks: list[Mark]


@dataclass(frozen=True)
class Columns:
    height: int
    base: str
    marks: list[Mark]
    named: list[Mark]  # those whose name fits under the axis


@dataclass(frozen=True)
class Rows:
    height: int
    rows: list[Row]


def units(value: float) -> str:
    """Write a length for SVG, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def columns(counts: Mapping[int, int]) -> Columns:
    """A column for each year from the first to the last, the empty ones in between included."""
    years = _axis(counts)
    step = WIDTH / max(len(years), 1)
    tallest = max(counts.values(), default=1)
    base = HEAD + PLOT
    marks = []
    for place, year in enumerate(years):
        found = counts.get(year, 0)
        height = max(PLOT * found / tallest, 2) if found else 0
        middle = step * (place + 0.5)
        marks.append(
            Mark(
                key=year,
                value=found,
                x=units(step * (place + 0.12)),
                y=units(base - height),
                width=units(step * 0.76),
                height=units(height),
                text_x=units(middle),
                text_y=units(base - height - 5),
                told=bool(found) and len(str(found)) * LETTER <= step,
            )
        )
    every = ceil((4 * LETTER + 4) / step)
    return Columns(base + FOOT, units(base), marks, marks[::every])


def _axis(counts: Mapping[int, int]) -> list[int]:
    if not counts:
        return []
    first, last = min(counts), max(counts)
    return list(range(first, last + 1)) if last - first < LONGEST_AXIS else sorted(counts)


def stacked(rows: Mapping[Hashable, Mapping[Hashable, int]], order: Sequence[Hashable]) -> Rows:
    """A bar per row, its parts in `order` one after the other; all bars on one scale."""
    longest = max((sum(parts.values()) for parts in rows.values()), default=0) or 1
    found = []
    for place, (key, parts) in enumerate(rows.items()):
        top, start, marks = place * ROW, 0.0, []
        for part in (part for part in order if parts.get(part)):
            width = WIDTH * parts[part] / longest
            marks.append(_bar(part, parts[part], start, width, top))
            start += width
        found.append(Row(key, sum(parts.values()), units(top + TEXT), marks))
    return Rows(ROW * len(rows), found)


def bars(amounts: Mapping[Hashable, int | Decimal]) -> Rows:
    """A bar per row, the largest as long as the drawing is wide."""
    largest = max(amounts.values(), default=0) or 1
    found = []
    for place, (key, amount) in enumerate(amounts.items()):
        top = place * ROW
        mark = _bar(key, amount, 0, float(WIDTH * amount / largest), top)
        found.append(Row(key, amount, units(top + TEXT), [mark]))
    return Rows(ROW * len(amounts), found)


def _bar(key: Hashable, value: int | Decimal, start: float, width: float, top: int) -> Mark:
    """A part of a bar, with a gap of one unit to the next and its words beneath; never too thin to be seen."""
    drawn = max(width - 1, 1)
    return Mark(
        key=key,
        value=value,
        x=units(start),
        y=units(top + TEXT + 5),
        width=units(drawn),
        height=units(BAR),
        text_x=units(start + drawn / 2),
        text_y=units(top + TEXT + 5 + BAR + 13),
        told=len(str(value)) * LETTER <= width,
    )
