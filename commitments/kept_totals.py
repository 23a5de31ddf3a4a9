"""Totals as plain JSON, so that those over many promises are added up once for each state of the register."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from commitments.kept import kept, kept_today
from commitments.models import Commitment, Holder
from commitments.models.commitment import CommitmentQuerySet
from commitments.reasons import Why
from commitments.standing import Standing, silent_as_json, standing_as_json, standing_from_json
from commitments.totals import LeftOut, Lines, Sum, Total, Totals, added, shown
from summit.clock import real_now


def register_figures() -> tuple[Totals, Standing]:
    """What the whole register adds up to, and where its promises stand."""
    told, today = kept("figures", _register), real_now().date()
    silent = kept_today("silent", lambda: silent_as_json(today), today)
    return shown(from_json(told["totals"])), standing_from_json(told["standing"], silent)


def _register() -> dict[str, Any]:
    everything = Commitment.objects.all()
    return {"totals": as_json(added(everything)), "standing": standing_as_json(everything)}


def holder_totals(holder: Holder) -> Totals:
    """What the promises that a holder made add up to."""
    return _totals(f"totals of {holder.slug}", Holder.objects.filter(pk=holder.pk).made())


def country_totals(code: str) -> Totals:
    """What the promises that the holders of a country made add up to."""
    return _totals(f"totals of the country {code}", Holder.objects.filter(country=code).made())


def _totals(name: str, commitments: CommitmentQuerySet) -> Totals:
    return shown(from_json(kept(name, lambda: as_json(added(commitments)))))


def as_json(found: Totals) -> dict[str, Any]:
    """Write totals without the things they name, which may be told in other words by the time they are shown."""
    return {"money": _each(found.money), "quantities": _each(found.quantities)}


def from_json(told: dict[str, Any]) -> Totals:
    return Totals(*([_total(one) for one in told[name]] for name in ("money", "quantities")))


def _each(totals: Iterable[Total]) -> list[dict[str, Any]]:
    return [
        {
            "measure": total.measure,
            "sum": _sum_as_json(total.sum) if total.sum else None,
            "counted": [total.counted.count, total.counted.keys],
            "left_out": [[group.why.value, group.lines.count, group.lines.keys] for group in total.left_out],
            "by_theme": [[theme, *_sum_as_json(one)] for theme, one in total.by_theme.items()],
            "alone": sorted(total.alone.intersection(total.counted.keys)),
        }
        for total in totals
    ]


def _total(told: dict[str, Any]) -> Total:
    return Total(
        measure=told["measure"],
        sum=_sum(*told["sum"]) if told["sum"] else None,
        counted=Lines(*told["counted"]),
        left_out=[LeftOut(Why(why), Lines(count, keys)) for why, count, keys in told["left_out"]],
        by_theme={theme: _sum(*one) for theme, *one in told["by_theme"]},
        alone=frozenset(told["alone"]),
    )


def _sum_as_json(found: Sum) -> list[Any]:
    return [str(found.amount), found.at_least]


def _sum(amount: str, at_least: bool) -> Sum:
    return Sum(Decimal(amount), at_least)
