"""What a load is going to do: the folder's entries beside the database's rows and what was loaded last."""

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from summit.content.fields import Form, Lost
from summit.content.folder import Entry, Folder
from summit.content.kinds import Kind
from summit.content.rows import Rows
from summit.content.shapes import fingerprint
from summit.models import ContentEntry


class Outcome(Enum):
    CREATED = "created"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    LEFT = "left"


@dataclass
class Step:
    """One entry of the folder, what the database and the last load have of it, and what becomes of it."""

    entry: Entry
    row: models.Model | None
    standing: Form
    loaded: str | None
    wanted: Form = field(default_factory=dict)
    outcome: Outcome = Outcome.LEFT

    @property
    def is_staffs(self) -> bool:
        """Tell whether staff edited or deleted it since, or made it themselves."""
        return self.loaded is not None if self.row is None else self.loaded != fingerprint(self.standing)

    @property
    def is_written(self) -> bool:
        return self.outcome in (Outcome.CREATED, Outcome.UPDATED)

    @property
    def is_new_text(self) -> bool:
        """Tell whether the file says something else than what was loaded last."""
        return self.loaded != fingerprint(self.wanted)


class Plan:
    """The steps of a load by kind, in an order in which they can be done."""

    def __init__(self, folder: Folder, *, overwrite: bool) -> None:
        self.folder = folder
        self.overwrite = overwrite
        self.lost: Lost = set()
        self.rows = {kind: kind.standing(folder.of(kind)) for kind in folder.kinds}
        self.forms = {kind: {key: kind.read(row) for key, row in rows.items()} for kind, rows in self.rows.items()}
        self.steps = self._steps()
        for kind in folder.kinds:
            for step in self.steps[kind]:
                self._lose(kind, step)
        for kind in folder.kinds:
            for step in self.steps[kind]:
                self._decide(kind, step)

    def check(self) -> None:
        """Put down every mistake in what is new; what was loaded before has been checked before."""
        for entry in self.folder.nameless:
            entry.kind.check(entry.form, entry.place)
        for kind, steps in self.steps.items():
            for step in steps:
                if step.is_written or (step.outcome is Outcome.LEFT and step.is_new_text):
                    kind.check(step.entry.form, step.entry.place)
            self._check_doubles(kind, steps)

    def _steps(self) -> dict[Kind, list[Step]]:
        loaded = {
            (kind, key): value
            for kind, key, value in ContentEntry.objects.values_list("kind", "key", "fingerprint")
        }
        for kind, rows in self.rows.items():
            for key in sorted(rows.keys() - self.folder.of(kind).keys()):
                if (kind.name, key) in loaded:
                    self._note(kind, key, _("no longer in the folder; it stays"))
        return {
            kind: [
                Step(entry, self.rows[kind].get(key), self.forms[kind].get(key, {}), loaded.get((kind.name, key)))
                for key, entry in self.folder.of(kind).items()
            ]
            for kind in self.folder.kinds
        }

    def _lose(self, kind: Kind, step: Step) -> None:
        """Put down what the folder describes and the database will not hold, as staff want it."""
        if self.overwrite:
            return
        model, key = kind.model, step.entry.key
        if step.row is None and (step.is_staffs or kind.hangs(step.entry.form, self.lost)):
            self.lost.add((model, key))
        if step.is_staffs:
            for field_ in kind.fields:
                if isinstance(field_, Rows):
                    there = len(step.standing.get(field_.name, []))
                    named = len(step.entry.form.get(field_.name, []))
                    self.lost |= {(field_.shape.model, f"{key}#{n}") for n in range(there + 1, named + 1)}

    def _decide(self, kind: Kind, step: Step) -> None:
        said = len(self.folder.notes)
        step.wanted = kind.settle(step.entry.form, self.lost, step.entry.place)
        if step.row is not None and step.standing == step.wanted:
            step.outcome = Outcome.UNCHANGED
        elif step.is_staffs and not self.overwrite:
            del self.folder.notes[said:]  # nothing is left out of what is not written
            self._note(kind, step.entry.key, _("deleted by staff") if step.row is None else _("changed by staff"))
        elif not kind.hangs(step.entry.form, self.lost):
            step.outcome = Outcome.CREATED if step.row is None else Outcome.UPDATED

    def _note(self, kind: Kind, key: str, message: str) -> None:
        words = {"kind": kind.model._meta.verbose_name, "key": key, "message": message}
        self.folder.notes.append(_("%(kind)s “%(key)s”: %(message)s.") % words)

    def _check_doubles(self, kind: Kind, steps: list[Step]) -> None:
        """Put down what would be there twice and may not, in the folder or beside what staff made."""
        after = self.forms[kind] | {step.entry.key: step.wanted for step in steps if step.is_written}
        for field_ in kind.unique:
            holders: dict[Any, list[str]] = {}
            for key, form in after.items():
                holders.setdefault(form.get(field_.name), []).append(key)
            for step in steps:
                value = step.wanted.get(field_.name)
                others = [key for key in holders.get(value, []) if key != step.entry.key]
                if step.is_written and value is not None and others:
                    words = {"value": value, "others": ", ".join(others)}
                    message = _("%(value)s is already taken by “%(others)s”.") % words
                    step.entry.place.at(field_.name).say_once(message)
