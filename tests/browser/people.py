"""Invented delegates who wait for a decision, for what is seen of them in a browser."""

from delegates.models import CategoryRule, Needs, Quota
from tests.factories import DelegateFactory, DelegationFactory


def make_waiting():
    """One beyond a quota and of a name that somebody has, one online, one of whom two people decide."""
    delegation = DelegationFactory(name="Land of examples")
    Quota.objects.create(delegation=delegation, category="delegate", places=0)
    CategoryRule.objects.create(category="press", four_eyes=True)
    first = DelegateFactory(number=901, given_name="Ama", family_name="Example", delegation=delegation)
    DelegateFactory(number=902, given_name="Kofi", family_name="Elsewhere", mode="online", language="en")
    DelegateFactory(number=903, given_name="Àma", family_name="Exampel", category="press")
    DelegateFactory(number=904, given_name="Ama", family_name="Example", accredited=True)
    Needs.objects.create(delegate=first, access="A ramp", diet="vegan")
