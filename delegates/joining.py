"""Named by somebody else while registered already: the owner of the address answers at their own registration."""

from django.db import transaction

from delegates import naming, registration
from delegates.models import Delegate

State = Delegate.State
ANSWERS = (State.TO_REVIEW, State.ACCREDITED, State.CANCELLED)
TAKEN = ("organisation", "organisation_kind", "country", "category", "mode", "delegation")


def open_to(delegate: Delegate) -> list[Delegate]:
    """Those namings that wait for this delegate's answer; none before the address is confirmed."""
    if delegate.state not in ANSWERS:
        return []
    return list(delegate.namings.filter(state=State.UNCONFIRMED).select_related("delegation").order_by("pk"))


@transaction.atomic
def join(delegate: Delegate, *, number: int) -> bool:
    """Come for whom one was named, as what one was named; reviewed again where that changes anything.

    The names, the address and the needs stay as their owner wrote them. False when the naming is gone.
    """
    registration.hold_replaced(delegate.namings.filter(number=number))
    one = delegate.namings.locked().filter(number=number, state=State.UNCONFIRMED).first()
    if one is None or delegate.state not in ANSWERS:
        return False
    taken = {field: getattr(one, field) for field in TAKEN} | ({"role": one.role} if one.role else {})
    naming.forget(one)
    registration.come_back(delegate)
    registration.change(delegate, who=taken, needs={})
    if one.replaces_id:
        joined = Delegate.objects.get(pk=delegate.pk)
        joined.replaces_id = one.replaces_id
        joined.save(update_fields=["replaces"])
        registration.take_over(joined)
    return True


@transaction.atomic
def decline(delegate: Delegate, *, number: int) -> bool:
    """Stay as one was; what somebody else had written is gone."""
    one = delegate.namings.filter(number=number, state=State.UNCONFIRMED).first()
    if one is None:
        return False
    naming.forget(one)
    return True
