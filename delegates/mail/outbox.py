"""Messages are written where the decision is made, in its transaction; the worker sends them after it."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.db import transaction

from delegates.models import Delegate, Delegation, Message
from programme.models import Session
from summit.models import Event


def write(
    kind: str,
    *,
    delegate: Delegate | None = None,
    delegation: Delegation | None = None,
    session: Session | None = None,
    **facts: Any,
) -> Message:
    """Put a message in the queue; `facts` are plain values, never a name, an address or a secret."""
    if session is not None:
        facts["session"] = session.pk
    return Message.objects.create(
        kind=kind, delegate=delegate, delegation=delegation, context=facts, message_id=new_id(domain())
    )


def write_nothing() -> None:
    """Take as long as `write` does, where the time of an answer must not tell whether somebody was written to."""
    with transaction.atomic():
        write(Message.Kind.LINK, delegate=Delegate(pk=0))  # nobody
        transaction.set_rollback(True)


def new_id(domain: str) -> str:
    """Return what identifies one message for ever, without its angle brackets."""
    return f"{uuid4()}@{domain}"


def write_all(kind: str, delegates: Sequence[Delegate], **facts: Any) -> None:
    """Put the same message to each of these in the queue, at the cost of one."""
    if not delegates:
        return
    ours = domain()
    Message.objects.bulk_create(
        Message(kind=kind, delegate=one, context=facts, message_id=new_id(ours)) for one in delegates
    )


def domain() -> str:
    """What makes identifiers the event's own: never the host, which may change."""
    prefix = Event.objects.values_list("reference_prefix", flat=True).first() or "summit"
    return f"{prefix.lower()}.summit"


def copy(message: Message) -> Message | None:
    """Write a message once more, under a name of its own; None when nobody is left to write to."""
    to = message.delegate.email if message.delegate else message.delegation.focal_email
    if not to:
        return None
    return Message.objects.create(
        kind=message.kind,
        delegate=message.delegate,
        delegation=message.delegation,
        context=message.context,
        message_id=new_id(domain()),
    )
