"""How long each personal field is kept, and what for: shown on the form, and held to by the daily erasure."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from summit.dates import long_date
from summit.models import Event

CONFIRMATION = timedelta(days=7)
"""How long an address may take to be confirmed; after it an unconfirmed registration is erased whole."""


@dataclass(frozen=True)
class Term:
    """Fields that serve one purpose and go together, `days` after the event's end.

    With the one that `takes_the_rest` goes what was around people: messages, wishes, focal points.
    """

    name: str
    label: Promise
    purpose: Promise
    days: int
    delegate: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    takes_the_rest: bool = False

    def until(self, event: Event) -> date:
        """The first day, UTC, on which nothing of it is held any more."""
        return (event.ends + timedelta(days=self.days)).date()


TERMS = (
    Term(
        "needs",
        _("Your needs"),
        _("to prepare your welcome, and read only by those who do"),
        7,
        needs=("access", "diet", "diet_words", "interpretation"),
    ),
    Term(
        "press",
        _("Your press card"),
        _("to accredit you as press"),
        30,
        delegate=("outlet", "press_card"),
    ),
    Term(
        "notes",
        _("Notes of staff"),
        _("to decide on your accreditation"),
        30,
        delegate=("notes",),
    ),
    Term(
        "identity",
        _("Who you are and how to reach you"),
        _("to accredit you, to write to you and to know you at the door"),
        90,
        delegate=(
            *("given_name", "family_name", "badge_name", "email", "email_key"),
            *("organisation", "role", "photographs"),
        ),
        takes_the_rest=True,
    ),
    # After who they were: a person who is known and refused has a reason, which the database holds to.
    Term("reasons", _("The reason of a refusal"), _("to tell you why"), 90, delegate=("refusal",)),
)


def term_of(field: str) -> Term:
    """Return the term a field of the form falls under. Raises StopIteration for a field that is not personal."""
    return next(term for term in TERMS if field in (*term.delegate, *term.needs))


def in_words(event: Event) -> list[tuple[Term, str]]:
    """What is asked what for, and the day it is erased."""
    return [(term, long_date(term.until(event))) for term in TERMS]
