"""Draws the contour lines of the site: level sets of a sum of smooth hills, written as small SVG files."""

from argparse import ArgumentParser
from cmath import rect
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, exp, pi, radians, sin
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management.base import BaseCommand

# A point of the plane is a complex number, x + y·1j: turning and measuring are then single operations.
MESH = 12  # units between two places where the height is asked; a smaller hill could be missed
MARGIN = 24  # units that lines run past the frame, so that none is seen to end
TOLERANCE = 0.6  # units a drawn curve may stand off the true line
SHORTEST = 60  # units; a shorter line is a speck

Place = tuple[int, int]  # a place of the mesh, by its column and row
Side = tuple[Place, ...]  # the side of a cell of the mesh, by its two places


class Hill(NamedTuple):
    """A smooth hill, or a hollow where its height is negative."""

    x: float
    y: float
    height: float
    length: float
    breadth: float
    angle: float = 0  # degrees, clockwise on the screen


class Bend(NamedTuple):
    """Two waves that move every point a little, which takes the ruler-drawn look off the hills."""

    reach: float
    length: float
    seed: float

    def move(self, point: complex) -> complex:
        x, y = 2 * pi * point.real / self.length, 2 * pi * point.imag / self.length
        across = sin(y + self.seed) + 0.4 * sin(1.7 * (x - y) + 3 * self.seed)
        down = sin(x + 2 * self.seed) + 0.4 * sin(1.7 * (x + y) + 5 * self.seed)
        return point + self.reach * complex(across, down)


class Levels(NamedTuple):
    first: float
    step: float
    count: int
    heavy: int  # which of the first five is drawn heavier, and every fifth after it


@dataclass(frozen=True)
class Relief:
    """A country of hills on a slope, seen through a frame."""

    name: str
    width: int
    height: int
    levels: Levels
    bend: Bend
    hills: tuple[Hill, ...]
    slope: complex = 0j  # what the ground gains across the width, and down the height
    anchor: str = "xMidYMid"  # what stays in sight where the frame is cut to a narrower one

    def ground(self, point: complex) -> float:
        """How high the ground is there."""
        point = self.bend.move(point)
        total = self.slope.real * point.real / self.width + self.slope.imag * point.imag / self.height
        for x, y, height, length, breadth, angle in self.hills:
            away = (point - complex(x, y)) * rect(1, -radians(angle))
            total += height * exp(-((away.real / length) ** 2) - (away.imag / breadth) ** 2)
        return total

    def rise(self, point: complex) -> complex:
        """The steepest way up, as long as it is steep."""
        east = self.ground(point + 0.5) - self.ground(point - 0.5)
        south = self.ground(point + 0.5j) - self.ground(point - 0.5j)
        return complex(east, south) or 1e-9 + 0j

    def off(self, point: complex, level: float) -> complex:
        """The way from a point to the level, as one step of Newton's method sees it."""
        rise = self.rise(point)
        return (level - self.ground(point)) * rise / abs(rise) ** 2

    def grid(self) -> dict[Place, float]:
        """The height of every place of the mesh."""
        margin = ceil(MARGIN / MESH)
        columns, rows = (range(-margin, ceil(side / MESH) + margin + 1) for side in (self.width, self.height))
        return {(column, row): self.ground(complex(column, row) * MESH) for column in columns for row in rows}


class Knot(NamedTuple):
    """A point that a curve passes through, and how far along itself it leaves and arrives there."""

    point: complex
    handle: complex

    def rounded(self) -> "Knot":
        return Knot(*(complex(round(part.real), round(part.imag)) for part in self))


def cuts(grid: dict[Place, float], level: float) -> Iterator[tuple[Side, Side]]:
    """Marching squares: the pairs of sides that the level joins across a cell."""
    above = {place for place, height in grid.items() if height > level}
    for column, row in grid:
        corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
        if corners[2] not in grid:
            continue
        inside = [corner in above for corner in corners]
        turns = [(0, 1), (1, 2), (2, 3), (3, 0)]
        crossed = [tuple(sorted((corners[a], corners[b]))) for a, b in turns if inside[a] != inside[b]]
        if len(crossed) == 4 and (sum(grid[corner] for corner in corners) > 4 * level) != inside[0]:
            crossed = crossed[3:] + crossed[:3]  # a saddle: its middle says which corners belong together
        yield from zip(crossed[::2], crossed[1::2], strict=True)


