"""What tests tell to many: a release that moved a session, and a circular in both languages."""

from datetime import timedelta

from delegates.models import Circular
from programme import releases
from programme.models import Session


def move(session, *, minutes=30, note=None):
    """Publish a release in which the session is that much later; a first one before it when none is out."""
    if not session.changes.exists():
        Session.objects.filter(pk=session.pk).update(status="draft")
        releases.publish()
    session.refresh_from_db()
    session.planned_starts += timedelta(minutes=minutes)
    session.planned_ends += timedelta(minutes=minutes)
    session.save()
    return releases.publish(note=note)


def circular(**changes):
    texts = {
        "subject_fr": "Navettes",
        "subject_en": "Shuttles",
        "body_fr": "Une navette part à 8 h.\r\n\r\nElle est gratuite.",
        "body_en": "A shuttle leaves at 8.\r\n\r\nIt is free.",
    }
    return Circular.objects.create(**texts | changes)
