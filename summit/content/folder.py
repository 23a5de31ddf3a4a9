"""The files of a folder, read into entries with all their mistakes."""

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from summit import zones
from summit.content.fields import TABLE, Form, is_a, tidy
from summit.content.kinds import Kind
from summit.content.problems import ContentError, Place, Problem, perhaps, several
from summit.models import Event

EVENT_FILE = "event.toml"


@dataclass
class Entry:
    """One thing that the folder describes: its table as the file has it, and the form made from it."""

    kind: Kind
    key: str
    place: Place
    table: dict[str, Any]
    form: Form = field(default_factory=dict)


class Folder:
    """All entries of a folder by model and key; `problems` grows while it is read and checked."""

    def __init__(self, path: Path, kinds: list[Kind]) -> None:
        """Read every file; raises ContentError when this is no folder of content at all."""
        if not path.is_dir():
            raise ContentError(_("There is no folder %(path)s; nothing was loaded.") % {"path": path})
        if not (path / EVENT_FILE).is_file():
            words = {"path": path, "file": EVENT_FILE}
            raise ContentError(_("The folder %(path)s has no %(file)s; nothing was loaded.") % words)
        self.path = path
        self.kinds = kinds
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        self.nameless: list[Entry] = []
        self.unread: set[type[models.Model]] = set()  # what points to these cannot be judged
        self.entries: dict[type[models.Model], dict[str, Entry]] = {kind.model: {} for kind in kinds}
        self._read_files()
        self.event = next((entry.table for entry in self.entries[Event].values()), {})
        self.zone = self._zone()
        for entry in [*self.all(), *self.nameless]:
            entry.form = entry.kind.parse(entry.table, entry.place)

    def all(self) -> list[Entry]:
        return [entry for entries in self.entries.values() for entry in entries.values()]

    def of(self, kind: Kind) -> dict[str, Entry]:
        return self.entries[kind.model]

    @property
    def event_key(self) -> str:
        return next(iter(self.entries[Event]), "")

    def _read_files(self) -> None:
        """Give each file to the kinds it belongs to; a file or table that belongs to none is a mistake."""
        by_file: dict[Path, list[Kind]] = {}
        for kind in self.kinds:
            for path in self.path.glob(kind.files):
                by_file.setdefault(path, []).append(kind)
        for path in sorted(self.path.rglob("[!.]*.toml")):  # without an editor's own hidden files
            place = Place(self, path.relative_to(self.path).as_posix())
            if path not in by_file:
                place.say(_("No file of this name or in this place is expected."))
            elif (content := _toml(path, place)) is not None:
                self._share(content, by_file[path], place)
            else:
                self.unread |= {kind.model for kind in by_file[path]}

    def _share(self, content: dict[str, Any], kinds: list[Kind], place: Place) -> None:
        tables = [kind.table for kind in kinds if kind.table]
        for name in content.keys() - set(tables) if tables else ():
            place.at(name).say(_("This table is not known here.") + perhaps(name, tables))
        for kind in kinds:
            if not kind.table:
                self._add(kind, content, 0, place)
            elif kind.single and kind.table not in content:
                place.at(kind.table).say(_("The file needs [%(name)s].") % {"name": kind.table})
            elif kind.single:
                self._add(kind, content[kind.table], 0, place)
            elif isinstance(content.get(kind.table, []), list):
                for number, table in enumerate(content.get(kind.table, []), 1):
                    self._add(kind, table, number, place)
            else:
                place.at(kind.table).say(several(kind.table))

    def _add(self, kind: Kind, table: Any, number: int, place: Place) -> None:
        """Add an entry under its key; without one it is known by its number in the file."""
        label = f"{kind.table} {number}".strip() if number else kind.table
        nameless = replace(place, model=kind.model, entry=label)
        if not is_a(table, (dict,), TABLE, nameless):
            return
        key = tidy(str(table.get(kind.key, "")))
        if not key:
            nameless.at(kind.key).say(_("This is missing."))
            self.nameless.append(Entry(kind, "", nameless, table))
            return
        here = replace(place, model=kind.model, entry=key)
        if key in self.of(kind):
            words = {"key": key, "file": self.of(kind)[key].place.file}
            here.at(kind.key).say(_("“%(key)s” is already taken in %(file)s.") % words)
            self.nameless.append(Entry(kind, "", here, table))
        else:
            self.of(kind)[key] = Entry(kind, key, here, table)

    def _zone(self) -> tzinfo:
        """Return the event's zone, or one to read on with when the file's cannot be used."""
        name = self.event.get("time_zone") or Event._meta.get_field("time_zone").default
        try:
            return zones.zone(str(name))
        except (KeyError, ValueError, OSError):
            return UTC  # the mistake itself is found with the event's others


def _toml(path: Path, place: Place) -> dict[str, Any] | None:
    """Return what a file says; say why when it cannot be read."""
    text = ""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError:
        place.say(_("This file is not written in UTF-8; save it again as UTF-8."))
    except ValueError as error:
        _say_where(text, error, place)
    except OSError as error:
        place.say(_("This file cannot be read: %(error)s.") % {"error": error.strerror})
    return None


def _say_where(text: str, error: ValueError, place: Place) -> None:
    """Say which line is not TOML; the field is its key, so that an impossible date is found by its name."""
    number = re.search(r"at line (\d+)", str(error))
    line = text.split("\n")[int(number[1]) - 1].strip() if number else ""
    key = re.match(r"[\w.-]+(?=\s*=)", line)
    here = place.at(key[0]) if key else place
    if line:
        here.say(_("“%(line)s” cannot be read as TOML: %(error)s.") % {"line": line, "error": error})
    else:
        here.say(_("This file cannot be read as TOML: %(error)s.") % {"error": error})
