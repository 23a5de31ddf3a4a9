"""Rows pasted from a spreadsheet: read as members, every mistake told at its row and column, nothing guessed.

Excel, LibreOffice and Google Sheets put tabs between cells; files have semicolons or commas. Words of categories,
languages and headers are taken in every language of the portal, without their accents and case.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from delegates.desk import Problem
from delegates.desk.forms import MemberForm
from delegates.models import Category, Delegate, Delegation
from delegates.names import key_of
from summit.alphabet import folded

MOST = 500
Line = tuple[int, list[str]]  # the number of a row, and its cells
COLUMNS = ("given_name", "family_name", "email", "category", "role", "language", "mode")
REQUIRED = COLUMNS[:4]
# What people write beside the words that the portal itself uses, folded.
HEADERS = {
    "given_name": ("first name", "forename", "prenoms"),
    "family_name": ("last name", "surname", "name", "nom"),
    "email": ("e mail", "email", "mail", "email address", "courriel", "adresse electronique", "adresse e mail"),
    "category": ("category", "categorie", "type", "as", "capacity", "qualite", "en qualite de", "en tant que"),
    "role": ("function", "title", "position", "fonction", "titre", "poste"),
    "language": ("language", "langue"),
    "mode": ("mode", "attendance", "participation", "presence"),
}
WORDS = {
    "category": {
        "head": ("head", "chef", "cheffe", "chef de delegation", "cheffe de delegation", "responsable"),
        "delegate": ("delegue", "deleguee", "participant", "participante", "membre"),
        "observer": ("observateur", "observatrice"),
        "speaker": ("speaker", "intervenant", "intervenante", "orateur", "oratrice"),
        "press": ("journalist", "journaliste", "media"),
        "support": ("support", "staff", "personnel", "appui", "accompagnant", "accompagnante"),
    },
    "language": {"fr": ("francais", "french"), "en": ("anglais", "english")},
    "mode": {
        "in_person": ("in person", "onsite", "en personne", "presentiel", "en presentiel", "present"),
        "online": ("remote", "remotely", "distanciel", "en distanciel", "a distance", "virtual"),
    },
}


@dataclass(frozen=True)
class Mistake:
    """One cell that cannot be taken; `row` counts the rows of the sheet from 1, empty ones and the header too."""

    row: int
    column: str
    value: str
    text: str


@dataclass
class Sheet:
    """What was read. `members` and `rows` go together: the fields of a member and the row they stand in."""

    members: list[dict[str, Any]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)  # headers of columns that nobody asked for
    cells: list[dict[str, str]] = field(default_factory=list)  # as typed, beside `members`

    @property
    def shown(self) -> list[dict[str, str]]:
        """Each member in the reader's words, as they would be added."""
        choices = {name: dict(MemberForm.base_fields[name].choices) for name in WORDS}
        return [
            one
            | {"name": f"{one['given_name']} {one['family_name']}"}
            | {name: str(words[one[name]]) for name, words in choices.items()}
            for one in self.members
        ]


def read(text: str, delegation: Delegation) -> Sheet:
    """Read rows as they were pasted. Raises nothing, whatever the text."""
    sheet, lines = Sheet(), []
    try:
        lines = [(number, cells) for number, cells in enumerate(_cells(text), 1) if any(map(str.strip, cells))]
    except csv.Error:
        sheet.mistakes.append(
            Mistake(1, "", "", _("This is no list of rows: copy them from the spreadsheet again."))
        )
        return sheet
    columns = _header(lines[0][1], sheet) if lines else None
    if columns:
        sheet.mistakes += _faults_of_header(lines.pop(0)[0], columns, sheet.left_out)
    if not lines and not sheet.mistakes:
        sheet.mistakes.append(Mistake(0, "", "", _("There is no row with a person in it.")))
    if len(lines) > MOST:
        words = {"most": MOST, "count": len(lines)}
        text = _("These are %(count)d rows; at most %(most)d are added at once. Paste them in parts.") % words
        sheet.mistakes.append(Mistake(lines[MOST][0], "", "", text))
    elif not sheet.mistakes:
        _read_rows(lines, columns or list(COLUMNS), delegation, sheet)
    return sheet


def located(sheet: Sheet, problems: Sequence[Problem]) -> list[Mistake]:
    """Return what hinders some of these members, as mistakes of the rows they stand in."""
    return [
        Mistake(0, "", "", one.text)
        if one.row is None
        else Mistake(sheet.rows[one.row], label(one.field), sheet.cells[one.row].get(one.field, ""), one.text)
        for one in problems
    ]


def sample() -> str:
    """Return a sheet to fill in, with two invented people, as a spreadsheet of this language opens it."""
    people = (
        ("Ama", "Example", "ama@example.org", Category.HEAD, _("Minister"), "en", Delegate.Mode.IN_PERSON),
        ("Louis", "Exemple", "louis@example.org", Category.DELEGATE, _("Adviser"), "fr", Delegate.Mode.ONLINE),
    )
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";" if get_language() == "fr" else ",")
    writer.writerow([label(name) for name in COLUMNS])
    for *names, category, role, language, mode in people:
        words = (category.label, role, dict(settings.LANGUAGES)[language], mode.label)
        writer.writerow([*names, *words])
    return "\ufeff" + file.getvalue()  # the mark by which Excel knows that the file is UTF-8


