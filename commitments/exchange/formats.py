"""The two kinds of file: CSV in UTF-8 and XLSX workbooks, read within limits and written without formulas."""

import re
import zipfile
from io import BytesIO
from typing import Any

import openpyxl
import tablib
from django.utils.translation import gettext as _
from import_export.formats import base_formats

ROWS, COLUMNS = 2000, 100
UNPACKED = 100 * 1024 * 1024  # bytes that a workbook may hold once unpacked
FORMULA = re.compile(r"^[=+\-@\t\r]")
NUMBER = re.compile(r"^-?[0-9.]+$")
NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # signs that no workbook can hold


class Unreadable(ValueError):
    """Why a file as a whole cannot be read, in a sentence."""


def within_limits(rows: int) -> None:
    if rows > ROWS:
        raise Unreadable(_("The file holds more than %(rows)d rows: send it in parts.") % {"rows": ROWS})


def defused(cell: Any) -> Any:
    """Set an apostrophe before what a sheet would take for a formula."""
    if not isinstance(cell, str):
        return cell
    text = NO_TEXT.sub("", cell)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.match(text) else text


def harmless(dataset: tablib.Dataset) -> tablib.Dataset:
    return tablib.Dataset(*[[defused(cell) for cell in row] for row in dataset], headers=dataset.headers)


class CSV(base_formats.CSV):
    CONTENT_TYPE = "text/csv; charset=utf-8"

    def create_dataset(self, in_stream: bytes, **kwargs: Any) -> tablib.Dataset:
        """Read a file set apart by commas, or by semicolons as French spreadsheets write it."""
        text = in_stream.decode("utf-8-sig")
        within_limits(text.count("\n") // 4)  # a row may hold lines, hardly ever so many
        first = text.partition("\n")[0]
        delimiter = ";" if first.count(";") > first.count(",") else ","
        dataset = super().create_dataset(text, delimiter=delimiter)
        within_limits(len(dataset))
        return dataset

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> str:
        return "\ufeff" + super().export_data(harmless(dataset), **kwargs)


class XLSX(base_formats.XLSX):
    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """Read the values of the first sheet, row by row, until there are too many."""
        packed = sum(one.file_size for one in zipfile.ZipFile(BytesIO(in_stream)).infolist())
        if packed > UNPACKED:
            raise Unreadable(_("The workbook is too large once it is unpacked: send it in parts."))
        book = openpyxl.load_workbook(BytesIO(in_stream), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_col=COLUMNS, max_row=10 * ROWS, values_only=True)
        headers = [cell for cell in next(rows, ()) if cell is not None]
        dataset = tablib.Dataset(headers=[str(one).strip() for one in headers])
        for row in rows:
            if any(cell is not None for cell in row):
                within_limits(len(dataset) + 1)
                dataset.append([*row, *[None] * len(headers)][: len(headers)])
        return dataset

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        return super().export_data(harmless(dataset), **kwargs)


FORMATS = [CSV, XLSX]
