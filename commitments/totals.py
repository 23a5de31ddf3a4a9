"""Totals that can be trusted: each says what it counts, what it leaves out, and why.

Money is added by currency as it was announced and never converted; things are added only where their unit is the
same. What is part of something counted, is the same money, or restates a promise counts once: it neither adds to
a total nor comes off it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.conf import settings
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from commitments.models import Pledge, Relation, Target
from commitments.models.commitment import CommitmentQuerySet
from commitments.reasons import Aim, Line, Links, Why, links_between, why_not_aims, why_not_lines
from themes.models import Theme

SHOWN = 12  # lines named under one heading, the largest first; a register of any size stays readable
# Units (in English) of which quantities can be added. Shares, levels per year and money said as a target cannot.
ADDED_UNITS = (
    "ha",
    "km²",
    "people",
    "species",
    "trees",
    "jobs",
    "tonnes",
    "tonnes of CO₂",
    "tonnes of CO₂ equivalent",
)
Row = Line | Aim


@dataclass
class Lines:
    """The finance lines or targets under one heading: how many, and the largest of them to show."""

    count: int
    keys: list[int]
    things: list[Pledge | Target] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.keys)


@dataclass(frozen=True)
class LeftOut:
    why: Why
    lines: Lines


@dataclass(frozen=True)
class Sum:
    """An amount; `at_least` when one of the figures in it is itself a minimum."""

    amount: Decimal
    at_least: bool = False


@dataclass(frozen=True)
class Share:
    """What of a sum is promised under one theme."""

    theme: Theme
    sum: Sum


@dataclass(frozen=True)
class Total:
    """One sum with everything it counts and leaves out; no sum where nothing can be added."""

    measure: str  # a currency, or a unit in English
    sum: Sum | None
    counted: Lines
    left_out: list[LeftOut]
    by_theme: dict[int, Sum]
    alone: frozenset[int]  # lines counted though part of another, since that one is not counted here

    @property
    def example(self) -> Pledge | Target | None:
        """One of its lines, which says the unit in the reader's language; none once they have all gone."""
        return next((thing for lines in self.lists for thing in lines.things), None)

    @property
    def left_out_count(self) -> int:
        return sum(group.lines.count for group in self.left_out)

    def shares(self, themes: Iterable[Theme]) -> list[Share]:
        """What each theme holds of the sum, in the order of `themes`; they add up to it."""
        return [Share(theme, self.by_theme[theme.pk]) for theme in themes if theme.pk in self.by_theme]

    @property
    def lists(self) -> list[Lines]:
        return [self.counted, *(group.lines for group in self.left_out)]


@dataclass(frozen=True)
class Totals:
    money: list[Total]
    quantities: list[Total]


def totals(commitments: CommitmentQuerySet) -> Totals:
    """Add up what the published ones among `commitments` promise, in five queries.

    Asked of a part of the register (a holder, a theme), what is part of a line outside it counts there.
    """
    return shown(added(commitments))


def added(commitments: CommitmentQuerySet) -> Totals:
    """Add up without fetching what the totals show; three queries, which read every line asked for."""
    scope = commitments.published().order_by().values("pk")
    asked = Relation.objects.filter(commitment__in=scope, to__in=scope).order_by("pk")
    links = links_between(asked.values_list("kind", "commitment", "to"))
    lines = _lines(scope)
    reasons = why_not_lines(lines, links)
    money = _grouped([line for line in lines if line.here], reasons, by="currency")
    return Totals(money, _quantities(_aims(scope), links))


def shown(found: Totals) -> Totals:
    """Fetch the lines and targets that the totals name, in two queries."""
    titles = [f"commitment__{name}" for name in ("reference", *_told("title"))]
    lines = ("amount", "currency", "qualifier", *_told("funder_name"), *_told("funder__name"))
    aims = ("value", "deadline", *_told("unit"), *_told("indicator"))
    _fill(found.money, Pledge.objects.select_related("commitment", "funder").only(*lines, *titles))
    _fill(found.quantities, Target.objects.select_related("commitment").only(*aims, *titles))
    return found


