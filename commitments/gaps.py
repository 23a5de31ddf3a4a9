"""The empty map: for which themes, kinds and regions of the world the register has no promise yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Exists, OuterRef

from commitments.kept import kept
from commitments.models import Commitment, CommitmentCountry
from commitments.regions import Region, region_of, regions
from summit.listing import FilterForm
from themes.models import Theme

Kind = Commitment.Kind


class GapsFilter(FilterForm):
    theme = forms.ModelChoiceField(Theme.objects.published(), to_field_name="slug", required=False)

    @property
    def theme_chosen(self) -> Theme | None:
        return self.chosen.get("theme")


@dataclass(frozen=True)
class Cell:
    kind: Kind
    value: int


@dataclass(frozen=True)
class Row:
    """A region, or a part of one, with the number of promises of each kind that act there."""

    region: Region
    cells: list[Cell]


@dataclass(frozen=True)
class Group:
    """The rows of one region; the region itself is the only row where its parts are not asked for."""

    region: Region
    rows: list[Row]


@dataclass(frozen=True)
class Gaps:
    """The table of one theme."""

    theme: Theme
    groups: list[Group]
    placeless: list[Cell]  # kinds with promises that name no country of a region

    @property
    def cells(self) -> list[Cell]:
        return [cell for group in self.groups for row in group.rows for cell in row.cells]

    @property
    def empty(self) -> int:
        return sum(not cell.value for cell in self.cells)

    @property
    def without_place(self) -> int:
        return sum(cell.value for cell in self.placeless)


def gaps(themes: Iterable[Theme], chosen: Theme | None = None) -> list[Gaps]:
    """Return the table of each of `themes` by region, or of the chosen one alone by the parts of each region."""
    counts = kept("gaps", _count)
    shown = [chosen] if chosen else themes
    found = {tuple(key): value for *key, value in counts["placed"]}
    placeless = {tuple(key): value for *key, value in counts["placeless"]}
    return [_table(one, found, placeless, parts=chosen is not None) for one in shown]


def _table(theme: Theme, found: dict, placeless: dict, *, parts: bool) -> Gaps:
    def row(region: Region) -> Row:
        return Row(region, [Cell(kind, found.get((theme.pk, kind.value, region.code), 0)) for kind in Kind])

    groups = [Group(one, [row(part) for part in (one.parts if parts else (one,))]) for one in regions()]
    apart = [Cell(kind, placeless.get((theme.pk, kind.value), 0)) for kind in Kind]
    return Gaps(theme, groups, [cell for cell in apart if cell.value])


def _count() -> dict[str, Any]:
    """Count promises by theme, kind and region; one that acts in two countries of a region counts there once."""
    placed = []
    for level in (regions(), tuple(part for one in regions() for part in one.parts)):
        rows = (
            CommitmentCountry.objects.filter(commitment__published=True)
            .order_by()
            .annotate(region=region_of("country", level))
            .exclude(region="")
            .values_list("commitment__theme", "commitment__kind", "region")
            .annotate(found=Count("commitment", distinct=True))
        )
        placed += map(list, rows)
    somewhere = [country for one in regions() for country in one.countries]
    there = CommitmentCountry.objects.filter(commitment=OuterRef("pk"), country__in=somewhere)
    nowhere = Commitment.objects.published().filter(~Exists(there)).order_by()
    rows = nowhere.values_list("theme", "kind").annotate(found=Count("pk"))
    return {"placed": placed, "placeless": [list(row) for row in rows]}
