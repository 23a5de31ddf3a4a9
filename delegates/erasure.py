"""Erasing: a person on their own word, and everybody's fields when their term has come. The count stays.

What stays of an erased person is a number with a state, a category, a kind of organisation and a country. Messages
hold no name; those that wait for an erased person are taken out of the queue, the others keep what and when until
the last term. What staff wrote beside a change in the admin's history goes, and so does mail that a demonstration
wrote into files. The audit log keeps who did what and when; the purposes that staff typed go at the last term.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Q, QuerySet

from delegates import forgotten, seats
from delegates.mail import files as mail_files
from delegates.models import Circular, Delegate, Delegation, Message, Needs, Trace, Wish
from delegates.terms import CONFIRMATION, TERMS, Term
from delegates.tokens import renew
from summit import clock
from summit.clock import real_now
from summit.models import Event

State = Delegate.State
FLAGS = {"photographs": False}
# What staff give their own words for, in which somebody may be named; the other acts say what they are.
TYPED = (Trace.Act.EXPORTED, Trace.Act.NEEDS_READ)
LOT = 500


@transaction.atomic
def erase(delegate: Delegate, *, by: Any = None) -> None:
    """Erase everything that says who somebody is: their link opens nothing more, their seats go to the next.

    `by` is the member of staff who does it on their word, nobody where they do it themselves.
    """
    locked = Delegate.objects.locked().get(pk=delegate.pk)
    for named in locked.namings.all():
        erase(named)
    locked.substitutes.filter(state=State.UNCONFIRMED).update(replaces=None)
    mail_files.forget_after_commit([locked])
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
    forgotten.note_after_commit(locked)
    _clean_history([locked])


@transaction.atomic
def erase_expired(today: date | None = None) -> dict[str, int]:
    """Erase each field whose term has come; return how many rows each term touched."""
    event, day = Event.objects.first(), today or clock.now().date()
    report = {"again, after a restore": 0, "unconfirmed": _erase_unconfirmed(real_now() - CONFIRMATION)}
    for delegate in forgotten.back():
        erase(delegate)
        report["again, after a restore"] += 1
    for term in TERMS:
        is_due = event is not None and term.until(event) <= day
        report[term.name] = _expire(term) if is_due else 0
        if term.takes_the_rest:
            report |= _erase_the_rest(really=is_due)
    return report


def _erase_unconfirmed(since: object) -> int:
    late = Delegate.objects.filter(state=State.UNCONFIRMED, created_at__lt=since)
    gone = list(late)
    mail_files.forget_after_commit(gone)
    _clean_history(gone)
    late.delete()
    return len(gone)


def _expire(term: Term) -> int:
    """Empty the fields of a term, in every row that still holds something of it."""
    rows = list(holding(term))
    if not rows:
        return 0
    if term.needs:
        Needs.objects.all().delete()
    emptied: dict[str, Any] = {name: FLAGS.get(name, "") for name in term.delegate}
    if "email" in term.delegate:
        emptied |= {"name_key": "", "erased_at": real_now()}
        for delegate in rows:
            renew(delegate)
        Delegate.objects.bulk_update(rows, ["link_key", "link_digest"], batch_size=LOT)
    if emptied:
        holding(term).update(**emptied)
    Trace.objects.create(act=Trace.Act.ERASED, purpose=f"term: {term.name}", count=len(rows))
    _clean_history(rows)
    return len(rows)


def _erase_the_rest(*, really: bool) -> dict[str, int]:
    """With who people are goes what was around them: focal points, messages, wishes, what staff wrote."""
    focal = Delegation.objects.exclude(focal_name="", focal_email="")
    found = {
        "focal points": list(focal) if really else [],
        "messages": Message.objects.all() if really else Message.objects.none(),
        "messages to groups": Circular.objects.all() if really else Circular.objects.none(),
        "wishes": Wish.objects.all() if really else Wish.objects.none(),
    }
    typed = Trace.objects.filter(act__in=TYPED).exclude(purpose="")
    purposes = typed.update(purpose="") if really else 0
    counts = {name: len(rows) if isinstance(rows, list) else rows.count() for name, rows in found.items()}
    for delegation in found.pop("focal points"):
        delegation.focal_name = delegation.focal_email = ""
        renew(delegation)
        delegation.save()
    for rows in found.values():
        rows.delete()
    if really:
        LogEntry.objects.filter(content_type__app_label="delegates").update(change_message="")
        mail_files.forget_all_after_commit()
    return counts | {"purposes in the audit log": purposes}


def holding(term: Term) -> QuerySet[Delegate]:
    """Those of whom something of a term is still held."""
    if term.needs:
        return Delegate.objects.filter(needs__isnull=False)
    some = Q()
    for name in term.delegate:
        some |= holds(name)
    return Delegate.objects.filter(some)


def holds(field: str) -> Q:
    """Tell of a field of a delegate that it is not empty."""
    return Q(**{field: True}) if field in FLAGS else ~Q(**{field: ""})


def _empty(delegate: Delegate, fields: Iterable[str]) -> None:
    for name in fields:
        setattr(delegate, name, FLAGS.get(name, ""))


def _clean_history(delegates: list[Delegate]) -> None:
    """The admin's history calls a delegate by number; what staff wrote beside a change goes.

    A row of something that hangs on a delegate, such as needs, is called by that number too.
    """
    told = LogEntry.objects.filter(content_type__app_label="delegates")
    for first in range(0, len(delegates), LOT):
        lot = delegates[first : first + LOT]
        of_delegate = Q(content_type__model="delegate", object_id__in=[str(one.pk) for one in lot])
        told.filter(of_delegate | Q(object_repr__in=[str(one) for one in lot])).update(change_message="")
