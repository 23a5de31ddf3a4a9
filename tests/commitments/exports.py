"""Exports taken as a reader takes them, and read back as their formats say."""

import csv
import io
import json
import re

import openpyxl
from django.test import Client

from commitments.versions import publish
from tests.factories import CommitmentFactory

NAMES = ("csv", "xlsx", "json", "jsonl")


def taken(path, **headers):
    """Return the response with its whole body; taken to its end, it is closed as a server closes it."""
    response = Client().get(path, headers=headers)
    return response, response.getvalue()


def body(path):
    response, whole = taken(path)
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    return whole


def published(**fields):
    commitment = CommitmentFactory(**fields)
    publish(commitment)
    return commitment


def rows_of(text):
    """Read a CSV back: the mark of UTF-8 off, the apostrophes off, by the names of its columns."""
    assert text.startswith("\ufeff")
    return [
        {name: restored(value) for name, value in row.items()}
        for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    ]


def restored(cell):
    return cell[1:] if re.match(r"'+[=+\-@\t\r\n＝＋－＠]", cell) else cell


def split(cell):
    """Read the values of a list back."""
    values, value, escaped = [], "", False
    for sign in cell:
        if escaped or sign not in "\\|":
            value, escaped = value + sign, False
        elif sign == "\\":
            escaped = True
        else:
            values, value = [*values, value], ""
    return [*values, value]


def references(name, path="/fr/commitments/export."):
    """Return the references that an export in this format holds, in its order."""
    suffix, _mark, query = name.partition("?")
    whole = body(f"{path}{suffix}?{query}")
    if suffix == "csv":
        return [row["reference"] for row in rows_of(whole.decode())]
    if suffix == "json":
        return [one["reference"] for one in json.loads(whole)["commitments"]]
    if suffix == "jsonl":
        return [json.loads(line)["reference"] for line in whole.decode().splitlines()]
    return [row[0] for row in sheets(whole)["commitments"][1:]]


def sheets(whole):
    book = openpyxl.load_workbook(io.BytesIO(whole))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