def chains(grid: dict[Place, float], level: float) -> Iterator[list[Side]]:
    """The cuts of one level joined end to end, open lines first; a closed line ends where it begins."""
    beside: dict[Side, list[Side]] = defaultdict(list)
    for one, other in cuts(grid, level):
        beside[one].append(other)
        beside[other].append(one)
    for start in sorted(beside, key=lambda side: (len(beside[side]), side)):
        chain = [start]
        while beside[chain[-1]]:
            ahead = beside[chain[-1]].pop()
            beside[ahead].remove(chain[-1])
            chain.append(ahead)
        if len(chain) > 1:
            yield chain


def crossing(grid: dict[Place, float], side: Side, level: float) -> complex:
    """The point where the level crosses the side of a cell."""
    one, other = side
    share = (level - grid[one]) / (grid[other] - grid[one])
    return (complex(*one) * (1 - share) + complex(*other) * share) * MESH


def length(line: list[complex]) -> float:
    return sum(abs(after - before) for before, after in pairwise(line))


def spread(line: list[complex], pieces: int) -> list[complex]:
    """Points at equal distances along the line, its two ends among them."""
    piece = length(line) / pieces
    points, walked = [line[0]], 0.0
    for before, after in pairwise(line):
        stride = abs(after - before)
        while len(points) < pieces and len(points) * piece <= walked + stride:
            points.append(before + (after - before) * (len(points) * piece - walked) / stride)
        walked += stride
    return [*points, line[-1]]


def knots(relief: Relief, level: float, line: list[complex], pieces: int) -> list[Knot]:
    """The line in pieces of about one length, so that a knot leaves as far as it arrives."""
    points = spread(line, pieces)
    for _ in range(2):
        points = [point + relief.off(point, level) for point in points]
    closed = line[0] == line[-1]
    ahead = [*points[1:], points[1] if closed else points[-1]]
    behind = [points[-2] if closed else points[0], *points[:-1]]
    handle = length(line) / pieces / 3
    found = []
    for point, after, before in zip(points, ahead, behind, strict=True):
        along = 1j * relief.rise(point)
        forward = ((after - before) * along.conjugate()).real >= 0
        found.append(Knot(point, along / abs(along) * (handle if forward else -handle)))
    return found


def between(a: Knot, b: Knot) -> Iterator[complex]:
    """Three points of the cubic curve from one knot to the next."""
    for t in (0.25, 0.5, 0.75):
        s = 1 - t
        middle = s * (a.point + a.handle) + t * (b.point - b.handle)
        yield s**3 * a.point + 3 * s * t * middle + t**3 * b.point


def curve(relief: Relief, level: float, line: list[complex]) -> list[Knot]:
    """The line in as few pieces as the tolerance allows."""
    pieces, most = max(5, ceil(length(line) / 140)), ceil(length(line) / 34) + 5
    while True:
        found = knots(relief, level, line, pieces)
        drawn = (point for a, b in pairwise(found) for point in between(a, b))
        if pieces >= most or all(abs(relief.off(point, level)) < TOLERANCE for point in drawn):
            return [knot.rounded() for knot in found]
        pieces += 1 + pieces // 12


def path(found: list[Knot]) -> str:
    """The curve in SVG's letters, relative: after the first, a knot's way out mirrors its way in."""
    ways = [found[0].handle]
    for before, after in pairwise(found):
        ways += [after.point - after.handle - before.point, after.point - before.point]
    return f"M{written(found[0].point)}c{written(*ways[:3])}s{written(*ways[3:])}"


def written(*points: complex) -> str:
    numbers = " ".join(f"{int(point.real)} {int(point.imag)}" for point in points)
    return numbers.replace(" -", "-")


def drawing(relief: Relief) -> str:
    """The picture as an SVG file: one path of fine lines, one of heavy lines."""
    grid, (first, step, count, heavy) = relief.grid(), relief.levels
    paths: dict[bool, list[str]] = {False: [], True: []}
    for number in range(count):
        level = first + step * number
        for chain in chains(grid, level):
            line = [crossing(grid, side, level) for side in chain]
            if length(line) >= SHORTEST:
                paths[number % 5 == heavy].append(path(curve(relief, level, line)))
    # Strokes that keep their width let one file serve a card and a whole page.
    lines = "".join(
        f'<path vector-effect="non-scaling-stroke" stroke-width="{width}" d="{"".join(paths[is_heavy])}"/>'
        for is_heavy, width in ((False, "1.1"), (True, "1.9"))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {relief.width} {relief.height}"'
        f' preserveAspectRatio="{relief.anchor} slice" fill="none" stroke="#fff">{lines}</svg>\n'
    )


