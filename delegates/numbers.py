"""Numbers for staff: who is registered, who sits where, what is needed; counts alone, never a name.

Needs are counted among those who hold a seat, and a count of one or two is not told: “one wheelchair at the
closing session” points at somebody.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Count, Q
from django.db.models.functions import Cast, Substr
from django.utils import timezone
from django.utils.translation import gettext as _
from django_countries import countries

from delegates.models import Category, CategoryRule, Delegate, Needs, Seat
from delegates.seats import TAKEN
from programme.models import Session
from summit.alphabet import folded
from summit.dates import long_date
from summit.models import Event
from summit.numbers import number

FEWEST = 3
State = Delegate.State
STANDING = ~Q(state__in=(State.REFUSED, State.CANCELLED))
EXPECTED = Q(state__in=(State.ACCREDITED, State.ARRIVED))
# What most tables tell of each line.
REGISTERED = {
    "registered": Count("pk", filter=STANDING),
    "accredited": Count("pk", filter=EXPECTED),
    "arrived": Count("pk", filter=Q(state=State.ARRIVED)),
}
Cells = tuple[Any, ...]


@dataclass(frozen=True)
class Line:
    """One line of a table: its name, and a number under each heading; None where there is none to tell."""

    name: str
    cells: Cells

    @property
    def shown(self) -> list[str]:
        return ["–" if one is None else one if isinstance(one, str) else _written(one) for one in self.cells]


@dataclass(frozen=True)
class Table:
    """Counts under a caption. A bar shows the first number of each line beside the largest of them."""

    caption: str
    what: str
    headings: tuple[str, ...]
    lines: list[Line]
    note: str = ""
    is_drawn: bool = True
    is_added: bool = True

    @property
    def most(self) -> int:
        return max((line.cells[0] for line in self.lines), default=0)

    @property
    def total(self) -> Line:
        """What the lines add up to, under each heading that can be added."""
        columns = zip(*(line.cells for line in self.lines), strict=True)
        return Line(_("In all"), tuple(None if None in column else sum(column) for column in columns))


def of_delegates() -> list[Table]:
    """Every table that says how many, and says nothing of needs."""
    return [_by_state(), _by_category(), of_seats(), _by_day(), _by_country(), _by_delegation()]


def _by_state() -> Table:
    found = dict(Delegate.objects.order_by().values_list("state").annotate(number=Count("pk")))
    lines = [Line(str(label), (found.get(state, 0),)) for state, label in State.choices]
    return Table(_("By state"), _("State"), (_("Delegates"),), lines)


def _by_category() -> Table:
    places = dict(CategoryRule.objects.values_list("category", "places"))
    found = {row["category"]: row for row in Delegate.objects.order_by().values("category").annotate(**REGISTERED)}
    lines = [
        Line(str(label), (*_told(found.get(category, {})), places.get(category)))
        for category, label in Category.choices
    ]
    return Table(_("By category"), _("Category"), (*_headings(), _("Places on site")), lines)


def _by_country() -> Table:
    found = {row["country"]: row for row in Delegate.objects.order_by().values("country").annotate(**REGISTERED)}
    lines = [Line(countries.name(code) or _("not said"), _told(row)) for code, row in found.items()]
    return Table(_("By country"), _("Country"), _headings(), _largest_first(lines))


def _by_delegation() -> Table:
    rows = Delegate.objects.order_by().values("delegation__name").annotate(**REGISTERED)
    lines = [Line(row["delegation__name"] or _("no delegation"), _told(row)) for row in rows]
    return Table(_("By delegation"), _("Delegation"), _headings(), _largest_first(lines))


def _by_day() -> Table:
    """By the day in the event's zone, told from minutes: SQLite would ask Python for the day of each row."""
    minute = Substr(Cast("created_at", CharField()), 1, len("2020-12-14 09:00"))
    rows = Delegate.objects.order_by().values_list(minute).annotate(number=Count("pk"))
    days: Counter[date] = Counter()
    zone = timezone.get_current_timezone()
    for told, count in rows:
        days[datetime.fromisoformat(f"{told}+00:00").astimezone(zone).date()] += count
    lines = [Line(long_date(one), (days[one],)) for one in sorted(days)]
    return Table(_("By day of registration"), _("Day"), (_("Registrations"),), lines)


def of_seats() -> Table:
    """The seats of the summit and of each session, against what there is room for."""
    rows = Seat.objects.order_by().values("session", "state").annotate(number=Count("pk"))
    found = {(row["session"], row["state"]): row["number"] for row in rows}
    lines = [
        Line(name, (*(found.get((key, state), 0) for state in Seat.State.values), capacity))
        for key, name, capacity in _places(found)
    ]
    headings = (*(str(label).capitalize() for label in Seat.State.labels), _("Capacity"))
    note = _("A seat offered is taken until its offer ends.")
    return Table(_("Seats on site"), _("For"), headings, lines, note=note, is_drawn=False, is_added=False)


def of_needs() -> Table:
    """Needs of those who hold a seat, in the summit and in each session."""
    diets = [one for one in Needs.Diet if one]
    asked = {
        "access": Count("pk", filter=~Q(delegate__needs__access="")),
        "interpretation": Count("pk", filter=~Q(delegate__needs__interpretation="")),
        **{diet.value: Count("pk", filter=Q(delegate__needs__diet=diet.value)) for diet in diets},
    }
    rows = Seat.objects.order_by().filter(state__in=TAKEN, delegate__needs__isnull=False).values("session")
    found = {row["session"]: row for row in rows.annotate(**asked)}
    lines = [
        Line(name, tuple(_few(found.get(key, {}).get(one, 0)) for one in asked))
        for key, name, _capacity in _places((key, "") for key in found)
    ]
    headings = (_("Access"), _("Interpretation"), *(str(diet.label).capitalize() for diet in diets))
    note = _(
        "Counted among those who hold a seat. One or two are told as “fewer than 3”: they could be recognised."
    )
    return Table(_("Needs"), _("For"), headings, lines, note=note, is_drawn=False, is_added=False)


def _places(seated: Iterable[tuple[Any, str]]) -> Iterator[tuple[int | None, str, int | None]]:
    """The summit, then each session that has seats or a capacity, in the order of the programme."""
    used = {key for key, _state in seated}
    whole = Event.objects.values_list("capacity", flat=True).first()
    yield None, _("The summit, on site"), whole
    for session in Session.objects.filter(Q(pk__in=used - {None}) | Q(capacity__isnull=False)):
        yield session.pk, session.title, session.capacity


def _headings() -> tuple[str, ...]:
    return (_("Registered"), _("Accredited"), _("Arrived"))


def _told(row: dict[str, Any]) -> Cells:
    return tuple(row.get(name, 0) for name in REGISTERED)


def _largest_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (-line.cells[0], folded(line.name)))


def _written(value: int) -> str:
    """Most of these numbers are small, and writing one takes longer than counting it."""
    return str(value) if value < 1000 else number(value)


def _few(number: int) -> int | str:
    return _("fewer than %d") % FEWEST if 0 < number < FEWEST else number
