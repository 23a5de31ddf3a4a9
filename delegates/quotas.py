"""Quotas: how many of each category a delegation may bring, and how many of those places are used.

Who stands (neither refused nor cancelled) uses a place, confirmed or not; a substitute uses the place of whom they
replace, and so none of their own until they confirm and take it over. Nobody but staff passes a quota, who are
warned and decide. Places are counted with the delegation's row locked (`enter`), and that before any member's: so
two who press at once never pass a quota together, nor wait for each other.
"""

from django.db.models import Count

from delegates.models import Delegate, Delegation, Quota


class NoPlace(Exception):
    """The delegation has no place left in this category; nothing was done."""


def enter(delegation: Delegation) -> Delegation:
    """Lock the delegation, for who is about to use a place of it."""
    return Delegation.objects.select_for_update(no_key=True).get(pk=delegation.pk)


def used(delegation: Delegation) -> dict[str, int]:
    """Return how many members of each category use a place; a category with none is not there."""
    counted = delegation.members.using_a_place().order_by().values_list("category")
    return dict(counted.annotate(Count("pk")))


def room(delegation: Delegation, category: str) -> int | None:
    """Return how many more of this category may come, below zero when too many do; None when there is no limit."""
    quota = Quota.objects.with_used().filter(delegation=delegation, category=category).first()
    return quota.room if quota else None


def hold_place(member: Delegate, *, category: str) -> None:
    """Make sure of a place of this category for a member who changes it or comes back, until the transaction ends.

    Raises NoPlace; nothing holds whoever comes without a delegation.
    """
    if not member.delegation:
        return
    delegation = enter(member.delegation)
    Delegate.objects.locked().get(pk=member.pk)
    has_one = Delegate.objects.using_a_place().filter(pk=member.pk, category=category).exists()
    left = None if has_one else room(delegation, category)
    if left is not None and left < 1:
        raise NoPlace
