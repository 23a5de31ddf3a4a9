"""Accrediting: who may come, decided by people, each decision kept with who made it and when.

`seen` is the stamp of the registration as it was read (`stamp`): what its delegate changed since is not decided
unread.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from delegates import seats
from delegates.mail import outbox
from delegates.models import CategoryRule, Decision, Delegate, Message
from delegates.registration import REVIEWED, take_places

State, Verdict = Delegate.State, Decision.Verdict


class NotPossible(Exception):
    """The decision cannot be made; the text says why, to the member of staff who tried."""


@dataclass
class Outcome:
    """What became of several registrations: decided, waiting for a second person, or left, and why."""

    decided: list[Delegate] = field(default_factory=list)
    second: list[Delegate] = field(default_factory=list)
    left: list[tuple[Delegate, str]] = field(default_factory=list)


@transaction.atomic
def accredit(delegate: Delegate, *, by: Any, seen: str = "") -> bool:
    """Accredit; False when a second, different person must decide too. Raises NotPossible."""
    locked = _locked(delegate, seen, State.TO_REVIEW)
    standing = locked.decisions.filter(verdict=Verdict.ACCREDIT, stands=True)
    two = needs_two(locked.category)
    if two and standing.filter(by=by).exists():
        raise NotPossible(
            _("You have accredited %(number)s already; somebody else must decide too.") % {"number": locked}
        )
    Decision.objects.create(delegate=locked, verdict=Verdict.ACCREDIT, by=by)
    if two and standing.count() < 2:
        return False
    locked.state = State.ACCREDITED
    locked.refusal = ""
    locked.save(update_fields=["state", "refusal"])
    outbox.write(Message.Kind.ACCREDITED, delegate=locked)
    return True


@transaction.atomic
def refuse(delegate: Delegate, *, by: Any, reason: str, seen: str = "") -> None:
    """Refuse with a reason the delegate reads; the seats go to the next. Raises NotPossible."""
    locked = _locked(delegate, seen, State.TO_REVIEW)
    if not reason.strip():
        raise NotPossible(_("A refusal has a reason, which the delegate reads."))
    Decision.objects.create(delegate=locked, verdict=Verdict.REFUSE, by=by)
    locked.state, locked.refusal = State.REFUSED, reason.strip()
    locked.save(update_fields=["state", "refusal"])
    seats.free_all(locked)
    outbox.write(Message.Kind.REFUSED, delegate=locked)


@transaction.atomic
def reopen(delegate: Delegate, *, by: Any, seen: str = "") -> None:
    """Review again what was accredited or refused; earlier decisions no longer stand. Raises NotPossible.

    Whoever was refused had left their seats, and now stands at the end of the line.
    """
    locked = _locked(delegate, seen, State.ACCREDITED, State.REFUSED)
    if locked.state == State.REFUSED and locked.is_on_site:
        take_places(locked)
    locked.decisions.update(stands=False)
    Decision.objects.create(delegate=locked, verdict=Verdict.REOPEN, by=by, stands=False)
    locked.state = State.TO_REVIEW
    locked.save(update_fields=["state"])


def decide(
    delegates: Iterable[Delegate], *, verdict: str, by: Any, seen: dict[int, str], reason: str = ""
) -> Outcome:
    """Decide on one after the other, each whole with its mail; what cannot be decided is left, and said why.

    Each is a transaction of its own: those who free seats pass the gates, where nobody may wait for the rest of
    a list.
    """
    outcome = Outcome()
    for one in delegates:
        try:
            if _decide(one, verdict, {"by": by, "seen": seen.get(one.number, "")}, reason):
                outcome.decided.append(one)
            else:
                outcome.second.append(one)
        except NotPossible as why:
            outcome.left.append((one, str(why)))
    return outcome


def stamp(delegate: Delegate) -> str:
    """Return a short text that changes with all that is decided on."""
    told = [str(getattr(delegate, name)) for name in (*REVIEWED, "state", "delegation_id")]
    return blake2b(json.dumps(told).encode(), digest_size=8).hexdigest()


def needs_two(category: str) -> bool:
    return CategoryRule.objects.filter(category=category, four_eyes=True).exists()


def _decide(delegate: Delegate, verdict: str, how: dict[str, Any], reason: str) -> bool:
    if verdict == Verdict.ACCREDIT:
        return accredit(delegate, **how)
    if verdict == Verdict.REFUSE:
        refuse(delegate, reason=reason, **how)
    else:
        reopen(delegate, **how)
    return True


def _locked(delegate: Delegate, seen: str, *states: str) -> Delegate:
    locked = Delegate.objects.locked().get(pk=delegate.pk)
    if locked.state not in states:
        raise NotPossible(_("%(number)s: %(state)s.") % {"number": locked, "state": locked.get_state_display()})
    if seen and seen != stamp(locked):
        raise NotPossible(_("%(number)s was changed since this page was opened.") % {"number": locked})
    return locked
