"""The facets of the register as a reader sees them: each value with its words, its count and where it leads."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_countries import countries

from commitments import news
from commitments.models import Commitment, Goal, Holder
from commitments.regions import NONE, by_code
from summit.alphabet import folded
from summit.bilingual import written_in
from themes.models import Theme

FIRST = 6  # values of a long facet that are shown at once
UNKNOWN = "unknown"
Names = dict[str, str]


@dataclass(frozen=True)
class Value:
    key: str
    name: str
    count: int
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One facet: the values that lead somewhere, the first of a long one apart from the rest."""

    name: str
    label: str
    chosen: str
    first: list[Value]
    rest: list[Value]


@dataclass(frozen=True)
class Chip:
    """A choice that can be taken back: what it says, and the address without it."""

    label: str
    value: str
    query: str


LABELS = {
    "theme": gettext_lazy("Theme"),
    "kind": gettext_lazy("Kind"),
    "holder_kind": gettext_lazy("Kind of holder"),
    "holder_country": gettext_lazy("Country of a holder"),
    "country": gettext_lazy("Country of action"),
    "region": gettext_lazy("Region of action"),
    "link": gettext_lazy("Link to the summit"),
    "delivery": gettext_lazy("Delivery"),
    "deadline": gettext_lazy("Deadline"),
    "figure": gettext_lazy("Target in figures"),
    "money": gettext_lazy("Money"),
    "goal": gettext_lazy("Framework goal"),
}


@lru_cache(maxsize=1000)
def country(code: str, language: str) -> tuple[str, str]:
    """Return a country's name in the language being served, and the same folded, by which it sorts."""
    name = str(countries.name(code))
    return name, folded(name)


class Offer:
    """Which values each facet has, in the reader's words; two queries."""

    def __init__(self) -> None:
        self.themes = list(Theme.objects.published().only("slug", "number", "title_fr", "title_en"))
        self.goals = list(Goal.objects.select_related("framework"))

    @cached_property
    def names(self) -> dict[str, Names]:
        """The words of every value by facet, in the order in which a short facet shows them."""
        return {
            "theme": {one.slug: written_in(one, "title")[0] for one in self.themes},
            "kind": dict(Commitment.Kind.choices),
            "holder_kind": dict(Holder.Kind.choices),
            "link": dict(Commitment.Link.choices),
            "delivery": {
                **dict(Commitment.Delivery.choices),
                news.NO_RECENT_NEWS: news.LABEL,
                UNKNOWN: _("unknown"),
            },
            "figure": {"yes": _("with a figure"), "no": _("without a figure")},
            "money": {"yes": _("with an amount"), "no": _("without an amount")},
            "region": {**{code: one.name for code, one in by_code().items()}, NONE: _("none named")},
            "goal": {
                one.slug: f"{written_in(one.framework, 'short')[0]} {one.number}. {one.title}"
                for one in self.goals
            },
        }

    def knows(self, facet: str, value: str) -> bool:
        if facet in ("country", "holder_country"):
            return value == NONE or value in countries.countries
        if facet == "deadline":
            return len(value) == 4 and value.isascii() and value.isdigit()
        return value in self.names[facet]

    def name(self, facet: str, value: str) -> str:
        if facet in ("country", "holder_country"):
            return _("none named") if value == NONE else country(value, get_language() or "")[0]
        return value if facet == "deadline" else str(self.names[facet][value])

    def facet(self, name: str, counts: dict[str, int], chosen: str, link: Callable[[str], str]) -> Facet:
        """Put the values of one facet in order: few as they are defined, many by their number and then A–Z."""
        known = [value for value in {**counts, chosen: 0} if value and self.knows(name, value)]
        values = [
            Value(
                value,
                self.name(name, value),
                counts.get(value, 0),
                link("" if value == chosen else value),
                value == chosen,
            )
            for value in self._ordered(name, known)
        ]
        first, rest = values, []
        if name in ("country", "holder_country", "region", "goal") and len(values) > FIRST + 1:
            first = sorted(values, key=lambda one: (not one.is_chosen, -one.count))[:FIRST]
            rest = [one for one in values if one not in first]
        return Facet(name, str(LABELS[name]), self.name(name, chosen) if chosen else "", first, rest)

    def _ordered(self, name: str, values: Iterable[str]) -> list[str]:
        if name in ("country", "holder_country"):
            return sorted(values, key=lambda one: (one == NONE, country(one, get_language() or "")[1]))
        return sorted(values) if name == "deadline" else [one for one in self.names[name] if one in set(values)]
