"""Quotas: how many of each category a delegation may bring, and how many of those places are used.

Who stands (neither refused nor cancelled) uses a place, confirmed or not; a substitute uses the place of whom they
replace, and so none of their own until they confirm and take it over. A quota warns; whoever accredits decides.
"""

from django.db.models import Count

from delegates.models import Delegation, Quota


def used(delegation: Delegation) -> dict[str, int]:
    """Return how many members of each category use a place; a category with none is not there."""
    counted = delegation.members.using_a_place().order_by().values_list("category")
    return dict(counted.annotate(Count("pk")))


def room(delegation: Delegation, category: str) -> int | None:
    """Return how many more of this category may come, below zero when too many do; None when there is no limit."""
    quota = Quota.objects.with_used().filter(delegation=delegation, category=category).first()
    return quota.room if quota else None
