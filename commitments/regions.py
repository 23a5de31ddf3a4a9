"""The regions of the world as the United Nations groups countries for statistics (M49)."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import Case, CharField, Value, When
from django.utils.translation import get_language

NONE = "none"  # in an address: what names no country, and so lies in no region
DATA = Path(__file__).parent / "data" / "regions.toml"


@dataclass(frozen=True)
class Region:
    """A region, or one of its `parts`, which have none."""

    code: str
    names: dict[str, str]
    countries: frozenset[str]
    parts: tuple["Region", ...] = ()

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return self.names.get(get_language() or "") or self.names["en"]


@cache
def regions() -> tuple[Region, ...]:
    """Return the regions with their parts, as they stand in the table."""
    found = []
    for row in tomllib.loads(DATA.read_text())["region"]:
        parts = tuple(Region(one["code"], one["name"], frozenset(one["countries"])) for one in row["part"])
        countries = frozenset(country for part in parts for country in part.countries)
        found.append(Region(row["code"], row["name"], countries, parts))
    return tuple(found)


@cache
def by_code() -> dict[str, Region]:
    """Return every region and part by its code."""
    return {one.code: one for region in regions() for one in (region, *region.parts)}


def regions_of(countries: Iterable[str]) -> list[str]:
    """Return the codes of the regions and of their parts in which any of these countries lies."""
    asked = set(countries)
    return [code for code, region in by_code().items() if asked & region.countries]


def region_of(country: str, among: tuple[Region, ...]) -> Case:
    """Return the code of the region that the column `country` lies in, empty where it lies in none of them."""
    cases = [When(**{f"{country}__in": sorted(one.countries)}, then=Value(one.code)) for one in among]
    return Case(*cases, default=Value(""), output_field=CharField())
