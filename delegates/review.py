"""Reviewing: registrations that wait, each with what one wants to know before deciding on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from delegates import duplicates
from delegates.duplicates import Match
from delegates.models import CategoryRule, Decision, Delegate, Quota, Seat


@dataclass(frozen=True)
class Case:
    """One registration: its delegation's quota of its category, who else it may be, who accredited it first."""

    delegate: Delegate
    quota: Quota | None
    matches: list[Match]
    first: Decision | None
    is_own: bool
    """The first of two decisions is the reader's: somebody else must decide too."""

    @property
    def seat(self) -> str:
        state = self.delegate.seat_state
        return Seat.State(state).label if state else ""

    @property
    def needs_two(self) -> bool:
        return self.delegate.needs_two

    @property
    def waits_for_second(self) -> bool:
        """Whether accrediting it now asks a second person."""
        return self.needs_two and self.first is None

    @property
    def is_over(self) -> bool:
        return self.quota is not None and self.quota.room < 0


def queue(*, category: str = "", second: bool = False) -> QuerySet[Delegate]:
    """Those who wait, the longest first; `second`: those alone whom somebody has accredited already."""
    waiting = with_facts(Delegate.objects.to_review())
    if category:
        waiting = waiting.filter(category=category)
    return waiting.filter(Exists(_firsts().filter(delegate=OuterRef("pk")))) if second else waiting


def with_facts(delegates: QuerySet[Delegate]) -> QuerySet[Delegate]:
    """Ask with each delegate what stands in one row elsewhere: the seat in the summit, the category's rule."""
    seats = Seat.objects.filter(delegate=OuterRef("pk"), session=None)
    rules = CategoryRule.objects.filter(category=OuterRef("category"), four_eyes=True)
    return delegates.select_related("delegation").annotate(
        seat_state=Subquery(seats.order_by().values("state")[:1]), needs_two=Exists(rules)
    )


def cases(delegates: Iterable[Delegate], *, reader: Any) -> list[Case]:
    """Put beside each delegate asked `with_facts` the rest, in four queries however many there are."""
    rows = list(delegates)
    matches = duplicates.of(rows)
    quotas = {
        (one.delegation_id, one.category): one
        for one in Quota.objects.with_used().filter(delegation__in={row.delegation_id for row in rows} - {None})
    }
    standing = _firsts().filter(delegate__in=rows).select_related("by")
    firsts = {one.delegate_id: one for one in standing}
    return [
        Case(
            row,
            quotas.get((row.delegation_id, row.category)),
            matches[row.pk],
            (first := firsts.get(row.pk)),
            first is not None and row.needs_two and first.by_id == reader.pk,
        )
        for row in rows
    ]


def _firsts() -> QuerySet[Decision]:
    """The accreditations that stand: of those still under review, what a second person must decide too."""
    return Decision.objects.filter(verdict=Decision.Verdict.ACCREDIT, stands=True).order_by()
