"""Delivering messages: one at a time, each marked before it is handed over and again once it is.

A mail server that is down delays nothing but the mail: each message waits a little longer after each attempt, and
those behind it go on. An address or a message that is refused for good is given up at once, for staff to mend. A
process killed while handing one over leaves it in the queue, and it alone may arrive twice, under the same
Message-ID; every other is sent once. One connection carries the messages that follow each other; what goes wrong
when it is closed is nobody's failure, since what it carried was taken.
"""

import logging
import smtplib
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.db import connection, transaction

from delegates.mail import letters
from delegates.models import Message
from summit.clock import real_now

PAUSES = [timedelta(minutes=one) for one in (1, 2, 5, 15, 30, 60, 120, 240, 480, 960)]
# For as long a message is in one process's hands alone: a dozen answers of a server, each as late as it may be.
IN_HAND = timedelta(seconds=15 * settings.EMAIL_TIMEOUT)
PERMANENT = 500  # and above: a server that answers so will answer so again (RFC 5321, 4.2.1)
State = Message.State
log = logging.getLogger(__name__)


class Line:
    """One connection to the mail server for the messages that follow each other; a new one after any failure."""

    MOST = 50  # servers count what comes by one connection, and this is fewer than any of them allows

    def __init__(self) -> None:
        self._backend: BaseEmailBackend | None = None
        self._carried = 0

    def send(self, mail: EmailMultiAlternatives) -> None:
        try:
            if self._backend is None:
                self._backend, self._carried = get_connection(), 0
                self._backend.open()
            self._backend.send_messages([mail])
        except Exception:
            self.close()
            raise
        self._carried += 1
        if self._carried >= self.MOST or not isinstance(self._backend, EmailBackend):
            self.close()

    def close(self) -> None:
        backend, self._backend = self._backend, None
        with suppress(OSError, smtplib.SMTPException):
            if backend is not None:
                backend.close()


def deliver_next(line: Line | None = None) -> bool:
    """Deliver the first message that is due, by this line or one of its own; False when none is due."""
    message = _claim()
    if message is None:
        return False
    by = line or Line()
    try:
        by.send(letters.write(message))
    except Exception as error:  # whatever a server, a network or a template does wrong: the message is kept
        _put_back(message, error)
    else:
        Message.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=real_now(), problem="")
    finally:
        if line is None:
            by.close()
    return True


@transaction.atomic
def _claim() -> Message | None:
    """Take the first message that is due, out of the reach of every other process until it must be over."""
    due = Message.objects.filter(state=State.QUEUED, next_at__lte=real_now()).order_by("next_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True, of=("self",))
    message = due.select_related("delegate", "delegation").first()
    if message is None:
        return None
    message.next_at = real_now() + IN_HAND
    message.attempts += 1
    message.save(update_fields=["next_at", "attempts"])
    return message


def _put_back(message: Message, error: Exception) -> None:
    """Leave it for the next attempt, or give up after the last; what went wrong is told without any address."""
    codes = _codes(error)
    is_last = isinstance(error, ValueError) or _is_final(error, codes) or message.attempts > len(PAUSES)
    problem = " ".join([type(error).__name__, *map(str, codes)])  # a server's words may hold an address
    log.warning("message %s: attempt %s failed, %s", message.pk, message.attempts, problem)
    Message.objects.filter(pk=message.pk, state=State.QUEUED, attempts=message.attempts).update(
        state=State.FAILED if is_last else State.QUEUED,
        next_at=real_now() + PAUSES[min(message.attempts, len(PAUSES)) - 1],
        problem=problem,
    )


def _codes(error: Exception) -> list[int]:
    """What the server answered, where it answered by a code."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _words in error.recipients.values()]
    return [code for code in [getattr(error, "smtp_code", None)] if code]


def _is_final(error: Exception, codes: list[int]) -> bool:
    """The recipient or what is sent to them is refused for good; a refusal of the sender or of a password is
    the installation's own, and passes once that is mended.
    """
    is_about_this_one = isinstance(error, (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError))
    return is_about_this_one and bool(codes) and min(codes) >= PERMANENT


def send_again(messages: list[Message]) -> int:
    """Put messages back at the head of the queue, those given up too; return how many."""
    keys = [one.pk for one in messages]
    waiting = Message.objects.filter(pk__in=keys).exclude(state=State.SENT)
    return waiting.update(state=State.QUEUED, attempts=0, next_at=real_now(), problem="")
