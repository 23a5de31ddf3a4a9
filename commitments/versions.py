"""Publishing: one verb that keeps what the register says of a record, numbered, dated and for ever."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from commitments.document import Document, document, with_parts
from commitments.models import Commitment, Register, Version
from summit.clock import real_now

Reason = Version.Reason


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
    into another record has that for its reason, whatever was given.
    """
    keys = [one.pk for one in commitments]
    # Two who publish the same record wait for each other: no number is given twice.
    list(Commitment.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    last = {one.commitment_id: one for one in Version.objects.filter(commitment__in=keys, is_current=True)}
    versions = []
    for record in with_parts(Commitment.objects.filter(pk__in=keys)):
        told, before = document(record), last.get(record.pk)
        if told["state"] == "draft" or (before and before.document == told):
            continue
        versions.append(_next(record, before, told, reason, by))
        for language, text in (note or {}).items():
            setattr(versions[-1], f"note_{language}", text)
    Version.objects.filter(commitment__in=[one.commitment_id for one in versions]).update(is_current=False)
    Version.objects.bulk_create(versions)
    if versions:
        _count()
    return versions


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