def columns() -> list[tuple[str, str, bool]]:
    """Return each column of a sheet: its name, what it may hold, whether it may stay empty or be left out."""
    return [(label(name), _may_hold(name), name not in REQUIRED) for name in COLUMNS]


def label(column: str) -> str:
    """What a column is called on the page."""
    return str(MemberForm.base_fields[column].label) if column else ""


def _cells(text: str) -> Iterator[list[str]]:
    """Cut a text into cells: at tabs where there are any, else at what the first line has most of."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = "\t" if "\t" in text else max(";", ",", key=first.count)
    yield from csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=mark)


def _header(cells: list[str], sheet: Sheet) -> list[str] | None:
    """Return the columns a first row names, "" for one nobody asked for; None when it is a row like others."""
    names = [_named(cell) for cell in cells]
    if sum(map(bool, names)) < 2 or any("@" in cell for cell in cells):
        return None
    sheet.left_out = [cell.strip() for cell, name in zip(cells, names, strict=True) if cell.strip() and not name]
    return names


def _faults_of_header(row: int, columns: list[str], unknown: list[str]) -> Iterator[Mistake]:
    """Say which columns are missing or twice there; what is missing may stand there under an unknown name."""
    text = _("This column is missing.")
    if unknown:
        text = _("This column is missing, and these names are not known.")
    for name in REQUIRED:
        if name not in columns:
            yield Mistake(row, label(name), ", ".join(unknown), text)
    for name in sorted({name for name in columns if name and columns.count(name) > 1}):
        yield Mistake(row, label(name), "", _("This column is there twice."))


def _read_rows(lines: list[Line], columns: list[str], delegation: Delegation, sheet: Sheet) -> None:
    seen: dict[str, int] = {}
    for number, cells in lines:
        typed = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
        form = MemberForm(_coded(typed, delegation))
        found = list(_faults_of_row(number, cells, columns)) or _faults_of_cells(number, typed, form)
        email = key_of(typed.get("email", ""))
        if email and email in seen:
            text = _("This address stands in row %(row)d already.") % {"row": seen[email]}
            found.append(Mistake(number, label("email"), typed["email"], text))
        seen.setdefault(email, number)
        sheet.mistakes += found
        if not found:
            sheet.members.append(form.cleaned_data)
            sheet.rows.append(number)
            sheet.cells.append(typed)


def _faults_of_row(row: int, cells: list[str], columns: list[str]) -> Iterator[Mistake]:
    for value in cells[len(columns) :]:
        if value.strip():
            yield Mistake(row, "", value, _("This cell stands beyond the last column."))
    if any("\n" in cell.strip() or "\r" in cell.strip() for cell in cells):
        text = _("A cell holds several lines: join them, and look for a quotation mark that is not closed.")
        yield Mistake(row, "", next(cell for cell in cells if "\n" in cell or "\r" in cell), text)


def _faults_of_cells(row: int, typed: dict[str, str], form: MemberForm) -> list[Mistake]:
    found = ((name, typed.get(name, ""), form.errors[name]) for name in COLUMNS if name in form.errors)
    return [Mistake(row, label(name), value, _why(name, value, errors)) for name, value, errors in found]


def _coded(typed: dict[str, str], delegation: Delegation) -> dict[str, str]:
    """Put the portal's codes in the place of words; what is left empty is as the delegation has it."""
    codes = {name: _codes(name).get(_plain(typed.get(name, "")), typed.get(name, "")) for name in WORDS}
    codes["language"] = codes["language"].strip() or delegation.language
    codes["mode"] = codes["mode"].strip() or Delegate.Mode.IN_PERSON
    return typed | codes


def _why(name: str, value: str, errors: Iterable[str]) -> str:
    if name in WORDS and value.strip():
        words = ", ".join(str(label) for _code, label in MemberForm.base_fields[name].choices if _code)
        return _("Write one of: %(words)s.") % {"words": words}
    return " ".join(errors)


def _may_hold(name: str) -> str:
    if name in WORDS:
        return ", ".join(str(words) for _code, words in MemberForm.base_fields[name].choices if _code)
    return {
        "given_name": _("as in the passport"),
        "family_name": _("as in the passport"),
        "email": _("their own, one for each person"),
        "role": _("what they are there: minister, adviser…"),
    }[name]


def _named(cell: str) -> str:
    return next((name for name in COLUMNS if _plain(cell) in _headers(name)), "")


def _plain(text: str) -> str:
    """Return a word without case, accents, hyphens and what stands in brackets: E-mail (own) is e mail."""
    word = folded(text[:200].partition("(")[0]).replace("’", "'")
    return " ".join(word.replace("-", " ").replace("_", " ").split())


@cache
def _headers(name: str) -> frozenset[str]:
    words = MemberForm.base_fields[name].label
    ours = [_plain(_in(language, words)) for language, _name in _languages()]
    return frozenset([_plain(name), *ours, *HEADERS[name]])


@cache
def _codes(name: str) -> dict[str, str]:
    codes = {word: code for code, words in WORDS[name].items() for word in words}
    choices = {"category": Category.choices, "mode": Delegate.Mode.choices, "language": _languages()}[name]
    for code, words in choices:
        codes[_plain(code)] = code
        codes |= {_plain(_in(language, words)): code for language, _label in _languages()}
    return codes


def _languages() -> list[tuple[str, str]]:
    return list(settings.LANGUAGES)


def _in(language: str, words: Any) -> str:
    with translation.override(language):
        return str(words)
