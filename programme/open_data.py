"""The programme as plain data in both languages: every public session, also those without a time."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils import translation

from programme.feeds import ORIGIN
from programme.models import Participation, Session, SessionLanguage
from programme.models.session import people
from programme.plain_text import clean
from programme.state import State
from summit.models import Event

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES
Data = dict[str, Any]


def open_sessions() -> QuerySet[Session]:
    """Every public session with everything told of it, in three queries."""
    return (
        Session.objects.published()
        .select_related("theme", "room")
        .prefetch_related(people(), "languages")
        .defer("search_fr", "search_en")
        .order_by("position", "starts", "pk")
    )


def programme(sessions: Iterable[Session], *, event: Event, state: State) -> Data:
    """Tell the programme; texts are as staff wrote them (long ones in Markdown), null where nobody did."""
    zone = ZoneInfo(event.time_zone)
    sessions = sorted(sessions, key=lambda session: _day(session, event, zone))
    rooms = {session.room: None for session in sessions if session.room}
    themes = {session.theme: None for session in sessions if _has_theme(session)}
    speakers = {speaker: None for session in sessions for speaker in session.people}
    return {
        "release": {"number": state.release, "published": _iso(state.published_at, zone)},
        "event": _event(event, zone),
        "rooms": [
            {
                "slug": room.slug,
                "name": _texts(room, "name"),
                "capacity": room.capacity,
                "step_free": room.step_free,
            }
            for room in sorted(rooms, key=lambda room: (room.order, room.pk))
        ],
        "themes": [
            {"slug": theme.slug, "number": theme.number, "title": _texts(theme, "title"), "url": _urls(theme)}
            for theme in sorted(themes, key=lambda theme: theme.number)
        ],
        "people": [
            {
                "slug": speaker.slug,
                "name": _texts(speaker, "name"),
                "role": _texts(speaker, "role"),
                "organisation": _texts(speaker, "organisation"),
                "country": speaker.country.code or None,
                "url": _urls(speaker),
            }
            for speaker in sorted(speakers, key=lambda speaker: (speaker.sort_key, speaker.pk))
        ],
        "sessions": [_session(session, event, zone) for session in sessions],
    }


def _event(event: Event, zone: ZoneInfo) -> Data:
    return {
        "name": _texts(event, "name"),
        "starts": _iso(event.starts, zone),
        "ends": _iso(event.ends, zone),
        "time_zone": event.time_zone,
        "venue": _texts(event, "venue"),
        "city": _texts(event, "city"),
        "url": _urls(event),
    }


def _session(session: Session, event: Event, zone: ZoneInfo) -> Data:
    return {
        "uid": str(session.uid),
        "slug": session.slug,
        "url": _urls(session),
        "title": _texts(session, "title"),
        "abstract": _texts(session, "abstract"),
        "outcome": _texts(session, "outcome"),
        "kind": session.kind,
        "status": session.status,
        "theme": session.theme.slug if _has_theme(session) else None,
        "room": session.room.slug if session.room else None,
        "day": _day(session, event, zone).isoformat(),
        "part_of_day": session.part_of_day or None,
        "position": session.position,
        "starts": _iso(session.starts, zone),
        "ends": _iso(session.ends, zone),
        "times_indicative": session.times_indicative,
        "access": session.access,
        "captions": session.captions,
        "sign_language": session.sign_language,
        "floor_languages": _languages(session, SessionLanguage.Use.FLOOR),
        "interpretation_languages": _languages(session, SessionLanguage.Use.INTERPRETATION),
        "streams": session.stream_urls,
        "recordings": session.recording_urls,
        "people": [_part(one) for one in session.participations.all()],
        "sequence": session.sequence,
        "changed": _iso(session.changed, zone),
    }


def _part(one: Participation) -> Data:
    return {"speaker": one.speaker.slug, "role": one.role, "mode": one.mode, "note": _texts(one, "note")}


def _has_theme(session: Session) -> bool:
    return session.theme is not None and session.theme.published


def _day(session: Session, event: Event, zone: ZoneInfo) -> date:
    if session.starts is None and session.day:
        return session.day
    return (session.starts or event.starts).astimezone(zone).date()


def _languages(session: Session, use: str) -> list[str]:
    return [one.language for one in session.languages.all() if one.use == use]


def _texts(thing: models.Model, field: str) -> dict[str, str | None]:
    return {language: clean(getattr(thing, f"{field}_{language}") or "") or None for language in LANGUAGES}


def _urls(thing: models.Model) -> dict[str, str]:
    urls = {}
    for language in LANGUAGES:
        with translation.override(language):
            urls[language] = ORIGIN + thing.get_absolute_url()
    return urls


def _iso(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat() if moment else None
