"""Publish the programme: planned times, rooms and states become public together, numbered and remembered."""

import json
from collections.abc import Collection
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Max, Q

from programme.models import Change, Release, Room, Session, SessionQuerySet

DRAFT, CANCELLED = Session.Status.DRAFT, Session.Status.CANCELLED
PUBLIC = ("starts", "ends", "room", "status")


class PlanChangedError(Exception):
    """The plan is no longer the one that was looked at; nothing was published."""


def pending_sessions() -> SessionQuerySet:
    """The sessions whose plan differs from what is public of them; what stays a draft is nobody's news."""
    same = Q(status=DRAFT, planned_status=DRAFT)
    as_planned = Q()
    for name in PUBLIC:
        unknown = Q(**{f"{name}__isnull": True, f"planned_{name}__isnull": True})
        as_planned &= Q(**{name: F(f"planned_{name}")}) | unknown
    return Session.objects.exclude(pk__in=Session.objects.filter(same | as_planned).values("pk"))


def pending() -> list[Change]:
    """What publishing now would change, in the programme's order: changes that no release holds yet."""
    return _compared(pending_sessions())


def fingerprint(changes: Collection[Change]) -> str:
    """Return a short text that is the same for the same changes, and another for any other."""
    told = [[one.session_id, one.kind, one.before, one.after] for one in changes]
    return blake2b(json.dumps(told, sort_keys=True).encode(), digest_size=12).hexdigest()


def next_number() -> int:
    return (Release.objects.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def publish(
    *,
    by: AbstractBaseUser | None = None,
    note: dict[str, str] | None = None,
    seen: str | None = None,
    only: Collection[int] | None = None,
) -> Release | None:
    """Make the plan public in one release, whole or not at all; return None when nothing differs.

    `note` gives the release's note by language code. With `seen`, the fingerprint of the changes somebody looked
    at, raises PlanChangedError when there are others by now. With `only`, the keys of some sessions, the plan of
    the others stays a plan. Two at once wait for each other: the second finds nothing left to publish.
    """
    list(Session.objects.select_for_update().order_by("pk").values_list("pk"))
    chosen = pending_sessions() if only is None else pending_sessions().filter(pk__in=only)
    changes = _compared(chosen)
    if seen is not None and seen != fingerprint(changes):
        raise PlanChangedError
    if not changes:
        return None
    texts = {
        f"note_{language}": (note or {}).get(language, "") for language in settings.MODELTRANSLATION_LANGUAGES
    }
    release = Release.objects.create(number=next_number(), by=by, **texts)
    for session in dict.fromkeys(change.session for change in changes):
        _make_public(session, at=release.published_at)
    for change in changes:
        change.release = release
        change.save(force_insert=True)
    return release


def _make_public(session: Session, *, at: datetime) -> None:
    """Copy the plan; calendars that ever held the session see a higher sequence."""
    known = session.status != DRAFT or session.changed is not None
    for name in PUBLIC:
        setattr(session, name, getattr(session, f"planned_{name}"))
    session.sequence += 1 if known else 0
    session.changed = at
    session.save(update_fields=[*PUBLIC, "sequence", "changed", "modified"])


def as_planned(session: Session) -> Session:
    """Return the session as it will be once its plan is published; nothing is saved."""
    for name in PUBLIC:
        setattr(session, name, getattr(session, f"planned_{name}"))
    return session


def _compared(sessions: SessionQuerySet) -> list[Change]:
    in_order = sessions.select_related("room", "planned_room").in_order()
    return [change for session in in_order for change in compare(session)]


def compare(session: Session) -> list[Change]:
    """Tell the plan of one session from what is public of it; `session` has both its rooms."""
    old, new = session.status, session.planned_status
    before, after = _slot(session.starts, session.ends), _slot(session.planned_starts, session.planned_ends)
    kinds = Change.Kind
    if new == DRAFT:
        return [] if old == DRAFT else [_change(session, kinds.WITHDRAWN, before, {})]
    found = []
    if old == DRAFT:
        found.append(_change(session, kinds.ADDED, {}, after))
    if new == CANCELLED and old != CANCELLED:
        found.append(_change(session, kinds.CANCELLED))
    elif old == CANCELLED and new != CANCELLED:
        found.append(_change(session, kinds.REINSTATED))
    if old != DRAFT and before != after:
        found.append(_change(session, kinds.MOVED, before, after))
    if old != DRAFT and session.room_id != session.planned_room_id:
        found.append(_change(session, kinds.ROOM, _names(session.room), _names(session.planned_room)))
    return found


def _change(
    session: Session, kind: Change.Kind, before: dict[str, Any] | None = None, after: dict[str, Any] | None = None
) -> Change:
    titles = {f"title_{code}": getattr(session, f"title_{code}") for code in settings.MODELTRANSLATION_LANGUAGES}
    return Change(session=session, kind=kind, before=before or {}, after=after or {}, **titles)


def _slot(starts: datetime | None, ends: datetime | None) -> dict[str, str]:
    return {name: moment.isoformat() for name, moment in (("starts", starts), ("ends", ends)) if moment}


def _names(room: Room | None) -> dict[str, str]:
    codes = settings.MODELTRANSLATION_LANGUAGES
    return {code: getattr(room, f"name_{code}") for code in codes} if room else {}
