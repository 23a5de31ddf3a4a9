"""How many promises of each theme stand where, and how many are due when."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from commitments.models import Target
from commitments.models.commitment import CommitmentQuerySet
from themes.models import Theme


@dataclass(frozen=True)
class Standing:
    """Numbers of promises by theme and delivery, empty for the unknown, and by year.

    One that has steps in several years counts in each of them; `undated` ones have no deadline at all.
    """

    by_theme: dict[Theme, dict[str, int]]
    by_year: dict[int, int]
    undated: int


def standing(commitments: CommitmentQuerySet) -> Standing:
    """Count the published ones among `commitments`, in four queries."""
    return standing_from_json(standing_as_json(commitments))


def standing_as_json(commitments: CommitmentQuerySet) -> dict[str, Any]:
    """Count as plain JSON, in three queries which read every date."""
    published = commitments.published().order_by()
    by_theme = published.values_list("theme", "delivery").annotate(found=Count("pk"))
    years: dict[int, set[str]] = {pk: {due[:4]} - {""} for pk, due in published.values_list("pk", "due")}
    steps = Target.objects.filter(commitment__in=published.values("pk")).exclude(deadline="").order_by()
    for commitment, deadline in steps.values_list("commitment", "deadline"):
        years[commitment].add(deadline[:4])
    by_year = Counter(year for found in years.values() for year in found)
    return {
        "by_theme": [list(row) for row in by_theme],
        "by_year": sorted(by_year.items()),
        "undated": sum(not found for found in years.values()),
    }


def standing_from_json(counts: Mapping[str, Any]) -> Standing:
    """Put the themes to what was counted, in one query."""
    by_theme: dict[int, dict[str, int]] = defaultdict(Counter)
    for theme, delivery, found in counts["by_theme"]:
        by_theme[theme][delivery] = found
    themes = Theme.objects.filter(pk__in=by_theme).order_by("number")
    short = themes.defer("lead", "lead_fr", "lead_en", "body", "body_fr", "body_en")
    by_year = {int(year): found for year, found in counts["by_year"]}
    return Standing({theme: by_theme[theme.pk] for theme in short}, by_year, counts["undated"])
