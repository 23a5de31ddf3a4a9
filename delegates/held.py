"""What is still held of people, by field and age: counts alone, for the daily report of the erasure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from delegates.erasure import holds
from delegates.forgotten import folder
from delegates.models import Delegate, Delegation, Message, Needs
from delegates.terms import TERMS
from summit.clock import real_now

AGES = (30, 90, 365)  # days since a person registered, or a message was written


@dataclass(frozen=True)
class Held:
    """How many rows hold a field, since when, and how many of them for more days than each of AGES."""

    field: str
    number: int
    oldest: datetime | None = None
    older: tuple[int, ...] = ()

    def __str__(self) -> str:
        told = f"{self.field}: {self.number}"
        if self.oldest is None:
            return told
        ages = (f"{number} for more than {days} days" for number, days in zip(self.older, AGES, strict=True))
        return f"{told}, the oldest since {self.oldest:%Y-%m-%d}; {', '.join(ages)}"


def held() -> Iterator[Held]:
    for term in TERMS:
        for name in term.delegate:
            yield _counted(f"{term.name}, {name}", Delegate.objects.filter(holds(name)), "created_at")
        for name in term.needs:
            needy = Needs.objects.exclude(**{name: ""})
            yield _counted(f"{term.name}, {name}", needy, "delegate__created_at")
    for name in ("focal_name", "focal_email"):
        yield Held(f"focal points, {name}", Delegation.objects.exclude(**{name: ""}).count())
    yield _counted("messages", Message.objects.all(), "created_at")


def report(erased: Mapping[str, int]) -> str:
    """Say what was erased now and what is still held, a line each: numbers and fields, never a name."""
    lines = [f"erased, {name}: {count}" for name, count in erased.items()]
    lines += [f"still held, {one}" for one in held()]
    return "\n".join([f"{real_now():%Y-%m-%d %H:%M} UTC", *lines, ""])


def keep(text: str) -> Path:
    """Keep a report in VAR_DIR/erasure under its moment; return where it lies."""
    file = folder() / f"{real_now():%Y-%m-%dT%H%M%S}Z.txt"
    file.write_text(text)
    return file


def _counted(field: str, rows: QuerySet, since: str) -> Held:
    now = real_now()
    older: dict[str, Any] = {
        f"over_{days}": Count("pk", filter=Q(**{f"{since}__lt": now - timedelta(days=days)})) for days in AGES
    }
    found = rows.order_by().aggregate(number=Count("pk"), oldest=Min(since), **older)
    return Held(field, found["number"], found["oldest"], tuple(found[name] for name in older))
