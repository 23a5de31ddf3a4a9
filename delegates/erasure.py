"""Erasing: a person on their own word, and everybody's fields when their term has come. The count stays.

What stays of an erased person is a number with a state, a category, a kind of organisation and a country. Messages
hold no name; those that wait for an erased person are taken out of the queue, the others keep what and when.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet

from delegates import seats
from delegates.models import Delegate, Message, Needs, Trace
from delegates.terms import CONFIRMATION, TERMS, Term
from delegates.tokens import renew
from summit import clock
from summit.clock import real_now
from summit.models import Event

State = Delegate.State
FLAGS = {"photographs": False}


@transaction.atomic
def erase(delegate: Delegate, *, by: Any = None) -> None:
    """Erase everything that says who somebody is: their link opens nothing more, their seats go to the next.

    `by` is the member of staff who does it on their word, nobody where they do it themselves.
    """
    locked = Delegate.objects.select_for_update().get(pk=delegate.pk)
    for named in locked.namings.all():
        erase(named)
    locked.substitutes.filter(state=State.UNCONFIRMED).update(replaces=None)
    seats.free_all(locked)
    locked.wishes.all().delete()
    Needs.objects.filter(delegate=locked).delete()
    for term in TERMS:
        _empty(locked, term.delegate)
    if locked.state not in (State.REFUSED, State.ARRIVED):
        locked.state = State.CANCELLED
    locked.erased_at = real_now()
    renew(locked)
    locked.save()
    Message.objects.filter(delegate=locked, state=Message.State.QUEUED).delete()
    Trace.objects.create(act=Trace.Act.ERASED, by=by, number=locked.number, purpose="asked for")
    _clean_history([locked])


@transaction.atomic
def erase_expired(today: date | None = None) -> dict[str, int]:
    """Erase each field whose term has come; return how many rows each term touched."""
    event = Event.objects.first()
    report = {"unconfirmed": _erase_unconfirmed(real_now() - CONFIRMATION)}
    for term in TERMS:
        due = event is not None and term.until(event) <= (today or clock.now().date())
        report[term.name] = _expire(term) if due else 0
    return report


def held() -> dict[str, int]:
    """How many rows still hold something of each term."""
    return {term.name: _holding(term).count() for term in TERMS}


def _erase_unconfirmed(since: object) -> int:
    late = Delegate.objects.filter(state=State.UNCONFIRMED, created_at__lt=since)
    count = late.count()
    _clean_history(list(late))
    late.delete()
    return count


def _expire(term: Term) -> int:
    rows = list(_holding(term))
    for delegate in rows:
        _empty(delegate, term.delegate)
        if "email" in term.delegate:
            delegate.erased_at = real_now()
            renew(delegate)
        delegate.save()
    if term.needs:
        Needs.objects.filter(delegate__in=[one.pk for one in rows]).delete()
    if rows:
        Trace.objects.create(act=Trace.Act.ERASED, purpose=f"term: {term.name}", count=len(rows))
        _clean_history(rows)
    return len(rows)


def _holding(term: Term) -> QuerySet[Delegate]:
    if term.needs:
        return Delegate.objects.filter(needs__isnull=False)
    some = Q()
    for name in term.delegate:
        some |= Q(**{name: True}) if name in FLAGS else ~Q(**{name: ""})
    return Delegate.objects.filter(some)


def _empty(delegate: Delegate, fields: Iterable[str]) -> None:
    for name in fields:
        setattr(delegate, name, FLAGS.get(name, ""))


def _clean_history(delegates: list[Delegate]) -> None:
    """The admin's history calls a delegate by number; what staff wrote beside a change goes."""
    kind = ContentType.objects.get_for_model(Delegate)
    keys = [str(one.pk) for one in delegates]
    LogEntry.objects.filter(content_type=kind, object_id__in=keys).update(change_message="")
