"""Accrediting: who may come, decided by people, each decision kept with who made it and when."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from delegates import outbox, seats
from delegates.models import CategoryRule, Decision, Delegate, Message

State, Verdict = Delegate.State, Decision.Verdict


class NotPossible(Exception):
    """The decision cannot be made; the text says why, to the member of staff who tried."""


@transaction.atomic
def accredit(delegate: Delegate, *, by: Any) -> bool:
    """Accredit; False when a second, different person must decide too. Raises NotPossible."""
    locked = _to_review(delegate)
    standing = locked.decisions.filter(verdict=Verdict.ACCREDIT, stands=True)
    if standing.filter(by=by).exists():
        raise NotPossible(
            _("You have accredited %(number)s already; somebody else must decide too.") % {"number": locked}
        )
    Decision.objects.create(delegate=locked, verdict=Verdict.ACCREDIT, by=by)
    if needs_two(locked.category) and standing.count() < 2:
        return False
    locked.state = State.ACCREDITED
    locked.refusal = ""
    locked.save(update_fields=["state", "refusal"])
    outbox.write(Message.Kind.ACCREDITED, delegate=locked)
    return True


@transaction.atomic
def refuse(delegate: Delegate, *, by: Any, reason: str) -> None:
    """Refuse with a reason the delegate reads; the seats go to the next. Raises NotPossible."""
    locked = _to_review(delegate)
    if not reason.strip():
        raise NotPossible(_("A refusal has a reason, which the delegate reads."))
    Decision.objects.create(delegate=locked, verdict=Verdict.REFUSE, by=by)
    locked.state, locked.refusal = State.REFUSED, reason.strip()
    locked.save(update_fields=["state", "refusal"])
    seats.free_all(locked)
    outbox.write(Message.Kind.REFUSED, delegate=locked)


@transaction.atomic
def reopen(delegate: Delegate, *, by: Any) -> None:
    """Review again what was accredited or refused; earlier decisions no longer stand. Raises NotPossible."""
    locked = Delegate.objects.select_for_update().get(pk=delegate.pk)
    if locked.state not in (State.ACCREDITED, State.REFUSED):
        raise NotPossible(_("%(number)s is %(state)s.") % {"number": locked, "state": locked.get_state_display()})
    locked.decisions.update(stands=False)
    Decision.objects.create(delegate=locked, verdict=Verdict.REOPEN, by=by, stands=False)
    locked.state = State.TO_REVIEW
    locked.save(update_fields=["state"])


def needs_two(category: str) -> bool:
    return CategoryRule.objects.filter(category=category, four_eyes=True).exists()


def _to_review(delegate: Delegate) -> Delegate:
    locked = Delegate.objects.select_for_update().get(pk=delegate.pk)
    if locked.state != State.TO_REVIEW:
        raise NotPossible(_("%(number)s is %(state)s.") % {"number": locked, "state": locked.get_state_display()})
    return locked
