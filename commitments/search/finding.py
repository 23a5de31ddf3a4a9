"""Finding: what is chosen as conditions on rows, the records found in their order, and what each filter leaves.

The register's page cuts and counts with sets of bits (masks.py) and reads but the records it shows; what streams
everything found (exports, the API) asks the same by conditions.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, reduce
from operator import and_, or_

from django.db.models import FilteredRelation, Q

from commitments import news
from commitments.models import Commitment, SearchRow
from commitments.models.commitment import CommitmentQuerySet
from commitments.search import masks
from commitments.search.engine import Rank, keys
from commitments.search.query import Query

BEST, REFERENCE = "best", "reference"
ORDERS = {
    REFERENCE: ("place",),
    "announced": ("-announced", "place"),
    "deadline": ("due", "place"),
    "holder": ("holder", "place"),
    "amount": ("currency", "-amount", "place"),
}
ROW = "row__"
NO_WORDS = Query()
MOST_RANKED = 5_000


@dataclass(frozen=True)
class Choice:
    """What a reader looks for, in one language and on one real day; facet values are known to exist."""

    language: str
    today: date
    query: Query = NO_WORDS
    facets: dict[str, str] = field(default_factory=dict)
    order: str = BEST

    def condition(self, path: str = "") -> Q:
        """What is asked of a search row."""
        asked = Q(**{f"{path}language": self.language})
        held = [f"{facet}:{value}" for facet, value in self.facets.items() if facet != "delivery"]
        if delivery := self.facets.get("delivery"):
            silent = Q(**{f"{path}quiet_from__lte": self.today})
            if delivery == news.NO_RECENT_NEWS:
                asked &= silent
            else:
                held.append(f"delivery:{delivery}")
                asked &= ~silent | Q(**{f"{path}quiet_from": None})
        if held:
            asked &= Q(**{f"{path}vector__holds": held})
        return asked & Q(**{f"{path}vector__matches": self.query}) if self.query else asked

    def ordering(self, path: str = "") -> list:
        """How rows stand: the best first only where there is something to be good at."""
        if self.order == BEST and self.query.wanted:
            return [Rank(self.query, f"{path}vector").desc(), f"{path}place"]
        names = ORDERS.get(self.order, ORDERS[REFERENCE])
        return [f"-{path}{name[1:]}" if name.startswith("-") else f"{path}{name}" for name in names]

    def apply(self, commitments: CommitmentQuerySet) -> CommitmentQuerySet:
        """The commitments found among these, in order."""
        if not (self.query or self.facets) and self.order in (BEST, REFERENCE):
            return commitments
        row = FilteredRelation("search_rows", condition=Q(search_rows__language=self.language))
        found = commitments.alias(row=row).filter(self.condition(ROW))
        return found.order_by(*self.ordering(ROW))


class Found:
    """The records found, as pages take them, with the counts that the page shows."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        tokens = [token for token in choice.facets.items() if token != ("delivery", news.NO_RECENT_NEWS)]
        sets = masks.read(tokens, choice.today)
        self.everything, self.silent = sets[masks.ALL], sets[news.NO_RECENT_NEWS, ""]
        self.parts = {facet: self._having(facet, value, sets) for facet, value in choice.facets.items()}
        if choice.query:
            self.parts["q"] = self._matching
        self.mask = self.without("")

    def _having(self, facet: str, value: str, sets: dict[masks.Token, int]) -> int:
        if (facet, value) == ("delivery", news.NO_RECENT_NEWS):
            return self.silent
        return sets[facet, value] & ~self.silent if facet == "delivery" else sets[facet, value]

    @property
    def _matching(self) -> int:
        """The records in which the query is found; one that only leaves out is asked the other way round."""
        query = self.choice.query
        rows = SearchRow.objects.filter(language=self.choice.language)
        if query.wanted:
            return masks.mask(keys(rows.filter(vector__matches=query)))
        held = (Query((replace(term, excluded=False),), query.language) for term in query.unwanted)
        gone = reduce(or_, (Q(vector__matches=one) for one in held))
        return self.everything & ~masks.mask(keys(rows.filter(gone)))

    @property
    def is_ranked(self) -> bool:
        """Whether the best come first: not among more than can be weighed while a reader waits."""
        return self.count() <= MOST_RANKED

    def without(self, name: str) -> int:
        """The records found when one filter is left out."""
        return reduce(and_, (part for other, part in self.parts.items() if other != name), self.everything)

    def count(self) -> int:
        return self.mask.bit_count()

    def __getitem__(self, part: slice) -> list[Commitment]:
        """The cards of one part of what was found; three queries."""
        choice = (
            self.choice if self.is_ranked or self.choice.order != BEST else replace(self.choice, order=REFERENCE)
        )
        rows = SearchRow.objects.filter(choice.condition()).order_by(*choice.ordering())
        wanted = list(rows.values_list("commitment_id", flat=True)[part])
        cards = Commitment.objects.published().for_cards().in_bulk(wanted)
        return [cards[key] for key in wanted if key in cards]

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many have each value of each facet; a facet's own choice does not narrow its own counts."""
        apart = {facet: self.without(facet) for facet in self.choice.facets}
        silent = apart.get("delivery", self.mask) & self.silent
        apart["delivery"] = apart.get("delivery", self.mask) & ~self.silent
        found = masks.counts(apart, otherwise=self.mask if self.parts else None)
        if silent:
            found.setdefault("delivery", {})[news.NO_RECENT_NEWS] = silent.bit_count()
        return found
