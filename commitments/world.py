"""The map of the world: its outlines, and the marks of countries that have promises.

Coordinates are in units of the drawing's own box and given as text, since a template would write them with the
reader's decimal comma.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import ngettext
from django_countries import countries

from summit.alphabet import folded
from summit.numbers import number

DATA = Path(__file__).parent / "data" / "world.json"
STEPS = 4


@dataclass(frozen=True)
class Step:
    """A step of colour: from how many promises to how many."""

    number: int
    first: int
    last: int


@dataclass(frozen=True)
class Place:
    """A country with promises, as an area, as a dot, or named in words alone where the outlines have none."""

    code: str
    name: str
    value: int
    step: int
    path: str = ""
    x: str = ""
    y: str = ""

    @property
    def told(self) -> str:
        """Its name and its number in words."""
        words = ngettext("%(country)s: %(counter)s commitment", "%(country)s: %(counter)s commitments", self.value)
        return words % {"country": self.name, "counter": number(self.value)}


@dataclass(frozen=True)
class WorldMap:
    """What is drawn; each list in the alphabet of the reader's language."""

    width: int
    height: int
    land: str
    areas: list[Place]
    dots: list[Place]
    undrawn: list[Place]
    steps: list[Step]

    @property
    def places(self) -> list[Place]:
        return sorted([*self.areas, *self.dots, *self.undrawn], key=_by_name)


@cache
def outlines() -> dict[str, Any]:
    return json.loads(DATA.read_text())


def world_map(counts: Mapping[str, int]) -> WorldMap:
    """Draw the countries of `counts`; those without promises are one outline, the small ones among them none."""
    world = outlines()
    known = world["countries"]
    found = steps(max(counts.values(), default=0))
    marked = sorted((_place(code, counts[code], known.get(code, {}), found) for code in counts), key=_by_name)
    rest = [one["path"] for code, one in known.items() if "path" in one and code not in counts]
    return WorldMap(
        width=round(world["width"]),
        height=round(world["height"]),
        land="".join([*world["unassigned"], *rest]),
        areas=[place for place in marked if place.path],
        dots=[place for place in marked if place.x and not place.path],
        undrawn=[place for place in marked if not place.x],
        steps=found,
    )


def steps(largest: int) -> list[Step]:
    """Cut the numbers from 1 to `largest` into at most four steps, each about as many times the one before."""
    firsts = sorted({_round(largest ** (place / STEPS)) for place in range(STEPS)}) if largest else []
    lasts = [*(first - 1 for first in firsts[1:]), largest]
    return [Step(number, first, last) for number, (first, last) in enumerate(zip(firsts, lasts, strict=False), 1)]


def _round(value: float) -> int:
    """Keep one digit that says something: 7, 30, 200."""
    return int(round(value, 1 - len(str(int(value))))) if value >= 10 else round(value)


def _place(code: str, value: int, outline: Mapping[str, Any], found: list[Step]) -> Place:
    x, y = outline.get("point", ("", ""))
    step = next(step.number for step in reversed(found) if value >= step.first)
    return Place(code, str(countries.name(code)), value, step, outline.get("path", ""), str(x), str(y))


def _by_name(place: Place) -> tuple[str, str]:
    return folded(place.name), place.code
