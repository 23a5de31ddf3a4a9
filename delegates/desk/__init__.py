"""The desk of a delegation: its focal point adds members, replaces and withdraws them, by one private link.

Places are counted behind the delegation's locked row (delegates/quotas.py).
Each member proves their own address and accepts the privacy notice themselves; nothing that only they may say,
and no link of theirs, is ever the desk's. What a desk did is in the audit log, by number and count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegates import naming, quotas, registration
from delegates.mail import outbox
from delegates.models import Category, Delegate, Delegation, Message, Quota, Trace
from delegates.names import key_of
from delegates.tokens import renew
from summit.clock import real_now

State, Act = Delegate.State, Trace.Act
Row = Mapping[str, Any]
MOST_A_DAY = 1000  # members whom one desk may write to: a link that leaked bombs nobody


@dataclass(frozen=True)
class Problem:
    """Why one row is not added; `row` counts from 0, and is None where it is about all of them."""

    row: int | None
    field: str
    text: str


class Refused(Exception):
    """Nothing was done; the problems say why, to the focal point."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(" ".join(one.text for one in problems))
        self.problems = problems


@transaction.atomic
def send_link(delegation: Delegation) -> None:
    """Write to the focal point where the desk is."""
    outbox.write(Message.Kind.DESK, delegation=delegation)


@transaction.atomic
def send_links(email: str) -> None:
    """Send whoever answers for delegations under this address their links; tell nobody whether there are any."""
    found = list(Delegation.objects.filter(focal_email__iexact=email.strip()).only("pk"))
    for delegation in found:
        send_link(delegation)
    if not found:
        outbox.write_nothing()


@transaction.atomic
def renew_link(delegation: Delegation, *, by: Any = None) -> None:
    """Send a new link to the focal point's address; the old one opens nothing from now on.

    `by` is the member of staff who does it, nobody where the focal point does.
    """
    locked = quotas.enter(delegation)
    renew(locked)
    locked.save(update_fields=["link_key", "link_digest"])
    Trace.objects.create(act=Act.LINK_RENEWED, by=by, delegation=locked)
    send_link(locked)


def add(delegation: Delegation, *, who: Row) -> Delegate:
    """Add one member. Raises Refused."""
    return add_all(delegation, rows=[who])[0]


def add_all(delegation: Delegation, *, rows: Sequence[Row]) -> list[Delegate]:
    """Add all of these or, where anything hinders one of them, none. Raises Refused."""
    try:
        return _add_all(delegation, rows)
    except IntegrityError:  # one of these addresses was registered between the look and the writing
        return _add_all(delegation, rows)


@transaction.atomic
def replace(member: Delegate, *, by: Row) -> Delegate:
    """Name somebody in a member's place, who keeps it, once confirmed, until the other confirms. Raises Refused.

    Whoever was named before and has not answered is forgotten.
    """
    delegation = quotas.enter(member.delegation)
    left = Delegate.objects.locked().get(pk=member.pk)
    if not left.may_change:
        raise Refused(Problem(None, "", _("This member can no longer be replaced.")))
    place = {"category": left.category, "mode": left.mode}
    answered = left.state != State.UNCONFIRMED
    replaced = left if answered else left.replaces
    for silent in left.substitutes.filter(state=State.UNCONFIRMED) if answered else [left]:
        naming.forget(silent)  # before the look at the list: it may be the same person, mistyped
    problems = [*_known_here(delegation, [by]), *_too_many_today(delegation, 1)]
    if problems:
        raise Refused(*problems)
    row = _of(delegation, by) | place
    (new,) = naming.name([row], by="desk", delegation=delegation, replaces=replaced)
    Trace.objects.create(act=Act.DESK_REPLACED, delegation=delegation, number=left.number)
    return new


@transaction.atomic
def withdraw(member: Delegate) -> bool:
    """End a member's registration; the seats go to the next. Who has never confirmed is forgotten altogether."""
    left = Delegate.objects.locked().get(pk=member.pk)
    if left.state == State.UNCONFIRMED:
        naming.forget(left)
    elif not registration.cancel(left, by="desk"):
        return False
    Trace.objects.create(act=Act.DESK_WITHDRAWN, delegation=left.delegation, number=left.number)
    return True


def hindrances(delegation: Delegation, rows: Sequence[Row]) -> list[Problem]:
    """Return why some of these rows cannot be added now."""
    return [
        *_known_here(delegation, rows),
        *_over_quota(delegation, rows),
        *_too_many_today(delegation, len(rows)),
    ]


@transaction.atomic
def _add_all(delegation: Delegation, rows: Sequence[Row]) -> list[Delegate]:
    locked = quotas.enter(delegation)
    if problems := hindrances(locked, rows):
        raise Refused(*problems)
    added = naming.name([_of(locked, row) for row in rows], by="desk", delegation=locked)
    Trace.objects.create(act=Act.DESK_ADDED, delegation=locked, count=len(added))
    return added


def _of(delegation: Delegation, row: Row) -> dict[str, Any]:
    """Whom a member comes for is what staff wrote of the delegation."""
    return {
        **row,
        "organisation": delegation.name,
        "organisation_kind": delegation.kind,
        "country": delegation.country,
    }


def _known_here(delegation: Delegation, rows: Sequence[Row]) -> list[Problem]:
    """A desk may learn who is on its own list, and of nobody else."""
    keys = [key_of(row["email"]) for row in rows]
    members = delegation.members.standing()
    found = members.filter(Q(email_key__in=keys) | Q(stands_for__email_key__in=keys))
    here = {key for pair in found.values_list("email_key", "stands_for__email_key") for key in pair if key}
    text = _("This address is on your list already.")
    return [Problem(place, "email", text) for place, key in enumerate(keys) if key in here]


def _over_quota(delegation: Delegation, rows: Sequence[Row]) -> list[Problem]:
    room = {one.category: one.room for one in Quota.objects.with_used().filter(delegation=delegation)}
    left, problems = dict(room), []
    for place, row in enumerate(rows):
        category = row["category"]
        if category not in left:
            continue
        left[category] -= 1
        if left[category] < 0:
            problems.append(Problem(place, "category", _no_room(category, max(room[category], 0))))
    return problems


def _no_room(category: str, room: int) -> str:
    words = {"category": Category(category).label, "number": room}
    if not room:
        return _("No place is left for this category (%(category)s).") % words
    return (
        ngettext(
            "Only one place is left for this category (%(category)s).",
            "Only %(number)d places are left for this category (%(category)s).",
            room,
        )
        % words
    )


def _too_many_today(delegation: Delegation, count: int) -> list[Problem]:
    since = Trace.objects.filter(delegation=delegation, at__gt=real_now() - timedelta(days=1))
    acts = since.filter(act__in=(Act.DESK_ADDED, Act.DESK_REPLACED))
    if (acts.aggregate(Sum("count"))["count__sum"] or 0) + count <= MOST_A_DAY:
        return []
    words = {"number": MOST_A_DAY}
    text = (
        _("A delegation adds at most %(number)d people within a day. Nothing was added: go on tomorrow.") % words
    )
    return [Problem(None, "", text)]
