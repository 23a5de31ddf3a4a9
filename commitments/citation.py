"""How a commitment is cited: a sentence to read, and the formats that reference managers read."""

import json
import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from commitments.document import Document
from commitments.models import Party, Version
from commitments.parts import as_written
from summit import clock
from summit.bilingual import written_in
from summit.models import Event
from summit.numbers import listed, partial_date
from summit.partial_date import PartialDate
from summit.typography import typographic

NAMED = 3  # a sentence names every holder up to twice as many, and no more than these of a longer list
# What would break a line, and what no text holds; the no-break spaces are letters here, and stay.
BREAKS = re.compile(r"[^\S\u00a0\u202f]+|[\x00-\x1f\x7f-\x9f]+")
# An escaped brace still counts when BibTeX looks for the end of a field, hence its names.
BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BABEL = {"fr": "french", "en": "english"}


@dataclass(frozen=True)
class Entry:
    """What a citation says, in one language: texts on one line each, as staff wrote them."""

    language: str
    reference: str
    holders: list[str]
    title: str
    register: str
    announced: PartialDate
    number: int
    version: date
    url: str
    consulted: date

    @classmethod
    def of(
        cls, version: Version, *, event: Event | None, origin: str, language: str = "", given: bool = False
    ) -> "Entry":
        """Read what a version says; its dates are days in the event's time zone.

        The address is the record's, or, where this `given` version is cited, its own.
        """
        zone, told = ZoneInfo(event.time_zone if event else "UTC"), version.document
        with translation.override(language or translation.get_language()):
            page = version.get_absolute_url() if given else version.get_record_url()
            return cls(
                language=translation.get_language(),
                reference=told["reference"],
                holders=_holders(told),
                title=_line(as_written(told, "title")),
                register=_register(event),
                announced=PartialDate(told.get("announced") or ""),
                number=version.number,
                version=version.published_at.astimezone(zone).date(),
                url=origin + page,
                consulted=clock.now().astimezone(zone).date(),
            )


def _holders(told: Document) -> list[str]:
    """Those who made the promise; where nobody is recorded as such, everyone who is party to it."""
    parties = told.get("parties") or []
    authors = [party for party in parties if party.get("role") == Party.Role.LEAD] or parties
    return [_line(as_written(party["holder"], "name")) for party in authors if party.get("holder")]


def _register(event: Event | None) -> str:
    if event is None:
        return _("Register of commitments")
    return _("Register of commitments, %(event)s") % {"event": _line(written_in(event, "name")[0])}


def _line(text: str) -> str:
    return BREAKS.sub(" ", text).strip()


def sentence(entry: Entry) -> str:
    """Cite in the entry's language, as a bibliography would."""
    with translation.override(entry.language):
        about = [entry.register, entry.reference, _announced(entry.announced), _version(entry)]
        parts = [_authors(entry.holders), entry.title, ", ".join(part for part in about if part)]
        said = " ".join(_ended(part) for part in parts if part)
        seen = _("(accessed on %(date)s)") % {"date": _words(entry.consulted)}
        return f"{typographic(said, entry.language)} {entry.url} {seen}."


def _authors(holders: list[str]) -> str:
    if len(holders) > 2 * NAMED:
        return _("%(holders)s and others") % {"holders": ", ".join(holders[:NAMED])}
    return listed(holders)


def _announced(day: PartialDate) -> str:
    if not day:
        return ""
    told = _("announced on %(date)s") if len(day.parts) == 3 else _("announced in %(date)s")
    return told % {"date": partial_date(day)}


def _version(entry: Entry) -> str:
    return _("version %(number)d of %(date)s") % {"number": entry.number, "date": _words(entry.version)}


def _edition(entry: Entry) -> str:
    """The version in a form that needs no language: its number, and its day."""
    return f"{entry.number} ({entry.version.isoformat()})"


def _words(day: date) -> str:
    return partial_date(day.isoformat())


def _ended(text: str) -> str:
    """End a part with one stop, its own where it has one."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def bibtex(entry: Entry) -> str:
    """Write a @misc entry; each name is a group of its own, so that none is read as a person's."""
    with translation.override(entry.language):
        note = ", ".join(part for part in (entry.reference, _announced(entry.announced), _version(entry)) if part)
    fields = {
        "author": " and ".join(_tex(name) for name in entry.holders),
        "title": _tex(entry.title),
        "howpublished": _tex(entry.register),
        "note": _tex(note),
        "year": str(entry.announced.year or ""),
        "url": entry.url,
        "urldate": entry.consulted.isoformat(),
        "version": _edition(entry),
        "language": BABEL.get(entry.language, entry.language),
    }
    lines = [f'  {name} = "{value}",' for name, value in fields.items() if value]
    if len(entry.announced.parts) > 1:
        lines.append(f"  month = {MONTHS[entry.announced.parts[1] - 1]},")
    return "\n".join([f"@misc{{{entry.reference},", *lines, "}", ""])


def _tex(text: str) -> str:
    """Return a text as a group: its capitals stay, its quotation marks end nothing; empty when there is none."""
    return f"{{{text.translate(BIBTEX)}}}" if text else ""


def ris(entry: Entry) -> str:
    """Write a RIS record; a date keeps its empty parts, as the format has it: 2021/01//."""
    year, month, day = [*entry.announced.split("-"), "", "", ""][:3]
    fields = [
        ("TY", "GEN"),
        ("ID", entry.reference),
        *[("AU", name) for name in entry.holders],
        ("TI", entry.title),
        ("T2", entry.register),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("ET", _edition(entry)),
        ("M1", entry.reference),
        ("UR", entry.url),
        ("Y2", f"{entry.consulted:%Y/%m/%d}/"),
        ("LA", entry.language),
    ]
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl_json(entry: Entry) -> str:
    """Write a CSL-JSON list with one entry of a database."""
    consulted = [entry.consulted.year, entry.consulted.month, entry.consulted.day]
    told = {
        "id": entry.reference,
        "type": "entry",
        "author": [{"literal": name} for name in entry.holders],
        "title": entry.title,
        "container-title": entry.register,
        "number": entry.reference,
        "version": _edition(entry),
        "issued": {"date-parts": [entry.announced.parts]} if entry.announced else None,
        "accessed": {"date-parts": [consulted]},
        "URL": entry.url,
        "language": entry.language,
    }
    return (
        json.dumps([{name: value for name, value in told.items() if value}], ensure_ascii=False, indent=2) + "\n"
    )
