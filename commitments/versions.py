"""Publishing: one verb that keeps what the register says of a record, numbered, dated and for ever."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from commitments.document import Document, document, with_parts
from commitments.models import Commitment, Pledge, Register, Relation, Version
from commitments.models.commitment import CommitmentQuerySet
from commitments.search.refresh import refresh
from summit.clock import real_now

Reason = Version.Reason
BATCH = 500  # whole documents in memory at once


@transaction.atomic
def publish(
    *commitments: Commitment,
    reason: str = Reason.UPDATE,
    note: Mapping[str, str] | None = None,
    by: Any = None,
) -> list[Version]:
    """Keep each record as the database now has it as its next version, and say what is new.

    `note` says by language what changed, for the public; `by` is the user who did it. A record that says nothing
    new gets no version, nor does a draft that never was public. What leaves the register, comes back, or is merged
    into another record has that for its reason, whatever was given; while it is away it says what it said last,
    whatever is drafted for its return. Records that name one of these are published with them.
    """
    keys = [one.pk for one in commitments]
    versions = _publish(keys, reason, note or {}, by)
    if versions:
        beside = naming([one.commitment_id for one in versions]).exclude(pk__in=keys)
        versions += _publish(list(beside.values_list("pk", flat=True)), Reason.UPDATE, {}, by)
    refresh(sorted({*keys, *(one.commitment_id for one in versions)}))
    if versions:
        _count()
    return versions


def publish_all(found: CommitmentQuerySet, *, at_most: int | None = None, **why: Any) -> tuple[int, int]:
    """Publish those found, in batches; say how many say something new, and how many were left past `at_most`."""
    keys = list(found.order_by("pk").values_list("pk", flat=True)[:at_most])
    left = found.count() - len(keys)
    done = 0
    for start in range(0, len(keys), BATCH):
        batch = Commitment.objects.filter(pk__in=keys[start : start + BATCH]).only("pk")
        done += len(publish(*batch, **why))
    return done, left


def current(reference: str) -> Version | None:
    """The version that says what the register now says of a record, or said last; None where it has no page.

    A public record that no version has kept yet is told as its first one would.
    """
    kept = Version.objects.of(reference).current().select_related("commitment").first()
    if kept:
        return kept
    record = with_parts(Commitment.objects.published().filter(reference=reference)).first()
    if record is None:
        return None
    told = document(record)
    return Version(commitment=record, number=1, published_at=record.modified, reason=Reason.FIRST, document=told)


def naming(keys: Iterable[int]) -> CommitmentQuerySet:
    """Records whose documents name one of these: in a relation, as the whole of a finance line, as successor."""
    keys = list(keys)
    relation = Relation.objects.filter(commitment=OuterRef("pk"), to__in=keys)
    line = Pledge.objects.filter(commitment=OuterRef("pk"), part_of__commitment__in=keys)
    return Commitment.objects.filter(Exists(relation) | Exists(line) | Q(merged_into__in=keys))


def _publish(keys: list[int], reason: str, note: Mapping[str, str], by: Any) -> list[Version]:
    if not keys:
        return []
    # Two who publish the same record wait for each other: no number is given twice.
    list(Commitment.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    last = {one.commitment_id: one for one in Version.objects.current().filter(commitment__in=keys)}
    versions = []
    for record in with_parts(Commitment.objects.filter(pk__in=keys)):
        before = last.get(record.pk)
        told = _said(document(record), before.document if before else None)
        if told["state"] == "draft" or (before and before.document == told):
            continue
        versions.append(_next(record, before, told, reason, by))
        for language, text in note.items():
            setattr(versions[-1], f"note_{language}", text)
    Version.objects.filter(commitment__in=[one.commitment_id for one in versions]).update(is_current=False)
    Version.objects.bulk_create(versions)
    return versions


def _said(now: Document, before: Document | None) -> Document:
    """What the register says: of a record that left it, what it said last, and where it went."""
    if before is None or now["state"] == "published":
        return now
    return {**before, "state": now["state"], "merged_into": now["merged_into"]}


def _next(record: Commitment, last: Version | None, told: Document, reason: str, by: Any) -> Version:
    return Version(
        commitment=record,
        number=last.number + 1 if last else 1,
        published_at=real_now(),
        reason=_reason(last.document if last else None, told, reason),
        by=by,
        document=told,
    )


def _reason(before: Document | None, after: Document, given: str) -> str:
    if before is None:
        return Reason.FIRST
    if before["state"] == after["state"]:
        return given
    turned = {"withdrawn": Reason.WITHDRAWAL, "merged": Reason.MERGER, "published": Reason.RETURN}
    return turned[after["state"]]


def _count() -> None:
    """Raise the register's revision, by which what was worked out of it as a whole is known to be old."""
    Register.objects.get_or_create(pk=1)
    Register.objects.filter(pk=1).update(revision=F("revision") + 1, changed=real_now())
