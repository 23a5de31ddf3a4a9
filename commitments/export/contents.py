"""The files of a package, written from one reading of the register."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from commitments.export import dictionary, texts
from commitments.export.about import LICENCES, About
from commitments.export.records import Found, Record
from commitments.export.streams import make_workbook
from commitments.export.tables import TABLES
from commitments.models import Commitment

READ_ME = {"fr": "LISEZMOI.md", "en": "README.md"}
TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown",
    "txt": "text/plain",
}


def write(folder: Path, about: About, *, name: str) -> list[dict[str, Any]]:
    """Write all files of the package `name` into a folder; return what each is, in their order in the package."""
    found = Found(Commitment.objects.published(), origin=about.origin)
    with (folder / "register.xlsx").open("wb") as file:
        make_workbook(file, _written_on_the_way(folder, found, about), about)
    data = [f"{table.name}.csv" for table in TABLES] + ["register.xlsx", "register.json", "register.jsonl"]
    told = [_file(folder / one) for one in data]
    described = dictionary.package(about, told, name=name)
    (folder / "datapackage.json").write_text(json.dumps(described, ensure_ascii=False, indent=2) + "\n")
    for language, readme in READ_ME.items():
        (folder / readme).write_text(_read_me(about, language))
    (folder / "LICENCE.txt").write_text("".join(f"{one['title']}\n{one['path']}\n\n" for one in LICENCES))
    told += [_file(folder / one) for one in ("datapackage.json", *READ_ME.values(), "LICENCE.txt")]
    (folder / "SHA256SUMS").write_text("".join(f"{one['sha256']}  {one['name']}\n" for one in told))
    return [*told, _file(folder / "SHA256SUMS")]


def _written_on_the_way(folder: Path, found: Found, about: About) -> Iterator[Record]:
    """Give the records to the workbook, and write every other format of them as they pass."""
    with ExitStack() as files:

        def opened(name: str) -> Any:
            return files.enter_context((folder / name).open("w", encoding="utf-8", newline=""))

        tables = [(table, opened(f"{table.name}.csv")) for table in TABLES]
        nested, rows = opened("register.json"), opened("register.jsonl")
        for table, file in tables:
            file.write(texts.header(table))
        nested.write(texts.opening(about))
        for number, lot in enumerate(map(list, found.lots())):
            for table, file in tables:
                file.write(texts.lines(table, lot))
            nested.write(texts.inner(lot, first=number == 0))
            rows.write(texts.each_on_a_line(lot))
            yield from lot
        nested.write(texts.CLOSING)


def _file(path: Path) -> dict[str, Any]:
    suffix = path.suffix.removeprefix(".")
    return {
        "name": path.name,
        "size": path.stat().st_size,
        "sha256": checksum(path),
        "media_type": TYPES.get(suffix, "text/plain"),
    }


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_me(about: About, language: str) -> str:
    licences = "\n".join(f"- {one['title']}: <{one['path']}>" for one in LICENCES)
    with translation.override(language):
        tables = [f"- `{table.name}.csv` – {table.title}. {table.about}" for table in TABLES]
        formats = [
            "- `register.xlsx` – " + _("the same tables as one workbook."),
            "- `register.json`, `register.jsonl` – " + _("each promise with all its parts, nested."),
            "- `datapackage.json` – " + _("what every column holds, in both languages, for people and programs."),
            "- `SHA256SUMS` – " + _("the checksums of the files."),
        ]
        paragraphs = [
            f"# {about.name(language)}",
            str(dictionary.WHAT),
            _("The register of %(date)s, revision %(number)d.")
            % {"date": about.day or "–", "number": about.revision},
            "\n".join([*tables, *formats]),
            _("Codes are explained in the dictionary. What is empty is not known, and nothing is converted."),
            _("A cell that a spreadsheet would take for a formula begins with an apostrophe."),
            "\n\n".join([_("Licence, either of the two:"), licences]),
            f"<{about.data_url(language)}>",
        ]
    return "\n\n".join(paragraphs) + "\n"
