"""The programme as plain data in both languages: every public session, also those without a time."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation

from programme import told
from programme.feeds import ORIGIN
from programme.models import Session, SessionLanguage
from programme.plain_text import clean
from programme.state import State
from programme.told import Row
from summit.models import Document, Event

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES
Data = dict[str, Any]
Addresses = dict[str, Callable[[str], str]]
SAID = (
    *("pk", "uid", "slug", "kind", "status", "day", "part_of_day", "position", "starts", "ends"),
    *("times_indicative", "access", "captions", "sign_language", "stream_urls", "recording_urls"),
    *("sequence", "changed", "floor", "interpretation"),
    *("room_id", "room__slug", "room__order", "room__capacity", "room__step_free"),
    *("theme__number", "theme__slug", "theme__published"),
    *told.texts("title", "abstract", "outcome", "room__name", "theme__title"),
)
SAID_OF_PEOPLE = (
    *("role", "mode", "speaker__slug", "speaker__sort_key", "speaker__country"),
    *told.texts("note", "speaker__name", "speaker__role", "speaker__organisation"),
)


class Shared(NamedTuple):
    """What is told of all sessions at once."""

    event: Event
    zone: ZoneInfo
    addresses: Addresses
    people: dict[int, list[Row]]
    documents: dict[int, list[Document]]


def open_sessions() -> QuerySet[Session]:
    """Every public session, with the languages heard in it."""
    use = SessionLanguage.Use
    heard = {"floor": told.heard(use.FLOOR), "interpretation": told.heard(use.INTERPRETATION)}
    return Session.objects.published().annotate(**heard).order_by("position", "starts", "pk")


def programme(sessions: QuerySet[Session], *, event: Event, state: State) -> Data:
    """Tell the programme in three queries; texts are as staff wrote them (long ones in Markdown), or null."""
    rows, zone = told.rows(sessions, SAID), ZoneInfo(event.time_zone)
    rows.sort(key=lambda row: _day(row, event, zone))
    addresses = _addresses("programme:session")
    shared = Shared(event, zone, addresses, told.parts(rows, *SAID_OF_PEOPLE), told.documents(rows))
    rooms = {(row.room__order, row.room_id): row for row in rows if row.room_id}
    themes = {row.theme__number: row for row in rows if row.theme__published}
    speakers = {(one.speaker__sort_key, one.speaker_id): one for held in shared.people.values() for one in held}
    return {
        "release": {"number": state.release, "published": _iso(state.published_at, zone)},
        "event": _event(event, zone),
        "rooms": [_room(row) for _place, row in sorted(rooms.items())],
        "themes": _themes([row for _number, row in sorted(themes.items())]),
        "people": _people([one for _key, one in sorted(speakers.items())]),
        "sessions": [_session(row, shared) for row in rows],
    }


def _room(row: Row) -> Data:
    return {
        "slug": row.room__slug,
        "name": _texts(row, "room__name"),
        "capacity": row.room__capacity,
        "step_free": row.room__step_free,
    }


def _themes(rows: list[Row]) -> list[Data]:
    addresses = _addresses("themes:theme")
    return [
        {
            "slug": row.theme__slug,
            "number": row.theme__number,
            "title": _texts(row, "theme__title"),
            "url": _urls(addresses, row.theme__slug),
        }
        for row in rows
    ]


def _people(speakers: list[Row]) -> list[Data]:
    addresses = _addresses("programme:speaker")
    return [
        {
            "slug": one.speaker__slug,
            "name": _texts(one, "speaker__name"),
            "role": _texts(one, "speaker__role"),
            "organisation": _texts(one, "speaker__organisation"),
            "country": one.speaker__country or None,
            "url": _urls(addresses, one.speaker__slug),
        }
        for one in speakers
    ]


def _event(event: Event, zone: ZoneInfo) -> Data:
    return {
        "name": _texts(event, "name"),
        "starts": _iso(event.starts, zone),
        "ends": _iso(event.ends, zone),
        "time_zone": event.time_zone,
        "venue": _texts(event, "venue"),
        "city": _texts(event, "city"),
        "url": _event_urls(event),
    }


def _session(row: Row, shared: Shared) -> Data:
    zone = shared.zone
    return {
        "uid": str(row.uid),
        "slug": row.slug,
        "url": _urls(shared.addresses, row.slug),
        "title": _texts(row, "title"),
        "abstract": _texts(row, "abstract"),
        "outcome": _texts(row, "outcome"),
        "kind": row.kind,
        "status": row.status,
        "theme": row.theme__slug if row.theme__published else None,
        "room": row.room__slug,
        "day": _day(row, shared.event, zone).isoformat(),
        "part_of_day": row.part_of_day or None,
        "position": row.position,
        "starts": _iso(row.starts, zone),
        "ends": _iso(row.ends, zone),
        "times_indicative": row.times_indicative,
        "access": row.access,
        "captions": row.captions,
        "sign_language": row.sign_language,
        "floor_languages": told.languages(row.floor),
        "interpretation_languages": told.languages(row.interpretation),
        "streams": row.stream_urls,
        "recordings": row.recording_urls,
        "people": [_part(one) for one in shared.people.get(row.pk, [])],
        "documents": [_document(document) for document in shared.documents.get(row.pk, [])],
        "sequence": row.sequence,
        "changed": _iso(row.changed, zone),
    }


def _part(one: Row) -> Data:
    return {"speaker": one.speaker__slug, "role": one.role, "mode": one.mode, "note": _texts(one, "note")}


def _document(document: Document) -> Data:
    return {
        "slug": document.slug,
        "title": _texts(document, "title"),
        "url": told.address(document),
        "publisher": document.publisher or None,
        "language": document.language or None,
        "date": document.date or None,
    }


def _day(row: Row, event: Event, zone: ZoneInfo) -> date:
    if row.starts is None and row.day:
        return row.day
    return (row.starts or event.starts).astimezone(zone).date()


def _texts(thing: Event | Document | Row, field: str) -> dict[str, str | None]:
    return {language: clean(getattr(thing, f"{field}_{language}") or "") or None for language in LANGUAGES}


def _addresses(name: str) -> Addresses:
    """What makes the address of a slug, in each language."""
    made = {}
    for language in LANGUAGES:
        with translation.override(language):
            made[language] = told.addresses(name)
    return made


def _urls(addresses: Addresses, slug: str) -> dict[str, str]:
    return {language: address(slug) for language, address in addresses.items()}


def _event_urls(event: Event) -> dict[str, str]:
    urls = {}
    for language in LANGUAGES:
        with translation.override(language):
            urls[language] = ORIGIN + event.get_absolute_url()
    return urls


def _iso(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat() if moment else None
