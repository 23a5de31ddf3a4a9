"""How many promises of each theme stand where, and how many are due when."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import Substr

from commitments.models import SearchRow, Target
from commitments.models.commitment import CommitmentQuerySet
from commitments.news import NO_RECENT_NEWS
from themes.models import Theme


@dataclass(frozen=True)
class Standing:
    """Numbers of promises by theme and delivery as it is shown, empty for the unknown, and by year.

    One that has steps in several years counts in each of them; `undated` ones have no deadline at all.
    """

    by_theme: dict[Theme, dict[str, int]]
    by_year: dict[int, int]
    undated: int


def standing(commitments: CommitmentQuerySet) -> Standing:
    """Count the published ones among `commitments`, in five queries."""
    return standing_from_json(standing_as_json(commitments))


def standing_as_json(commitments: CommitmentQuerySet) -> dict[str, Any]:
    """Count as plain JSON, in four queries."""
    published = commitments.published().order_by()
    by_theme = published.values_list("theme", "delivery").annotate(found=Count("pk"))
    by_year = Counter(_years(published, "due", "pk"))
    steps = Target.objects.filter(commitment__in=published.values("pk")).order_by()
    # A step in the year in which its whole promise is due is no second date.
    other = steps.annotate(year=Substr("deadline", 1, 4)).exclude(year=Substr("commitment__due", 1, 4))
    by_year.update(_years(other, "deadline", "commitment"))
    dated = Exists(steps.exclude(deadline="").filter(commitment=OuterRef("pk")))
    return {
        "by_theme": [list(row) for row in by_theme],
        "by_year": sorted(by_year.items()),
        "undated": published.filter(~dated, due="").count(),
    }


def _years(rows: QuerySet, date: str, promise: str) -> dict[str, int]:
    """Count promises by the year of one of their dates, leaving out the empty."""
    dated = rows.exclude(**{date: ""}).annotate(year=Substr(date, 1, 4)).values_list("year")
    return dict(dated.annotate(found=Count(promise, distinct=True)))


def silent_as_json(today: date) -> list[list[Any]]:
    """Count the public promises that have no recent news on a real day, by theme and delivery, in one query."""
    rows = SearchRow.objects.filter(
        language=settings.LANGUAGE_CODE, quiet_from__lte=today, commitment__published=True
    ).order_by()
    counted = rows.values_list("commitment__theme", "commitment__delivery").annotate(found=Count("pk"))
    return [list(row) for row in counted]


def standing_from_json(counts: Mapping[str, Any], silent: Iterable[list[Any]] = ()) -> Standing:
    """Put the themes to what was counted, in one query; the silent ones stand apart from their delivery."""
    by_theme: dict[int, Counter[str]] = defaultdict(Counter)
    for theme, delivery, found in counts["by_theme"]:
        by_theme[theme][delivery] = found
    for theme, delivery, found in silent:
        by_theme[theme][delivery] -= found
        by_theme[theme][NO_RECENT_NEWS] += found
    themes = Theme.objects.filter(pk__in=by_theme).order_by("number")
    short = themes.defer("lead", "lead_fr", "lead_en", "body", "body_fr", "body_en")
    by_year = {int(year): found for year, found in counts["by_year"]}
    return Standing({theme: +by_theme[theme.pk] for theme in short}, by_year, counts["undated"])
