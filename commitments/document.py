"""A record as one document in both languages: what a version keeps, an export sends, and the API answers.

Everything is plain JSON. Texts are `{"fr": …, "en": …}`, empty where nothing is written; dates are as exact as
they are known (`2030`, `2022-12`, `2022-12-19`, or empty); figures are decimal numbers in text, so that none is
rounded on the way, or null; themes, sessions, holders and goals are named by their slugs, commitments by their
references.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Exists, Model, OuterRef, Prefetch

from commitments.models import Commitment, Goal, Holder, Party, Pledge, Relation, Report, Source, Target, Version
from commitments.models.commitment import CommitmentQuerySet

Document = dict[str, Any]
WAS_PUBLIC = {"was_public": "pk", "successor_was_public": "merged_into"}


def with_parts(commitments: CommitmentQuerySet) -> CommitmentQuerySet:
    """Commitments with all that their documents tell, in thirteen queries however many there are."""
    lines = Pledge.objects.select_related("funder", "part_of__commitment").with_wholes()
    kept = {name: Exists(Version.objects.filter(commitment=OuterRef(key))) for name, key in WAS_PUBLIC.items()}
    found = commitments.annotate(**kept).select_related("theme", "session", "merged_into")
    return found.prefetch_related(
        Prefetch("parties", Party.objects.select_related("holder")),
        "countries",
        "goals",
        "sources",
        "targets__sources",
        Prefetch("pledges", lines),
        "pledges__sources",
        "reports__sources",
        Prefetch("relations", Relation.objects.select_related("to").filter(to__published=True)),
    )


def document(commitment: Commitment) -> Document:
    """Tell the whole record; `commitment` is fetched by `with_parts`."""
    lines = list(commitment.pledges.all())
    return {
        "reference": commitment.reference,
        "state": state(commitment),
        "title": texts(commitment, "title"),
        "summary": texts(commitment, "summary"),
        "kind": commitment.kind,
        "theme": commitment.theme.slug,
        "link": commitment.link,
        "session": commitment.session.slug if commitment.session else None,
        "announced": commitment.announced,
        "due": commitment.due,
        "delivery": commitment.delivery,
        "assurance": commitment.assurance,
        "statement": {"text": commitment.statement, "language": commitment.statement_language},
        "scope": texts(commitment, "scope"),
        "partners": texts(commitment, "partners"),
        "note": texts(commitment, "note"),
        "parties": [{"role": one.role, "holder": _holder(one.holder)} for one in commitment.parties.all()],
        "countries": sorted(row.country.code for row in commitment.countries.all()),
        "goals": [goal.slug for goal in sorted(commitment.goals.all(), key=_in_framework)],
        "targets": [_target(target) for target in commitment.targets.all()],
        "pledges": [_pledge(line, number) for number, line in enumerate(lines, 1)],
        "reports": [_report(report) for report in commitment.reports.all()],
        "relations": [{"kind": one.kind, "to": one.to.reference} for one in commitment.relations.all()],
        "sources": _sources(commitment.sources.all()),
        "merged_into": _successor(commitment),
    }


def state(commitment: Commitment) -> str:
    """`published`, `merged` into another record, `withdrawn` from the register, or a `draft` never in it."""
    if commitment.published:
        return "published"
    if not commitment.was_public:
        return "draft"
    return "merged" if commitment.merged_into_id else "withdrawn"


def texts(thing: Model, field: str) -> dict[str, str]:
    return {code: getattr(thing, f"{field}_{code}") or "" for code in settings.MODELTRANSLATION_LANGUAGES}


def _in_framework(goal: Goal) -> tuple[int, int]:
    """One order for one record, since two frameworks may be given the same place."""
    return goal.framework_id, goal.number


def figure(value: Decimal | None) -> str | None:
    """Write a number in full, without an exponent and without zeros that say nothing: 14326000000, 0.5."""
    if value is None:
        return None
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _holder(holder: Holder) -> Document:
    return {
        "slug": holder.slug,
        "name": texts(holder, "name"),
        "acronym": texts(holder, "acronym"),
        "kind": holder.kind,
        "country": holder.country.code or "",
    }


def _target(target: Target) -> Document:
    return {
        "indicator": texts(target, "indicator"),
        "value": figure(target.value),
        "unit": texts(target, "unit"),
        "deadline": target.deadline,
        "baseline": figure(target.baseline),
        "baseline_date": target.baseline_date,
        "latest": figure(target.latest),
        "latest_date": target.latest_date,
        "note": texts(target, "note"),
        "sources": _sources(target.sources.all()),
    }


def _pledge(line: Pledge, number: int) -> Document:
    return {
        "number": number,
        "funder": _holder(line.funder) if line.funder else None,
        "funder_name": texts(line, "funder_name"),
        "qualifier": line.qualifier,
        "amount": figure(line.amount),
        "currency": line.currency,
        "nature": line.nature,
        "period": line.period,
        "note": texts(line, "note"),
        "part_of": _whole(line),
        "sources": _sources(line.sources.all()),
    }


def _whole(line: Pledge) -> str | None:
    """Name the line it is part of, such as OPS21-0002#1; a draft is named nowhere."""
    if line.part_of is None or not line.part_of.commitment.published:
        return None
    return f"{line.part_of_reference}#{line.part_of_number}"


def _report(report: Report) -> Document:
    return {"date": report.date, "text": texts(report, "text"), "sources": _sources(report.sources.all())}


def _successor(commitment: Commitment) -> str | None:
    """Name the record it was merged into, even after that one has left too: its page says where to go on."""
    other = commitment.merged_into
    return other.reference if other and (other.published or commitment.successor_was_public) else None


def _sources(sources: Iterable[Source]) -> list[Document]:
    return [{"publisher": one.publisher, "url": one.url, "date": one.date, "kind": one.kind} for one in sources]
