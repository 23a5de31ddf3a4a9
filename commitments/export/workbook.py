"""The export as a workbook: a sheet of each table, in memory that does not grow with the register."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import IO, Any

from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from commitments.export.about import LICENCES, About
from commitments.export.cells import joined
from commitments.export.columns import Column, Table, Type
from commitments.export.records import LANGUAGES, Record
from commitments.export.tables import TABLES

ROWS = 1_048_576  # in a sheet of this format
TEXT = 32_767  # characters in a cell of this format
FIRST = datetime(1980, 1, 1, tzinfo=UTC)


def write(file: IO[bytes], records: Iterable[Record], about: About, folder: str) -> None:
    """Write the workbook; `folder` holds its sheets while they grow, and is for the caller to remove."""
    book = Workbook(file, {"constant_memory": True, "tmpdir": folder})
    made = (about.changed or FIRST).replace(tzinfo=None)
    book.set_properties({"title": about.name(LANGUAGES[0]), "created": made})
    sheets = [_Sheet(book, table) for table in TABLES]
    for record in records:
        for sheet in sheets:
            sheet.add(record)
    _tell(book.add_worksheet("about"), about)
    book.close()


class _Sheet:
    """A table on a sheet, and on further ones when it is longer than one can be."""

    def __init__(self, book: Workbook, table: Table) -> None:
        self.book, self.table, self.number = book, table, 0
        self.head = book.add_format({"bold": True, "bottom": 1})
        self._turn()

    def _turn(self) -> None:
        self.number += 1
        self.sheet = self.book.add_worksheet(f"{self.table.name}{f' {self.number}' if self.number > 1 else ''}")
        self.sheet.freeze_panes(1, 1)
        for place, name in enumerate(self.table.names):
            self.sheet.write_string(0, place, name, self.head)
        self.row = 1

    def add(self, record: Record) -> None:
        for values in self.table.rows(record):
            if self.row == ROWS:
                self._turn()
            for place, (column, value) in enumerate(zip(self.table.columns, values, strict=True)):
                _put(self.sheet, self.row, place, column, value)
            self.row += 1


def _put(sheet: Worksheet, row: int, place: int, column: Column, value: Any) -> None:
    """Numbers as numbers, all else as text, which no spreadsheet takes for a formula."""
    if value in (None, "", []):
        return
    if column.type in (Type.NUMBER, Type.WHOLE):
        sheet.write_number(row, place, float(value))
    else:
        text = joined(value) if isinstance(value, list) else value
        sheet.write_string(row, place, text if len(text) <= TEXT else f"{text[: TEXT - 1]}…")


def _tell(sheet: Worksheet, about: About) -> None:
    """Say in each language what the workbook holds."""
    rows: list[tuple[str, str]] = []
    for language in LANGUAGES:
        with translation.override(language):
            rows += [*_said(about, language), ("", "")]
    sheet.set_column(0, 1, 40)
    for row, words in enumerate(rows):
        for place, text in enumerate(words):
            sheet.write_string(row, place, text)


def _said(about: About, language: str) -> list[tuple[str, str]]:
    return [
        (_("Title"), about.name(language)),
        (_("Version"), _("revision %(number)d of the register") % {"number": about.revision}),
        (_("Date"), about.changed.strftime("%Y-%m-%d %H:%M UTC") if about.changed else ""),
        (_("Filter"), about.query or _("none: the whole register")),
        (_("Address"), about.list_url(language)),
        *((_("Licence"), f"{one['title']}, {one['path']}") for one in LICENCES),
        (_("What the columns hold"), about.data_url(language)),
        (_("Long texts"), _("A cell holds 32,767 characters; a longer text ends in “…” and is whole in the CSV.")),
    ]