RELIEFS = (
    Relief(  # a massif on the right; the title stands on the plain
        "home", 1200, 520, Levels(0.08, 0.066, 24, heavy=3), Bend(15, 430, 1.1), anchor="xMaxYMid",
        hills=(
            Hill(895, 215, 1.0, 200, 145, -24), Hill(1100, 85, 0.85, 140, 95, -38),
            Hill(765, 415, 0.45, 165, 76, -36), Hill(1110, 425, 0.72, 150, 105, 16),
            Hill(640, 610, 0.4, 180, 110), Hill(1290, 245, 0.35, 110, 160),
            Hill(925, 435, -0.2, 120, 70, 10), Hill(1020, 250, -0.25, 70, 60),
        ),
    ),
    Relief(  # islands before a coast
        "ecosystems", 1200, 400, Levels(0.1, 0.085, 15, heavy=1), Bend(9, 380, 2.3),
        hills=(
            Hill(1130, -80, 0.9, 330, 170, 24), Hill(1270, 280, 1, 300, 230),
            Hill(1010, 310, 0.42, 120, 60, -20), Hill(900, 160, -0.1, 90, 60),
            Hill(600, 195, 0.8, 92, 56, -24), Hill(720, 298, 0.5, 62, 40, -12),
            Hill(372, 242, 0.62, 76, 46, 26), Hill(262, 130, 0.34, 50, 36),
            Hill(500, 340, 0.4, 56, 34, -10), Hill(90, 280, 0.5, 80, 44, -10), Hill(470, 90, 0.26, 40, 28),
        ),
    ),
    Relief(  # terraces
        "agroecology", 1200, 400, Levels(-0.3, 0.047, 40, heavy=0), Bend(18, 620, 0.8), slope=0.12 + 1.25j,
        hills=(
            Hill(280, 90, 0.26, 330, 120, -6), Hill(840, 270, 0.27, 340, 110, 4),
            Hill(1150, 40, -0.2, 250, 110),
        ),
    ),
    Relief(  # two ridges that meet
        "finance", 1200, 400, Levels(0.12, 0.104, 13, heavy=2), Bend(10, 520, 0.5), slope=0.3 + 0j,
        hills=(
            Hill(330, 55, 0.85, 600, 80, 10), Hill(330, 345, 0.85, 600, 80, -10),
            Hill(1080, 200, 0.75, 300, 130),
        ),
    ),
    Relief(  # cells, some of them joined
        "health", 1200, 400, Levels(0.33, 0.13, 7, heavy=0), Bend(8, 420, 0.6),
        hills=(
            Hill(130, 95, 1, 64, 59), Hill(285, 245, 1.2, 84, 77), Hill(405, 100, 0.95, 44, 40),
            Hill(462, 152, 0.8, 38, 35), Hill(610, 120, 1.15, 80, 74), Hill(700, 242, 0.92, 54, 50),
            Hill(905, 280, 1.2, 84, 77), Hill(1050, 85, 1.12, 76, 70), Hill(1215, 245, 1, 76, 70),
            Hill(490, 315, 0.95, 58, 53), Hill(95, 325, 0.95, 62, 57), Hill(800, 70, 0.9, 46, 42),
            Hill(1065, 360, 0.9, 46, 42), Hill(762, 348, 0.8, 40, 37), Hill(222, 26, 0.7, 30, 28),
        ),
    ),
)  # fmt: skip


class Command(BaseCommand):
    help = "Draw the contour lines of the pages again. Run it after changing a relief in this file."
    requires_system_checks: list[str] = []  # the pictures depend on nothing else of the site

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--into", type=Path, default=settings.BASE_DIR / "static" / "img")

    def handle(self, *args: Any, into: Path, **options: Any) -> None:
        for relief in RELIEFS:
            file = into / f"contours-{relief.name}.svg"
            file.write_text(drawing(relief), encoding="utf-8", newline="\n")
            self.stdout.write(f"{file.name}: {file.stat().st_size} bytes")
