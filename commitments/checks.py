"""What a reader cannot check yet of a record, in plain words: what is missing, never how good the promise is."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from commitments.models import Commitment, Party, Pledge, Report, Target
from summit.citation import Citation

Check = tuple[Callable[[Any], bool], Any]


def _unmeasured(target: Target) -> bool:
    return target.value is not None and target.latest is None


TARGETS: list[Check] = [
    (
        lambda target: target.value is None,
        ngettext_lazy("%(count)s target gives no figure.", "%(count)s targets give no figure.", "count"),
    ),
    (
        lambda target: target.value is not None and not target.unit,
        ngettext_lazy(
            "%(count)s target gives a figure without its unit.",
            "%(count)s targets give figures without their units.",
            "count",
        ),
    ),
    (
        lambda target: not target.deadline,
        ngettext_lazy("%(count)s target gives no date.", "%(count)s targets give no date.", "count"),
    ),
    (
        lambda target: target.value is not None and target.baseline is None,
        ngettext_lazy(
            "%(count)s target does not say from where it starts.",
            "%(count)s targets do not say from where they start.",
            "count",
        ),
    ),
    (
        _unmeasured,
        ngettext_lazy(
            "For %(count)s target nobody has reported a figure since.",
            "For %(count)s targets nobody has reported a figure since.",
            "count",
        ),
    ),
]
PLEDGES: list[Check] = [
    (
        lambda line: line.amount is None,
        ngettext_lazy(
            "%(count)s finance line gives no amount.", "%(count)s finance lines give no amount.", "count"
        ),
    ),
    (
        lambda line: not line.funder_id and not line.funder_name,
        ngettext_lazy(
            "%(count)s finance line does not say who pays.",
            "%(count)s finance lines do not say who pays.",
            "count",
        ),
    ),
    (
        lambda line: not line.period,
        ngettext_lazy(
            "%(count)s finance line does not say over which years.",
            "%(count)s finance lines do not say over which years.",
            "count",
        ),
    ),
]
REPORTS: list[Check] = [
    (
        lambda report: not report.date,
        ngettext_lazy("%(count)s piece of news is undated.", "%(count)s pieces of news are undated.", "count"),
    ),
    (
        lambda report: not report.sources.all(),
        ngettext_lazy(
            "%(count)s piece of news has no source.", "%(count)s pieces of news have no source.", "count"
        ),
    ),
]


def unchecked(commitment: Commitment) -> list[str]:
    """Say one thing after the other in the reader's language; asks nothing of a record fetched for its page."""
    targets, reports = commitment.targets.all(), commitment.reports.all()
    return [
        *_promise(commitment, targets),
        *_found(TARGETS, targets),
        *_found(PLEDGES, commitment.pledges.all()),
        *_evidence(commitment, reports),
        *_found(REPORTS, reports),
    ]


def _promise(commitment: Commitment, targets: Iterable[Target]) -> Iterable[str]:
    if all(party.role != Party.Role.LEAD for party in commitment.parties.all()):
        yield _("Nobody is recorded as having made the promise.")
    if not commitment.statement:
        yield _("The words in which it was announced are not recorded.")
    if not commitment.announced:
        yield _("The day on which it was announced is not known.")
    if not targets:
        yield _("Nothing measurable is to be reached: no target is recorded.")
        if not commitment.due:
            yield _("No date is given by which it is to be done.")


def _evidence(commitment: Commitment, reports: Iterable[Report]) -> Iterable[str]:
    sources = commitment.sources.all()
    if not sources:
        yield _("No source is recorded yet.")
    elif all(source.kind != Citation.Kind.PRIMARY for source in sources):
        yield _("No source of the promise is first hand.")
    if not reports:
        yield _("No news has been found since the announcement.")


def _found(checks: list[Check], things: Iterable[Target | Pledge | Report]) -> Iterable[str]:
    for lacks, words in checks:
        if count := sum(lacks(thing) for thing in things):
            yield words % {"count": count}
