"""What promises add up to: each sum with what it counts, what it leaves out, and why."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query

from commitments.document import figure
from commitments.forms import CommitmentFilter
from commitments.kept import kept
from commitments.models import Commitment, Pledge, Target
from commitments.models.commitment import CommitmentQuerySet
from commitments.reasons import Why
from commitments.totals import Lines, Sum, Total, totals
from summit.api.answers import answer, register, told, unless_known
from summit.api.asked import FilteredAsked, warnings
from summit.api.portal import api
from summit.api.problems import TOO_WIDE, Problem
from summit.api.shapes import others as shapes
from summit.api.shapes.words import problems
from themes.models import Theme

MOST = 5_000  # commitments that are added up while somebody waits
# Filters of any value: what they find is added up when it is asked for, and not kept.
NOT_KEPT = {"q", "delivery"}
Data = dict[str, Any]


@api.get("totals", response={200: shapes.Totals, **problems(400)}, tags=["Totals"], summary="Add up")
@unless_known(register)
def total_list(request: HttpRequest, asked: Query[FilteredAsked]) -> HttpResponse:
    """What the commitments found add up to, by currency and by unit. Nothing is converted or counted twice.

    The whole register and any single filter can be added up; several together as long as they find no more than
    5000 commitments.
    """
    filters = CommitmentFilter(request.GET)
    found = filters.apply(Commitment.objects.published())
    data = told(_totals(filters, found), asked.lang) | {"warnings": list(warnings(request, filters))}
    return answer(request, data, lang=asked.lang)


def _totals(filters: CommitmentFilter, found: CommitmentQuerySet) -> Data:
    """Added up once for each state of the register, where there are not endlessly many things to ask."""
    narrowing = {name: value for name, value in filters.chosen.items() if name != "sort"}
    found = found.order_by()
    if len(narrowing) <= 1 and not NOT_KEPT.intersection(narrowing) and found.exists():
        name = "".join(f" {name}={value}" for name, value in narrowing.items())
        return kept(f"api totals{name}", lambda: _added(found))
    if found.values("pk")[MOST : MOST + 1].exists():
        raise Problem(TOO_WIDE)
    return _added(found)


def _added(found: CommitmentQuerySet) -> Data:
    sums = totals(found)
    slugs = dict(Theme.objects.values_list("pk", "slug"))
    return {
        "commitments": found.count(),
        "money": [_total(one, slugs) for one in sums.money],
        "quantities": [_total(one, slugs) for one in sums.quantities],
    }


def _total(one: Total, slugs: dict[int, str]) -> Data:
    return {
        "measure": one.measure,
        "sum": _sum(one.sum) if one.sum else None,
        "counted": _lines(one.counted),
        "left_out": [
            {"why": group.why.value, "reason": _reason(group.why), **_lines(group.lines)} for group in one.left_out
        ],
        "by_theme": [{"theme": slugs[theme], **_sum(part)} for theme, part in one.by_theme.items()],
    }


def _sum(one: Sum) -> Data:
    return {"amount": figure(one.amount), "at_least": one.at_least}


def _lines(lines: Lines) -> Data:
    return {"count": lines.count, "largest": [_line(thing) for thing in lines.things]}


def _line(thing: Pledge | Target) -> Data:
    amount = thing.amount if isinstance(thing, Pledge) else thing.value
    return {"commitment": thing.commitment.reference, "amount": figure(amount)}


def _reason(why: Why) -> dict[str, str]:
    said = {}
    for code in settings.MODELTRANSLATION_LANGUAGES:
        with translation.override(code):
            said[code] = str(why.label)
    return said
