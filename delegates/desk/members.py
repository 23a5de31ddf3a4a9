"""What a delegation's desk shows: its places, its members and where each stands. Never needs, notes, or a link."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from delegates import leaving, quotas
from delegates.models import Category, Delegate, Delegation, Seat
from delegates.terms import CONFIRMATION
from summit.alphabet import folded
from summit.clock import real_now
from summit.listing import page_of

PAGE = 50
State = Delegate.State


class Shown(models.TextChoices):
    COMING = "", _("all who may come")
    UNCONFIRMED = "unconfirmed", _("those who have not answered yet")
    TO_REVIEW = "to_review", _("those being reviewed")
    ACCREDITED = "accredited", _("those accredited")
    GONE = "gone", _("those who do not come")


STATES = {
    Shown.UNCONFIRMED: (State.UNCONFIRMED,),
    Shown.TO_REVIEW: (State.TO_REVIEW,),
    Shown.ACCREDITED: (State.ACCREDITED, State.ARRIVED),
    Shown.GONE: (State.REFUSED, State.CANCELLED),
}


@dataclass(frozen=True)
class Place:
    """How many of one category come; `places` is None where nothing limits them."""

    category: str
    label: Promise
    used: int
    places: int | None

    @property
    def left(self) -> int | None:
        return None if self.places is None else self.places - self.used


@dataclass(frozen=True)
class Member:
    """All that a focal point sees of one member.

    `ended_by`: one of leaving.By, or nothing; `days_left`: to confirm the address in; `line`: the place on the
    waiting list, 0 without one.
    """

    number: int
    name: str
    category: Promise
    mode: Promise
    is_on_site: bool
    state: str
    ended_by: str
    days_left: int
    seat: str
    offered_until: datetime | None
    line: int
    may_change: bool
    substitute_of: str


def places(delegation: Delegation) -> list[Place]:
    """Return the categories that have a quota or a member, in the order of their choices."""
    used = quotas.used(delegation)
    limits = dict(delegation.quotas.values_list("category", "places"))
    return [
        Place(value, label, used.get(value, 0), limits.get(value))
        for value, label in Category.choices
        if value in used or value in limits
    ]


def after(places: list[Place], rows: Sequence[Mapping[str, Any]]) -> list[Place]:
    """Return the places as they would be with these rows too, of the categories that the rows touch."""
    more = Counter(row["category"] for row in rows)
    known = {one.category: one for one in places}
    before = [known.get(value, Place(value, label, 0, None)) for value, label in Category.choices if more[value]]
    return [replace(one, used=one.used + more[one.category]) for one in before]


def listed(delegation: Delegation, *, shown: str = "", category: str = "", number: str | None = None) -> Any:
    """Return a page of members by family name; those whose data are erased are counted elsewhere."""
    rows = delegation.members.filter(erased_at=None)
    rows = rows.filter(state__in=STATES[shown]) if shown else rows.standing()
    rows = rows.filter(category=category) if category else rows
    names = rows.order_by("number").values_list("pk", "family_name", "given_name")
    keys = [key for key, *_names in sorted(names, key=lambda one: folded(f"{one[1]} {one[2]}"))]
    page = page_of(keys, number, size=PAGE)
    found = {one.pk: one for one in _with_places(delegation.members.filter(pk__in=page.object_list))}
    page.object_list = [_member(found[key]) for key in page.object_list]
    return page


def counts(delegation: Delegation) -> dict[str, int]:
    """How many members are gone, and how many of those have had everything erased that says who they were."""
    gone = delegation.members.filter(state__in=STATES[Shown.GONE])
    return gone.aggregate(
        gone=Count("pk", filter=models.Q(erased_at=None)),
        erased=Count("pk", filter=models.Q(erased_at__isnull=False)),
    )


def one(delegation: Delegation, number: int) -> QuerySet[Delegate]:
    """The member of this delegation with this number, if there is one."""
    return delegation.members.filter(number=number, erased_at=None)


def told(member: Delegate) -> Member:
    return _member(_with_places(Delegate.objects.filter(pk=member.pk)).get())


def _with_places(members: QuerySet[Delegate]) -> QuerySet[Delegate]:
    waiting = Seat.objects.filter(session=None, state=Seat.State.WAITING)
    ahead = waiting.filter(
        delegate__category=OuterRef("category"), sequence__lte=OuterRef("seat_of_the_summit__sequence")
    )
    line = ahead.order_by().values("session").annotate(line=Count("pk")).values("line")
    return (
        members.with_seat()
        .with_leaving()
        .select_related("replaces")
        .annotate(offered_until=F("seat_of_the_summit__offered_until"), line=Subquery(line))
    )


def _member(row: Delegate) -> Member:
    return Member(
        number=row.number,
        name=row.full_name,
        category=row.get_category_display(),
        mode=row.get_mode_display(),
        is_on_site=row.is_on_site,
        state=row.state,
        ended_by=leaving.told(row.leaving) if row.state == State.CANCELLED else "",
        days_left=max(ceil((row.created_at + CONFIRMATION - real_now()) / timedelta(days=1)), 0),
        seat=row.seat or "",
        offered_until=row.offered_until,
        line=(row.line or 0) if row.seat == Seat.State.WAITING else 0,
        may_change=row.may_change,
        substitute_of=row.replaces.full_name if row.replaces and row.state == State.UNCONFIRMED else "",
    )
