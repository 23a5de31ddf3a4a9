"""How holders and commitments are written in the content files."""

import re
from collections.abc import Iterable
from typing import Any

from babel.numbers import is_currency
from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from commitments import references, versions
from commitments.models import Commitment, Framework, Goal, Holder, Pledge
from commitments.models.evidence import PART_OF_ITSELF
from commitments.search.refresh import refresh_missing
from summit.content.fields import TEXT, Field, Lost, Plain, Shelf, is_a
from summit.content.folder import Entry
from summit.content.kinds import Kind
from summit.content.links import Link, leaves_out
from summit.content.problems import Place
from summit.content.rows import Group, Rows, Values, sources


class Reference(Plain):
    """A commitment's reference: under the event's prefix, in its one spelling."""

    def parse(self, raw: Any, place: Place) -> Any:
        reference = super().parse(raw, place)
        prefix, _hyphen, number = reference.partition("-")
        expected = place.folder.event.get("reference_prefix")
        if reference and expected and prefix != expected:
            words = {"reference": reference, "prefix": expected}
            place.say(_("“%(reference)s” does not begin with %(prefix)s, the event's prefix.") % words)
        elif number.isdecimal() and number != f"{int(number):04d}":
            place.say(_("It is written %(reference)s.") % {"reference": f"{prefix}-{int(number):04d}"})
        return reference


class Currency(Plain):
    """A currency that exists: USB has the form of a code, yet nobody pays in it."""

    def parse(self, raw: Any, place: Place) -> Any:
        code = super().parse(raw, place)
        if code and not is_currency(code):
            place.say(_("“%(code)s” is not a currency; write its ISO 4217 code, such as EUR.") % {"code": code})
        return code


def _line(raw: str, entries: dict[str, Entry]) -> dict[str, Any] | None:
    """Return the table of a finance line named by its reference, # and number, if the folder has it."""
    reference, _hash, number = raw.strip().partition("#")
    lines = entries[reference].table.get("pledge") if reference in entries else None
    there = len(lines) if isinstance(lines, list) else 0
    if not re.fullmatch(r"[1-9][0-9]{0,3}", number) or int(number) > there:
        return None
    return lines[int(number) - 1] if isinstance(lines[int(number) - 1], dict) else {}


class PartOf(Field):
    """The finance line this one is part of: a reference, #, and the line's number in its commitment, from 1."""

    stage = Field.AFTER_ALL

    def parse(self, raw: Any, place: Place) -> str | None:
        if not is_a(raw, (str,), TEXT, place):
            return None
        reference, _hash, number = raw.strip().partition("#")
        entries = place.folder.entries[Commitment]
        if reference not in entries and Commitment in place.folder.unread:
            return None
        if (line := _line(raw, entries)) is None:
            place.say(_("The folder has no finance line “%(line)s”.") % {"line": raw})
            return None
        if self._place(raw, entries) == place:
            place.say(_("A finance line cannot be part of itself."))
            return None
        if self._comes_back(line, place):
            place.say(str(PART_OF_ITSELF))
            return None
        return f"{reference}#{number}"

    def _place(self, raw: str, entries: dict[str, Entry]) -> Place:
        """Return where a line that is there says what it is part of."""
        reference, _hash, number = raw.strip().partition("#")
        return entries[reference].place.at("pledge").row(int(number)).at(self.name)

    def _comes_back(self, line: dict[str, Any], place: Place) -> bool:
        """Tell whether the wholes of a line lead to the one at `place`, as far as the files go."""
        entries, seen = place.folder.entries[Commitment], set()
        while isinstance(raw := line.get(self.name), str) and raw not in seen:
            seen.add(raw)
            if (further := _line(raw, entries)) is None:
                return False
            if self._place(raw, entries) == place:
                return True
            line = further
        return False

    def read(self, row: models.Model) -> str | None:
        return f"{row.part_of_reference}#{row.part_of_number}" if row.part_of_id else None

    def settle(self, value: str, lost: Lost, place: Place) -> str | None:
        if (Pledge, value) not in lost:
            return value
        place.note(leaves_out(value))
        return None

    def write(self, row: models.Model, value: str | None, shelf: Shelf) -> None:
        whole = None
        if value:
            reference, _hash, number = value.partition("#")
            whole = Pledge.objects.filter(commitment=shelf.rows[Commitment, reference])[int(number) - 1]
        if row.part_of != whole:
            row.part_of = whole
            row.save()


class HolderKind(Kind):
    def finish(self, keys: Iterable[str], written: list[models.Model]) -> None:
        """Publish the records that say a holder's name: it is in their documents."""
        versions.publish_all(Commitment.objects.published().naming(written))


class CommitmentKind(Kind):
    def rows(self) -> models.QuerySet:
        """Add to each finance line where the one it is part of stands."""
        lines = Pledge.objects.with_wholes()
        return self.model.objects.prefetch_related(Prefetch("pledges", lines), *self.paths)

    def finish(self, keys: Iterable[str], written: list[models.Model]) -> None:
        """Keep the references of the folder from ever being given again, and publish what it says that is new."""
        by_number = sorted(keys, key=lambda reference: int(reference.partition("-")[2]))
        if by_number:
            references.reserve(by_number[-1])
        versions.publish(*written, *self.model.objects.published().filter(versions=None))
        refresh_missing()


KINDS = [
    HolderKind(
        Holder,
        ("slug", "name", "acronym", "kind", "country", "website"),
        files="commitments/holders.toml",
        table="holder",
    ),
    Kind(
        Framework,
        ("slug", "name", "short", "publisher", "url", "adopted", "until", "order"),
        files="commitments/frameworks.toml",
        table="framework",
    ),
    Kind(
        Goal,
        ("slug", "framework", "number", "title"),
        files="commitments/goals.toml",
        table="goal",
    ),
    CommitmentKind(
        Commitment,
        (
            Reference("reference"),
            "kind",
            "theme",
            "link",
            "delivery",
            "assurance",
            "session",
            "announced",
            "due",
            "published",
            "title",
            "summary",
            "scope",
            "note",
            "partners",
            Group("statement", (Plain("text", "statement"), Plain("language", "statement_language"))),
            Values("countries", "countries", "country"),
            "goals",
            Rows("party", "parties", ("holder", "role")),
            Rows("relation", "relations", ("kind", Link("to", by="reference"))),
            Rows(
                "target",
                "targets",
                (
                    "indicator",
                    "value",
                    "unit",
                    "deadline",
                    "baseline",
                    "baseline_date",
                    "latest",
                    "latest_date",
                    "note",
                    sources(),
                ),
            ),
            Rows(
                "pledge",
                "pledges",
                (
                    "funder",
                    "funder_name",
                    "amount",
                    Currency("currency"),
                    "qualifier",
                    "nature",
                    "period",
                    "note",
                    PartOf("part_of"),
                    sources(),
                ),
            ),
            Rows("report", "reports", ("date", "text", sources())),
            sources(),
        ),
        files="commitments/register/*.toml",
        key="reference",
    ),
]
