"""Naming others: a desk its members, a delegate a substitute. Whoever is named is written to, and answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from delegates.mail import outbox
from delegates.models import Delegate, Delegation, Gate, Message
from delegates.names import key_of, name_key
from delegates.tokens import renew


@transaction.atomic
def name(
    rows: Sequence[Mapping[str, Any]], *, by: str, delegation: Delegation | None, replaces: Delegate | None = None
) -> list[Delegate]:
    """Take down people whom somebody else names (`by`: desk or delegate), and write to each at their own address.

    A new address is asked to confirm, by a link of its own. The owner of one that is registered already is asked
    at their own registration (delegates/joining.py), and the row that stands for them looks as any other until
    they answer: whoever names learns of nobody whether they are registered.
    """
    keys = [key_of(row["email"]) for row in rows]
    known = {one.email_key: one for one in Delegate.objects.filter(email_key__in=keys)}
    last = numbers(len(rows))
    named = [
        _named(row, number, known.get(key), delegation=delegation, replaces=replaces)
        for row, key, number in zip(rows, keys, range(last - len(rows) + 1, last + 1), strict=True)
    ]
    Delegate.objects.bulk_create(named)
    outbox.write_all(Message.Kind.CONFIRM, [one for one in named if not one.stands_for], by=by)
    for one in named:
        if one.stands_for:
            outbox.write(Message.Kind.NAMED, delegate=one.stands_for, by=by, naming=one.pk)
    return named


def forget(named: Delegate) -> None:
    """Delete somebody who has never answered, and the mail that would have asked them."""
    queued = Message.objects.filter(kind=Message.Kind.NAMED, state=Message.State.QUEUED)
    queued.filter(context__naming=named.pk).delete()
    Delegate.objects.filter(pk=named.pk).delete()


@transaction.atomic(savepoint=False)
def numbers(count: int) -> int:
    """Take the next numbers and return the last; they only rise, so that no number ever means two people."""
    counters = Gate.objects.select_for_update().filter(key="numbers")
    counter = counters.first()
    if counter is None:
        Gate.objects.get_or_create(key="numbers")
        counter = counters.get()
    counter.last_sequence += count
    counter.save(update_fields=["last_sequence"])
    return counter.last_sequence


def _named(
    row: Mapping[str, Any],
    number: int,
    known: Delegate | None,
    *,
    delegation: Delegation | None,
    replaces: Delegate | None,
) -> Delegate:
    """A row of somebody who has read nothing yet; without an address where it stands for a known registration."""
    email = "" if known else row["email"]
    named = Delegate(**{**row, "email": email, "email_key": key_of(email)}, number=number, notice_at=None)
    named.delegation, named.replaces, named.stands_for = delegation, replaces, known
    named.badge_name = named.badge_name or named.full_name[:80]
    named.name_key = name_key(named.given_name, named.family_name)[:400]
    renew(named)
    return named
