"""Sessions with another plan than what is public of them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from programme.models import Session
from tests.factories import SessionFactory


def at(hour, minute=0, day=11):
    """A moment by the clock of Paris, in UTC."""
    return datetime(2021, 1, day, hour, minute, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


def planned(session, **plan):
    Session.objects.filter(pk=session.pk).update(**{f"planned_{name}": value for name, value in plan.items()})
    return session


def draft(**fields):
    return SessionFactory(draft=True, starts=None, ends=None, **fields)
