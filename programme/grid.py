"""The rooms of a day by time, as a table that can be walked cell by cell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from programme.models import Room, Session


@dataclass(frozen=True)
class Column:
    """A room, or none; two lanes where two of its sessions overlap."""

    room: Room | None
    lanes: list[list[Session]]


@dataclass(frozen=True)
class Cell:
    session: Session | None
    rows: int = 1


@dataclass(frozen=True)
class Row:
    starts: datetime
    cells: list[Cell]


@dataclass(frozen=True)
class Grid:
    columns: list[Column]
    rows: list[Row]
    untimed: list[Session]


def grid(sessions: Iterable[Session]) -> Grid:
    """One row for each moment at which something starts, one column for each room used, none comes last."""
    sessions = list(sessions)
    timed = sorted((one for one in sessions if one.starts), key=lambda one: (one.starts, one.position, one.pk))
    moments = sorted({one.starts for one in timed})
    rooms = sorted({one.room for one in timed if one.room}, key=lambda room: (room.order, room.pk))
    columns = [Column(room, _lanes([one for one in timed if one.room == room])) for room in [*rooms, None]]
    columns = [column for column in columns if column.lanes]
    lanes = [lane for column in columns for lane in column.lanes]
    cells = [_cells(lane, moments) for lane in lanes]
    rows = [Row(moment, [own[moment] for own in cells if moment in own]) for moment in moments]
    return Grid(columns, rows, [one for one in sessions if not one.starts])


def _lanes(sessions: list[Session]) -> list[list[Session]]:
    """Share sessions out so that none overlaps another in its lane."""
    lanes: list[list[Session]] = []
    for session in sessions:
        free = (lane for lane in lanes if _is_over(lane[-1], session.starts))
        lane = next(free, None)
        if lane is None:
            lanes.append([session])
        else:
            lane.append(session)
    return lanes


def _is_over(session: Session, at: datetime) -> bool:
    return (session.ends or session.starts) <= at and session.starts < at


def _cells(lane: list[Session], moments: list[datetime]) -> dict[datetime, Cell]:
    """The cells of one lane by their row; a session covers the rows at which it is still on."""
    starting = {session.starts: session for session in lane}
    cells, covered = {}, 0
    for moment in moments:
        if covered:
            covered -= 1
            continue
        session = starting.get(moment)
        if session:
            end = session.ends or moment
            covered = sum(1 for one in moments if moment < one < end)
        cells[moment] = Cell(session, covered + 1)
    return cells
