"""Agendas: choose sessions, keep the choice under two secrets, find its clashes, erase it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from django.db import transaction

from programme.models import Agenda, Session, Star
from summit.clock import real_now

MOST_STARS = 200
UNUSED = timedelta(days=365)


@dataclass(frozen=True)
class Clash:
    """Two chosen sessions that nobody can attend both."""

    first: Session
    second: Session


@transaction.atomic
def keep(sessions: Iterable[Session]) -> Agenda:
    """Keep a choice under two new secrets."""
    agenda = Agenda.objects.create()
    choose(agenda, sessions=sessions)
    return agenda


@transaction.atomic
def choose(agenda: Agenda, *, sessions: Iterable[Session]) -> None:
    """Make `sessions` the agenda's whole choice."""
    wanted = {session.pk for session in sessions}
    agenda.stars.exclude(session__in=wanted).delete()
    Star.objects.bulk_create(
        [Star(agenda=agenda, session_id=pk) for pk in sorted(wanted)],
        ignore_conflicts=True,  # those that were there already
    )
    agenda.used = real_now().date()
    agenda.save(update_fields=["used"])


def mark_used(agenda: Agenda) -> None:
    """Remember the day somebody last looked, once a day; the erasure of unused agendas counts from it."""
    today = real_now().date()
    if agenda.used != today:
        Agenda.objects.filter(pk=agenda.pk).update(used=today)


def erase(agenda: Agenda) -> None:
    """Erase for good: both addresses answer 404 from now on."""
    agenda.delete()


def erase_unused() -> int:
    """Erase the agendas nobody looked at for a year; return how many."""
    oldest = real_now().date() - UNUSED
    _all, by_model = Agenda.objects.filter(used__lt=oldest).delete()
    return by_model.get("programme.Agenda", 0)


def clashes(sessions: Sequence[Session]) -> list[Clash]:
    """Find the pairs that overlap; a session without an end or cancelled clashes with nothing."""
    timed = [one for one in sessions if one.starts and one.ends and not one.is_cancelled]
    return [
        Clash(first, second)
        for first, second in combinations(sorted(timed, key=lambda one: one.starts), 2)
        if second.starts < first.ends
    ]
