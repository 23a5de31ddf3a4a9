"""Private links as staff handle them: made anew, or sent to an address that was mistyped. They never read one."""

from typing import Any

from django.db import transaction

from delegates.mail import outbox
from delegates.models import Delegate, Message, Trace
from delegates.names import key_of
from delegates.tokens import renew

State, Kind = Delegate.State, Message.Kind


@transaction.atomic
def renew_link(delegate: Delegate, *, by: Any) -> bool:
    """Close the old link and send a new one to the delegate; False when there is no address to send it to."""
    locked = Delegate.objects.locked().get(pk=delegate.pk)
    if not locked.email:
        return False
    _renew(locked, by)
    return True


@transaction.atomic
def readdress(delegate: Delegate, *, email: str, by: Any) -> None:
    """Write to another address from now on: whoever reads the old one can open nothing any more."""
    locked = Delegate.objects.locked().get(pk=delegate.pk)
    locked.email, locked.email_key = email, key_of(email)
    locked.save(update_fields=["email", "email_key"])
    _renew(locked, by)


def _renew(delegate: Delegate, by: Any) -> None:
    renew(delegate)
    delegate.save(update_fields=["link_key", "link_digest"])
    is_new = delegate.state == State.UNCONFIRMED
    outbox.write(Kind.CONFIRM if is_new else Kind.LINK, delegate=delegate)
    Trace.objects.create(act=Trace.Act.LINK_RENEWED, by=by, number=delegate.number)
