"""A target as a drawing: where it starts, how far it has come and where it is to end, on one line from zero.

Only what can be drawn honestly is drawn: figures of one target, in its one unit. Lengths are in units of the
drawing's own box.
"""

from dataclasses import dataclass
from decimal import Decimal

from commitments.charts import WIDTH, units
from commitments.models import Target
from summit.partial_date import PartialDate

EDGE = 8  # half of a mark, so that none is cut at an end of the line
LINE, LEVEL, FIRST = 36, 20, 62  # the line, and the words under it, one level for each value


@dataclass(frozen=True)
class Stop:
    """One value on the line, and where its words stand."""

    kind: str  # baseline, latest or value
    value: Decimal
    date: PartialDate
    x: str
    text_y: str
    anchor: str


@dataclass(frozen=True)
class Scale:
    target: Target
    height: int
    way_x: str  # what lies between the start, or zero, and the latest value
    way_width: str
    stops: list[Stop]


def scale(target: Target) -> Scale | None:
    """Place what is known of a target; None when there is no unit, or nothing to set its value against."""
    known = {
        "value": (target.value, target.deadline),
        "latest": (target.latest, target.latest_date),
        "baseline": (target.baseline, target.baseline_date),
    }
    given = {kind: said for kind, said in known.items() if said[0] is not None}
    figures = [Decimal(figure) for figure, _date in given.values()]
    low, high = min([*figures, Decimal(0)]), max([*figures, Decimal(0)])
    if target.value is None or len(given) == 1 or not target.unit or low == high:
        return None

    def at(figure: Decimal | int) -> float:
        return EDGE + float((Decimal(figure) - low) / (high - low)) * (WIDTH - 2 * EDGE)

    stops = []
    for level, (kind, (figure, date)) in enumerate(given.items()):
        y = FIRST + LEVEL * (level - 1) if level else LINE - 20
        stops.append(Stop(kind, figure, date, units(at(figure)), units(y), _anchor(at(figure))))
    start, end = sorted((at(target.baseline or 0), at(_reached(target))))
    return Scale(target, FIRST + LEVEL * (len(given) - 2) + 6, units(start), units(end - start), stops)


def _reached(target: Target) -> Decimal | int:
    """The latest value; without one, nothing of the way is known to be covered."""
    return target.latest if target.latest is not None else target.baseline or 0


def _anchor(x: float) -> str:
    """Keep the words of a value near an end of the line inside the drawing."""
    if x < WIDTH * 0.35:
        return "start"
    return "end" if x > WIDTH * 0.65 else "middle"
