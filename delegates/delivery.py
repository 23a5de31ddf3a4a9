"""Delivering messages: one at a time, each marked before it is handed over and again once it is.

A mail server that is down delays nothing but the mail: each message waits a little longer after each attempt. A
process killed while handing one over leaves it in the queue, and it alone may arrive twice, under the same
Message-ID; every other is sent once.
"""

import logging
from datetime import timedelta

from django.core.mail import get_connection
from django.db import connection, transaction

from delegates import letters
from delegates.models import Message
from summit.clock import real_now

PAUSES = [timedelta(minutes=one) for one in (1, 2, 5, 15, 30, 60, 120, 240, 480, 960)]
State = Message.State
log = logging.getLogger(__name__)


def deliver_next() -> bool:
    """Deliver the first message that is due; False when none is."""
    message = _claim()
    if message is None:
        return False
    try:
        mail = letters.write(message)
        mail.connection = get_connection()
        mail.send()
    except Exception as error:  # whatever a server, a network or a template does wrong: the message is kept
        _put_back(message, error)
    else:
        Message.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=real_now(), problem="")
    return True


@transaction.atomic
def _claim() -> Message | None:
    """Take the first message that is due, for as long as the pause after this attempt."""
    due = Message.objects.filter(state=State.QUEUED, next_at__lte=real_now()).order_by("next_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    message = due.first()
    if message is None:
        return None
    message.next_at = real_now() + PAUSES[min(message.attempts, len(PAUSES) - 1)]
    message.attempts += 1
    message.save(update_fields=["next_at", "attempts"])
    return message


def _put_back(message: Message, error: Exception) -> None:
    """Leave it for the next attempt, or give up after the last; what went wrong is told without any address."""
    is_last = isinstance(error, ValueError) or message.attempts > len(PAUSES)
    log.warning("message %s: attempt %s failed, %s", message.pk, message.attempts, type(error).__name__)
    state = State.FAILED if is_last else State.QUEUED
    Message.objects.filter(pk=message.pk).update(state=state, problem=type(error).__name__)


def send_again(messages: list[Message]) -> int:
    """Put messages back at the head of the queue, those given up too; return how many."""
    keys = [one.pk for one in messages]
    waiting = Message.objects.filter(pk__in=keys).exclude(state=State.SENT)
    return waiting.update(state=State.QUEUED, attempts=0, next_at=real_now(), problem="")
