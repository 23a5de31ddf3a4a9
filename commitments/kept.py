"""What is worked out over the whole register, once for each of its states and for all processes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from commitments.models import KeptResult, Register


def revision() -> int:
    """Return how often the register was published into; 0 before the first time."""
    return Register.objects.filter(pk=1).values_list("revision", flat=True).first() or 0


def kept(name: str, make: Callable[[], Any], *, at: int | None = None) -> Any:
    """Return the JSON kept under `name` for this revision of the register, or make it and keep it."""
    now = revision() if at is None else at
    for body in KeptResult.objects.filter(name=name, revision=now).values_list("body", flat=True):
        return body
    return _keep(name, make(), now)


def kept_today(name: str, make: Callable[[], Any], today: date) -> Any:
    """Return the JSON kept under `name` for this revision and this day: some things come true as time passes."""
    now, day = revision(), today.isoformat()
    for told in KeptResult.objects.filter(name=name, revision=now).values_list("body", flat=True):
        if told["day"] == day:
            return told["body"]
    return _keep(name, {"day": day, "body": make()}, now)["body"]


def _keep(name: str, body: Any, revision: int) -> Any:
    # One statement, so that two processes which work out the same thing at once do not stumble over each other.
    KeptResult.objects.bulk_create(
        [KeptResult(name=name, revision=revision, body=body)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["revision", "body"],
    )
    return body
