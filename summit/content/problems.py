"""Mistakes in the files: where they stand and what they are."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from django.db.models import Model
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from summit.content.folder import Folder


class ContentError(Exception):
    """The folder cannot be loaded; the message is one sentence for the person who loads it."""


@dataclass(frozen=True, order=True)
class Problem:
    file: str
    entry: str
    field: str
    message: str

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.entry, self.field) if part)
        return _("%(where)s: %(message)s") % {"where": where, "message": self.message}


class Mistakes(ContentError):
    """All that is wrong in the folder, in the order of its files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Place:
    """Where in the folder something stands, and where mistakes about it are put down."""

    folder: "Folder"
    file: str
    model: type[Model] | None = None
    entry: str = ""
    field: str = ""

    def at(self, name: str) -> "Place":
        """Return the place of a field of this entry or row."""
        return replace(self, field=f"{self.field}, {name}" if self.field else name)

    def part(self, name: str) -> "Place":
        """Return the place of a part of this field, such as one of its languages."""
        return replace(self, field=f"{self.field}.{name}")

    def row(self, number: int) -> "Place":
        """Return the place of one row of this list, counted from 1 as people do."""
        return replace(self, field=f"{self.field} {number}")

    def say(self, message: str) -> None:
        """Put down a mistake, which keeps the whole folder out."""
        self.folder.problems.append(Problem(self.file, self.entry, self.field, message))

    def say_once(self, message: str) -> None:
        """Put down a mistake unless one was already put down about this field."""
        if not self.is_faulty():
            self.say(message)

    def note(self, message: str) -> None:
        """Put down what the person who loads the folder should know."""
        self.folder.notes.append(str(Problem(self.file, self.entry, self.field, message)))

    def is_faulty(self) -> bool:
        """Tell whether something was already said about this field, or about the whole it is a part of."""
        whole, _dot, _part = self.field.rpartition(".")
        fields = {self.field, whole} - {""}
        return any(
            (said.file, said.entry) == (self.file, self.entry) and said.field in fields
            for said in self.folder.problems
        )


def perhaps(word: str, known: Iterable[str]) -> str:
    """Return a hint at the known word that looks most like `word`, if one does; numbers all look alike."""
    likely = get_close_matches(word, list(known), n=1) if not any(map(str.isdigit, word)) else []
    return " " + _("Did you mean “%(word)s”?") % {"word": likely[0]} if likely else ""


def several(name: str) -> str:
    return _("There can be several of these: the file needs [[%(name)s]].") % {"name": name}
