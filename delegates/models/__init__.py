from delegates.models.arrival import Arrival
from delegates.models.choices import Category, OrganisationKind
from delegates.models.circular import Circular
from delegates.models.delegate import CategoryRule, Delegate, DelegateQuerySet
from delegates.models.delegation import Delegation
from delegates.models.message import Message
from delegates.models.needs import Needs
from delegates.models.quota import Quota
from delegates.models.seat import Gate, Seat, Wish
from delegates.models.trace import Decision, Trace

__all__ = [
    "Arrival",
    "Category",
    "CategoryRule",
    "Circular",
    "Decision",
    "Delegate",
    "DelegateQuerySet",
    "Delegation",
    "Gate",
    "Message",
    "Needs",
    "OrganisationKind",
    "Quota",
    "Seat",
    "Trace",
    "Wish",
]
