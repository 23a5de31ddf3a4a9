"""What staff do to the plan: move, give other slots, copy. It becomes public with the next release."""

import re
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from programme import search
from programme.models import Room, Session, SessionLanguage, SessionQuerySet
from summit.models import Event

SLOT = ("planned_starts", "planned_ends", "planned_room")


@dataclass(frozen=True)
class Move:
    """A session and the slot it would have."""

    session: Session
    starts: datetime
    ends: datetime | None


def moved(sessions: Iterable[Session], *, minutes: int) -> list[Move]:
    """Say where sessions with a start would stand; the clock's own changes count, so that none gets shorter."""
    by = timedelta(minutes=minutes)
    return [
        Move(one, one.planned_starts + by, one.planned_ends and one.planned_ends + by)
        for one in sessions
        if one.planned_starts
    ]


def with_rest_of_day(chosen: Iterable[Session]) -> list[Session]:
    """Return the chosen sessions and all that start after the first of them on the same day, in order.

    The day is the current zone's. What is planned as cancelled stays where it was, unless it was chosen.
    """
    chosen = list(chosen)
    firsts: dict[date, datetime] = {}
    for start in sorted(one.planned_starts for one in chosen if one.planned_starts):
        firsts.setdefault(timezone.localdate(start), start)
    found = {one.pk: one for one in chosen}
    timed = Session.objects.filter(planned_starts__isnull=False)
    for one in timed.exclude(planned_status=Session.Status.CANCELLED):
        first = firsts.get(timezone.localdate(one.planned_starts))
        if first and one.planned_starts >= first:
            found.setdefault(one.pk, one)
    return in_plan_order(found.values())


def in_plan_order(sessions: Iterable[Session]) -> list[Session]:
    """Sort by planned start; what has none comes first, in the order of its positions."""
    return sorted(
        sessions, key=lambda one: (one.planned_starts is not None, one.planned_starts or one.position, one.pk)
    )


@transaction.atomic
def move(keys: Collection[int], *, minutes: int) -> list[Session]:
    """Move the plan of these sessions; returns those that have a start, and so moved."""
    locked = Session.objects.filter(pk__in=keys).order_by("pk").select_for_update()
    moves = moved(locked, minutes=minutes)
    for one in moves:
        one.session.planned_starts, one.session.planned_ends = one.starts, one.ends
        one.session.save(update_fields=[*SLOT, "modified"])
    return [one.session for one in moves]


def replan(session: Session, *, starts: datetime | None, ends: datetime | None, room: Room | None) -> None:
    """Give a session another slot."""
    session.planned_starts, session.planned_ends, session.planned_room = starts, ends, room
    session.save(update_fields=[*SLOT, "modified"])


def days_of(event: Event | None) -> list[date]:
    """Return every day that has something planned, and the event's own, in the current zone."""
    starts = Session.objects.filter(planned_starts__isnull=False).values_list("planned_starts", flat=True)
    days = {timezone.localdate(start) for start in starts.order_by()}
    days |= set(
        Session.objects.filter(planned_starts=None, day__isnull=False).order_by().values_list("day", flat=True)
    )
    if event:
        first, last = timezone.localdate(event.starts), timezone.localdate(event.ends)
        days |= {first + timedelta(days=number) for number in range((last - first).days + 1)}
    return sorted(days)


def planned_on(day: date, *, first_day: bool) -> SessionQuerySet:
    """The sessions planned on a day of the current zone; those of no day at all stand on the first one."""
    zone = timezone.get_current_timezone()
    begins = datetime.combine(day, datetime.min.time(), zone)
    ends = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
    untimed = Session.objects.filter(planned_starts=None)
    there = untimed.filter(day=day) | (untimed.filter(day=None) if first_day else untimed.none())
    return there | Session.objects.filter(planned_starts__gte=begins, planned_starts__lt=ends)


@transaction.atomic
def duplicate(session: Session) -> Session:
    """Copy a session as a draft: its texts, slot, people, languages and documents.

    What came out of it, its recordings and its sources are the original's own and stay there.
    """
    people, languages = list(session.participations.all()), list(session.languages.all())
    documents = list(session.documents.all())
    copy = Session.objects.get(pk=session.pk)
    copy.pk, copy.uid, copy.slug = None, uuid.uuid4(), _free_slug(session.slug)
    copy.sequence, copy.changed = 0, None
    copy.status = copy.planned_status = Session.Status.DRAFT
    copy.starts = copy.ends = copy.room = None
    copy.recording_urls = []
    for language in settings.MODELTRANSLATION_LANGUAGES:
        title = getattr(session, f"title_{language}")
        setattr(copy, f"title_{language}", title and _title_of_copy(title, language))
        setattr(copy, f"outcome_{language}", "")
    copy._state.adding = True
    copy.save(force_insert=True)
    copy.documents.set(documents)
    for one in people:
        one.pk, one.session = None, copy
        one._state.adding = True
        one.save(force_insert=True)
    SessionLanguage.objects.bulk_create(
        SessionLanguage(session=copy, language=one.language, use=one.use) for one in languages
    )
    search.refresh(copy)
    return copy


def _title_of_copy(title: str, language: str) -> str:
    with override(language):
        mark = _("(copy)")
    room = Session._meta.get_field("title").max_length - len(mark) - 1
    return f"{title[:room].rstrip()} {mark}"


def _free_slug(slug: str) -> str:
    """Return the first of slug-copy, slug-copy-2… that no session has."""
    stem = re.sub(r"-copy(-\d+)?$", "", slug)[: Session._meta.get_field("slug").max_length - 10]
    taken = set(Session.objects.filter(slug__startswith=f"{stem}-copy").values_list("slug", flat=True))
    number = 1
    while (candidate := f"{stem}-copy" + (f"-{number}" if number > 1 else "")) in taken:
        number += 1
    return candidate
