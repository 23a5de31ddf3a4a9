"""Publish the programme: planned times, rooms and states become public together, numbered and remembered."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from programme.models import Change, Release, Room, Session
from summit import dates

PUBLIC = ("starts", "ends", "room_id", "status")


@dataclass(frozen=True)
class Difference:
    """What publishing now would change in one session; `before` and `after` as a Change keeps them."""

    session: Session
    kind: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def pending_sessions() -> Any:
    """The sessions whose plan differs from what is public."""
    same = Q()
    for name in ("starts", "ends", "room", "status"):
        same &= Q(**{name: F(f"planned_{name}")}) | Q(**{f"{name}__isnull": True, f"planned_{name}__isnull": True})
    return Session.objects.exclude(pk__in=Session.objects.filter(same).values("pk")).select_related(
        "room", "planned_room"
    )


def differences() -> list[Difference]:
    """What publishing now would change, in the programme's order."""
    return [difference for session in pending_sessions().in_order() for difference in compare(session)]


def compare(session: Session) -> list[Difference]:
    """Tell the plan of one session from what is public of it."""
    draft, cancelled = Session.Status.DRAFT, Session.Status.CANCELLED
    old, new = session.status, session.planned_status
    if old == draft or new == draft:
        if old == new:
            return []
        kind = Change.Kind.ADDED if old == draft else Change.Kind.WITHDRAWN
        return [Difference(session, kind, {}, _slot(session.planned_starts, session.planned_ends))]
    found = []
    if old != new:
        kind = Change.Kind.CANCELLED if new == cancelled else Change.Kind.REINSTATED
        found.append(Difference(session, kind))
    before, after = _slot(session.starts, session.ends), _slot(session.planned_starts, session.planned_ends)
    if before != after:
        found.append(Difference(session, Change.Kind.MOVED, before, after))
    if session.room_id != session.planned_room_id:
        rooms = _room(session.room), _room(session.planned_room)
        found.append(Difference(session, Change.Kind.ROOM, *rooms))
    return found


@transaction.atomic
def publish(*, by: AbstractBaseUser | None = None, note: dict[str, str] | None = None) -> Release | None:
    """Make the plan public in one release; returns None when nothing differs.

    `note` gives the release's note by language code. Two at once wait for each other: the second finds nothing
    left to publish.
    """
    list(Session.objects.select_for_update().order_by("pk").values_list("pk"))
    found = differences()
    sessions = {session.pk: session for session in pending_sessions()}
    if not sessions:
        return None
    last = Release.objects.aggregate(last=Max("number"))["last"] or 0
    texts = {f"note_{code}": text for code, text in (note or {}).items()}
    release = Release.objects.create(number=last + 1, by=by, **texts)
    for difference in found:
        Change.objects.create(
            release=release,
            session=difference.session,
            kind=difference.kind,
            title_fr=difference.session.title_fr,
            title_en=difference.session.title_en,
            before=difference.before,
            after=difference.after,
        )
    for session in sessions.values():
        _make_public(session, at=release.published_at)
    return release


def _make_public(session: Session, *, at: datetime) -> None:
    was_public = session.status != Session.Status.DRAFT
    for name in PUBLIC:
        setattr(session, name, getattr(session, f"planned_{name}"))
    session.sequence += 1 if was_public else 0
    session.changed = at
    session.save()


def sentence(kind: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    """Say a change in the reader's language and the current time zone."""
    if kind == Change.Kind.MOVED:
        return _moved(before, after)
    if kind == Change.Kind.ROOM:
        words = {"old": _room_name(before), "new": _room_name(after)}
        if not before:
            return _("is held in: %(new)s") % words
        return _("moved from room: %(old)s to room: %(new)s") % words if after else _("no room any more")
    return {
        Change.Kind.ADDED: _("added to the programme"),
        Change.Kind.CANCELLED: _("cancelled"),
        Change.Kind.REINSTATED: _("takes place after all"),
        Change.Kind.WITHDRAWN: _("taken off the programme"),
    }[Change.Kind(kind)]


def _moved(before: dict[str, Any], after: dict[str, Any]) -> str:
    old, new = _moment(before, "starts"), _moment(after, "starts")
    if old and new and old != new:
        if timezone.localtime(old).date() != timezone.localtime(new).date():
            words = {"old": dates.day_and_time(old), "new": dates.day_and_time(new)}
        else:
            words = {"old": dates.clock_time(old), "new": dates.clock_time(new)}
        return _("moved from %(old)s to %(new)s") % words
    if new and not old:
        return _("now starts at %(new)s") % {"new": dates.clock_time(new)}
    if old and not new:
        return _("no longer starts at %(old)s; its time is not known yet") % {"old": dates.clock_time(old)}
    end = _moment(after, "ends")
    return _("now ends at %(new)s") % {"new": dates.clock_time(end)} if end else _("its end is not known any more")


def _slot(starts: datetime | None, ends: datetime | None) -> dict[str, Any]:
    return {name: moment.isoformat() for name, moment in (("starts", starts), ("ends", ends)) if moment}


def _moment(slot: dict[str, Any], name: str) -> datetime | None:
    return datetime.fromisoformat(slot[name]) if slot.get(name) else None


def _room(room: Room | None) -> dict[str, Any]:
    return {"fr": room.name_fr, "en": room.name_en} if room else {}


def _room_name(room: dict[str, Any]) -> str:
    return room.get(get_language() or "fr") or next(iter(room.values()), "")
