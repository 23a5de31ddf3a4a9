"""Delegates taken out as a table, for a purpose that is written down with how many they were.

What is chosen is fixed, and written in the audit log, before the first row leaves; the rows are then read and sent
some at a time, and nothing of them is kept on this machine (delegates/unfinished.py). A column of needs is a
reading of the needs of each delegate in it, who may ask later who read them: so whoever's needs stand in the file
has a row of their own in the log, under their number, as when their page is opened.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from django.db import transaction
from django.db.models import Field, Prefetch, QuerySet
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from xlsxwriter import Workbook

from commitments.export.cells import cell
from commitments.export.texts import BOM
from delegates.models import Arrival, Delegate, Needs, Seat, Trace
from delegates.unfinished import being_made

AT_ONCE = 1000


@dataclass(frozen=True)
class Column:
    """One fact of a delegate; `is_asked` says that the form offers it chosen already.

    `beside` names the rows that are read for it beside the delegate's own.
    """

    label: Promise
    read: Callable[[Delegate], Any]
    is_asked: bool = False
    is_need: bool = False
    beside: str = ""


@dataclass(frozen=True)
class Chosen:
    """Which delegates, by their keys, and which facts of them."""

    keys: list[int]
    columns: list[Column]
    language: str
    zone: tzinfo

    @property
    def headings(self) -> list[str]:
        with translation.override(self.language):
            return [str(column.label) for column in self.columns]

    def rows(self) -> Iterator[list[Any]]:
        """Read them some at a time, and write each in the language and zone of who asked, whoever sends it."""
        beside = {column.beside for column in self.columns}
        for first in range(0, len(self.keys), AT_ONCE):
            with translation.override(self.language), timezone.override(self.zone):
                found = _with_facts(Delegate.objects.filter(pk__in=self.keys[first : first + AT_ONCE]), beside)
                written = [[column.read(one) for column in self.columns] for one in found]
            yield from written


def _field(name: str, *, is_asked: bool = False) -> Column:
    field = Delegate._meta.get_field(name)
    labels = _labels(field)
    return Column(
        field.verbose_name,
        lambda one: str(labels.get(value := getattr(one, name), value)),
        is_asked=is_asked,
    )


def _labels(field: Field) -> dict[str, Promise]:
    """What each choice is called, looked up once: to be asked of each row it takes half of the whole export."""
    return dict(field.flatchoices or ())


def _moment(value: Any) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


def _need(name: str) -> Column:
    field = Needs._meta.get_field(name)
    labels = _labels(field) | {"": ""}

    def read(one: Delegate) -> str:
        value = getattr(getattr(one, "needs", None), name, "")
        return str(labels.get(value, value))

    return Column(field.verbose_name, read, is_need=True, beside="needs")


SEATS = _labels(Seat._meta.get_field("state"))


def _seat_of(one: Delegate) -> str:
    return next((str(SEATS[seat.state]) for seat in one.seats.all() if seat.session_id is None), "")


def _sessions_of(one: Delegate) -> list[str]:
    return [seat.session.title for seat in one.seats.all() if seat.session_id and seat.state == Seat.State.HELD]


COLUMNS = {
    "number": Column(_("number"), str, is_asked=True),
    "state": _field("state", is_asked=True),
    "category": _field("category", is_asked=True),
    "mode": _field("mode"),
    "given_name": _field("given_name", is_asked=True),
    "family_name": _field("family_name", is_asked=True),
    "badge_name": _field("badge_name"),
    "email": _field("email"),
    "language": _field("language"),
    "delegation": Column(
        _("delegation"), lambda one: str(one.delegation or ""), is_asked=True, beside="delegation"
    ),
    "organisation": _field("organisation", is_asked=True),
    "organisation_kind": _field("organisation_kind"),
    "role": _field("role"),
    "country": Column(_("country"), lambda one: one.country.name if one.country else "", is_asked=True),
    "outlet": _field("outlet"),
    "press_card": _field("press_card"),
    "photographs": Column(_("may be photographed"), lambda one: "1" if one.photographs else "0"),
    "seat": Column(_("seat on site"), _seat_of, beside="seats"),
    "sessions": Column(_("seats in sessions"), _sessions_of, beside="seats"),
    "registered_at": Column(_("registered at"), lambda one: _moment(one.created_at)),
    "confirmed_at": Column(_("address confirmed at"), lambda one: _moment(one.confirmed_at)),
    "arrived_at": Column(
        _("arrived at"), lambda one: _moment(next((a.at for a in one.arrivals.all()), None)), beside="arrivals"
    ),
    **{name: _need(name) for name in ("access", "diet", "diet_words", "interpretation")},
}


@transaction.atomic
def take(delegates: QuerySet[Delegate], *, columns: list[str], by: Any, purpose: str) -> Chosen:
    """Fix what is taken out, and write down by whom, what for, of how many, and whose needs are in it."""
    chosen = [COLUMNS[name] for name in COLUMNS if name in columns]
    found = list(delegates.order_by("number").values_list("pk", "number"))
    Trace.objects.create(act=Trace.Act.EXPORTED, by=by, purpose=purpose, count=len(found))
    if any(column.is_need for column in chosen):
        needy = Needs.objects.filter(delegate__in=delegates).told()
        numbers = needy.order_by("delegate__number").values_list("delegate__number", flat=True)
        rows = [Trace(act=Trace.Act.NEEDS_READ, by=by, purpose=purpose, number=one) for one in numbers]
        Trace.objects.bulk_create(rows, batch_size=AT_ONCE)
    return Chosen(
        [key for key, _number in found],
        chosen,
        translation.get_language() or "fr",
        timezone.get_current_timezone(),
    )


def as_csv(chosen: Chosen) -> Iterator[str]:
    """A lot of rows at a time, so that many leave in few pieces."""
    file = io.StringIO(newline="")
    file.write(BOM)
    lines = csv.writer(file)
    lines.writerow(chosen.headings)
    for place, row in enumerate(chosen.rows(), 1):
        lines.writerow([cell(value) for value in row])
        if place % AT_ONCE == 0:
            yield file.getvalue()
            file.seek(0)
            file.truncate()
    yield file.getvalue()


def as_workbook(chosen: Chosen) -> Iterator[bytes]:
    """Every cell as text, which no spreadsheet takes for a formula.

    Its sheet lies in a folder while it grows, and goes with it before the first byte leaves.
    """
    file = io.BytesIO()
    with being_made() as folder:
        book = Workbook(file, {"constant_memory": True, "tmpdir": folder})
        bold, sheet = book.add_format({"bold": True}), book.add_worksheet()
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(chosen.columns) - 1, 20)
        for place, heading in enumerate(chosen.headings):
            sheet.write_string(0, place, heading, bold)
        for line, row in enumerate(chosen.rows(), 1):
            for place, value in enumerate(row):
                sheet.write_string(line, place, "; ".join(value) if isinstance(value, list) else value)
        book.close()
    yield file.getvalue()


def _with_facts(delegates: QuerySet[Delegate], beside: set[str]) -> QuerySet[Delegate]:
    """Read with them what their columns tell of, and nothing else."""
    rows = {"seats": Seat.objects.select_related("session"), "arrivals": Arrival.objects.filter(is_first=True)}
    joined = [name for name in ("delegation", "needs") if name in beside]
    found = delegates.select_related(*joined) if joined else delegates
    return found.prefetch_related(*(Prefetch(name, rows[name]) for name in rows if name in beside)).order_by(
        "number"
    )