def _told(field: str) -> list[str]:
    """Name the columns of a text, one for each language."""
    return [f"{field}_{code}" for code in settings.MODELTRANSLATION_LANGUAGES]


def _lines(scope: QuerySet) -> list[Line]:
    """The lines asked for, and every line that is the whole of another, to follow what is part of what."""
    here = Q(commitment__in=scope)
    rows = (
        Pledge.objects.filter(here | Exists(Pledge.objects.filter(part_of=OuterRef("pk"))))
        .annotate(here=ExpressionWrapper(here, output_field=BooleanField()))
        .order_by("pk")
        .values_list(
            *("pk", "commitment", "commitment__link", "commitment__delivery", "commitment__theme"),
            *("part_of", "amount", "currency", "qualifier", "nature", "here"),
        )
    )
    return [Line(*row) for row in rows]


def _aims(scope: QuerySet) -> list[Aim]:
    asked = Target.objects.filter(commitment__in=scope, unit_en__in=ADDED_UNITS).order_by("pk")
    rows = asked.values_list(
        *("pk", "commitment", "commitment__link", "commitment__delivery"),
        *("value", "unit_en", "indicator_en", "deadline"),
    )
    return [Aim(*row) for row in rows]


def _quantities(aims: list[Aim], links: Links) -> list[Total]:
    """A promise of hectares is never counted with one of people: each unit is decided by itself."""
    by_unit: dict[str, list[Aim]] = defaultdict(list)
    for aim in aims:
        by_unit[aim.unit].append(aim)
    reasons = {}
    for alike in by_unit.values():
        reasons |= why_not_aims(alike, links)
    return _grouped(aims, reasons, by="unit")


def _grouped(rows: list[Row], reasons: dict[int, Why | None], *, by: str) -> list[Total]:
    """One total per currency or unit, those with the most lines counted first."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, by)].append(row)
    found = [_total(measure, alike, reasons) for measure, alike in groups.items()]
    return sorted(found, key=lambda total: (total.sum is None, -total.counted.count, total.measure))


def _total(measure: str, rows: list[Row], reasons: dict[int, Why | None]) -> Total:
    counted = [row for row in rows if reasons[row.pk] is None]
    by_theme: dict[int, list[Line]] = defaultdict(list)
    for row in counted:
        if isinstance(row, Line):
            by_theme[row.theme].append(row)
    groups = [(why, [row for row in rows if reasons[row.pk] == why]) for why in Why]
    return Total(
        measure=measure,
        sum=_sum(counted) if counted else None,
        counted=_largest(counted),
        left_out=[LeftOut(why, _largest(alike)) for why, alike in groups if alike],
        by_theme={theme: _sum(alike) for theme, alike in by_theme.items()},
        alone=frozenset(row.pk for row in counted if isinstance(row, Line) and row.whole),
    )


def _sum(rows: Iterable[Row]) -> Sum:
    rows = list(rows)
    return Sum(
        amount=sum((row.amount for row in rows), Decimal(0)),
        at_least=any(isinstance(row, Line) and row.qualifier == Pledge.Qualifier.AT_LEAST for row in rows),
    )


def _largest(rows: list[Row]) -> Lines:
    """The largest first; those without a figure last, then as they were recorded."""
    ranked = sorted(rows, key=lambda row: (row.amount is None, -(row.amount or 0), row.pk))
    return Lines(len(rows), [row.pk for row in ranked[:SHOWN]])


def _fill(found: list[Total], things: QuerySet) -> None:
    """Fetch what the totals show, in one query; what went since they were added up is not shown."""
    lists = [lines for total in found for lines in total.lists]
    public = things.filter(commitment__published=True)
    known = public.in_bulk([key for lines in lists for key in lines.keys])
    for lines in lists:
        lines.things = [known[key] for key in lines.keys if key in known]
