"""Exports that are plain text, written a lot at a time: CSV, nested JSON, JSON Lines."""

import csv
import io
from collections.abc import Iterable, Iterator

from commitments.export.about import LICENCE, About
from commitments.export.cells import cell
from commitments.export.columns import Table
from commitments.export.records import Found, Record, written
from commitments.export.tables import COMMITMENTS

CLOSING = "\n]}\n"
BOM = "\ufeff"  # by which spreadsheets know that a file is UTF-8


def as_csv(found: Found, _about: About) -> Iterator[str]:
    """One row for each commitment, both languages side by side."""
    yield header(COMMITMENTS)
    for lot in found.lots():
        yield lines(COMMITMENTS, lot)


def header(table: Table) -> str:
    return BOM + _written([table.names])


def lines(table: Table, records: Iterable[Record]) -> str:
    return _written([cell(value) for value in row] for record in records for row in table.rows(record))


def _written(rows: Iterable[list[str]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue()


def as_json(found: Found, about: About) -> Iterator[str]:
    """One object: what it is about, then the whole documents."""
    yield opening(about)
    for number, lot in enumerate(found.lots()):
        yield inner(lot, first=number == 0)
    yield CLOSING


def opening(about: About) -> str:
    return f'{{"about":{written(about.told())},"commitments":['


def inner(records: Iterable[Record], *, first: bool) -> str:
    """These documents of the list, separated from those before them."""
    told = [record.told() for record in records]
    return ("\n" if first else ",\n") + ",\n".join(told) if told else ""


def as_lines(found: Found, _about: About) -> Iterator[str]:
    """One document on each line."""
    for lot in found.lots():
        yield each_on_a_line(lot)


def each_on_a_line(records: Iterable[Record]) -> str:
    return "".join(record.told(licence=LICENCE) + "\n" for record in records)
