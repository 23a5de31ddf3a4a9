"""The programme in the format of the frab / C3VOC family, which conference apps read, as JSON and as XML.

What the format cannot say is decided here, once. It has one language a file: French, or what `?lang=` asks for. It
has no state: a cancelled session is left out, which the apps show as cancelled. It has no unknown times: a session
without a start is left out, one without an end lasts 00:00. A session without a room is held at the venue. Numbers
are those of the portal's rows, and identifiers are those of the calendars.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from programme import plain_text, told
from programme.feeds import ORIGIN
from programme.models import Session, SessionLanguage
from programme.told import Row
from summit.models import Document, Event

SCHEMA = "https://c3voc.de/schedule/schema.json"
GENERATOR = {"name": "Summit portal", "version": "1"}
# A night's sessions belong to the day before. Giggity assumes this hour; EventFahrplan reads it in a day's end.
DAY_CHANGES = time(6)
SEVERAL_LANGUAGES = "mul"  # ISO 639-2
SAID = (
    *("pk", "uid", "slug", "kind", "starts", "ends", "times_indicative", "stream_urls", "recording_urls", "heard"),
    *("room_id", "room__order", "room__capacity"),
    *("theme_id", "theme__number", "theme__slug", "theme__published"),
    *told.texts("title", "abstract", "outcome", "room__name", "theme__short", "theme__title"),
)
SAID_OF_PEOPLE = ("speaker__slug", *told.texts("speaker__name"))


class Shared(NamedTuple):
    """What the talks of one schedule have in common, in the reader's language."""

    event: Event
    zone: ZoneInfo
    place: str
    address: Callable[[str], str]
    kinds: dict[str, str]
    people: dict[int, list[dict[str, Any]]]
    documents: dict[int, list[Document]]


def exchanged() -> QuerySet[Session]:
    """The sessions the format can tell, each with the languages of its floor."""
    shown = Session.objects.published().exclude(status=Session.Status.CANCELLED).timed()
    return shown.annotate(heard=told.heard(SessionLanguage.Use.FLOOR)).order_by("starts", "pk")


def schedule(sessions: QuerySet[Session], *, event: Event, release: int) -> dict[str, Any]:
    """Tell the programme in the active language, in three queries.

    ORIGIN stands where an address of the portal begins.
    """
    rows = sorted(told.rows(sessions, SAID), key=_by_room)
    shared = _shared(rows, event)
    days = _days(rows, shared)
    rooms = {_room_name(row, shared): row.room__capacity for row in rows}
    tracks = {row.theme__number: row for row in rows if row.theme__published}
    conference = {
        "acronym": event.reference_prefix.lower(),
        "title": plain_text.short(event, "name"),
        "description": plain_text.short(event, "summary"),
        "start": days[0]["date"],
        "end": days[-1]["date"],
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        "time_zone_name": event.time_zone,
        "url": ORIGIN + reverse("programme:list"),
        "rooms": [
            {"name": name, "guid": _guid(event, f"rooms/{name}"), "capacity": capacity}
            for name, capacity in rooms.items()
        ],
        "tracks": [{"name": _track(row), "slug": row.theme__slug} for _number, row in sorted(tracks.items())],
        "days": days,
    }
    whole = {"version": str(release), "base_url": f"{ORIGIN}/", "conference": conference}
    return {"$schema": SCHEMA, "generator": GENERATOR | {"url": f"{ORIGIN}/"}, "schedule": whole}


def _shared(rows: list[Row], event: Event) -> Shared:
    parts, address = told.parts(rows, *SAID_OF_PEOPLE), told.addresses("programme:speaker")
    speakers = {one.speaker_id: one for held in parts.values() for one in held}
    persons = {pk: _person(one, event, address) for pk, one in speakers.items()}
    return Shared(
        event=event,
        zone=ZoneInfo(event.time_zone),
        place=plain_text.short(event, "venue") or plain_text.short(event, "name"),
        address=told.addresses("programme:session"),
        kinds=told.labels(Session.Kind),
        people={
            pk: [persons[speaker] for speaker in dict.fromkeys(one.speaker_id for one in held)]
            for pk, held in parts.items()
        },
        documents=told.documents(rows),
    )


def as_json(whole: dict[str, Any]) -> str:
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _days(rows: list[Row], shared: Shared) -> list[dict[str, Any]]:
    """Every day of the event and every other day that has a session, each with its rooms in their order."""
    held: dict[date, list[Row]] = defaultdict(list)
    zone = shared.zone
    for row in rows:
        held[_day(row.starts, zone)].append(row)
    last = _day(shared.event.ends - timedelta(microseconds=1), zone)
    day = _day(shared.event.starts, zone)
    while day <= last:
        held[day] += []
        day += timedelta(days=1)
    days = []
    for index, day in enumerate(sorted(held), start=1):
        rooms: dict[str, list[dict[str, Any]]] = {}
        for row in held[day]:
            rooms.setdefault(_room_name(row, shared), []).append(_talk(row, shared))
        limits = {"day_start": _change(day, zone), "day_end": _change(day + timedelta(days=1), zone)}
        days.append({"index": index, "date": day.isoformat(), **limits, "rooms": rooms})
    return days


def _day(moment: datetime, zone: ZoneInfo) -> date:
    """The day of the programme a moment belongs to, by the clock on the wall."""
    local = moment.astimezone(zone)
    return local.date() if local.time() >= DAY_CHANGES else local.date() - timedelta(days=1)


def _change(day: date, zone: ZoneInfo) -> str:
    return datetime.combine(day, DAY_CHANGES, zone).isoformat()


def _by_room(row: Row) -> tuple[bool, int, int, datetime]:
    return (row.room_id is None, row.room__order or 0, row.room_id or 0, row.starts)


def _talk(row: Row, shared: Shared) -> dict[str, Any]:
    starts = row.starts.astimezone(shared.zone)
    links = [{"url": url, "title": _("Live stream")} for url in row.stream_urls]
    links += [{"url": url, "title": _("Recording")} for url in row.recording_urls]
    return {
        "guid": str(row.uid),
        "id": row.pk,
        "date": starts.isoformat(),
        "start": f"{starts:%H:%M}",
        "duration": _duration(row),
        "room": _room_name(row, shared),
        "slug": row.slug,
        "url": shared.address(row.slug),
        "title": plain_text.short(row, "title"),
        "subtitle": _("indicative time: from a working draft") if row.times_indicative else "",
        "track": _track(row) if row.theme__published else None,
        "type": shared.kinds[row.kind],
        "language": _language(row),
        "abstract": plain_text.long(row, "abstract"),
        "description": plain_text.long(row, "outcome"),
        "persons": shared.people.get(row.pk, []),
        "links": links,
        "attachments": [_attachment(document) for document in shared.documents.get(row.pk, [])],
    }


def _duration(row: Row) -> str:
    minutes = int((row.ends - row.starts).total_seconds() // 60) if row.ends else 0
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _language(row: Row) -> str:
    """The language of the floor; empty when it is not known."""
    heard = told.languages(row.heard)
    return SEVERAL_LANGUAGES if len(heard) > 1 else "".join(heard)


def _room_name(row: Row, shared: Shared) -> str:
    return plain_text.short(row, "room__name") if row.room_id else shared.place


def _track(row: Row) -> str:
    return plain_text.short(row, "theme__short") or plain_text.short(row, "theme__title")


def _attachment(document: Document) -> dict[str, str]:
    return {"url": told.address(document), "title": plain_text.short(document, "title")}


def _person(one: Row, event: Event, address: Callable[[str], str]) -> dict[str, Any]:
    """With `name` alone: the schema takes either this or `public_name` and refuses both."""
    return {
        "id": one.speaker_id,
        "guid": _guid(event, f"speakers/{one.speaker__slug}"),
        "name": plain_text.short(one, "speaker__name"),
        "url": address(one.speaker__slug),
    }


def _guid(event: Event, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:summit:{event.reference_prefix.lower()}:{name}"))


def as_xml(whole: dict[str, Any]) -> str:
    """The same as XML, in the order its schema wants."""
    schedule, conference = whole["schedule"], whole["schedule"]["conference"]
    root = Element("schedule")
    SubElement(root, "generator", GENERATOR)
    _add(root, "version", schedule["version"])
    about = SubElement(root, "conference")
    for name in ("title", "acronym", "start", "end"):
        _add(about, name, conference[name])
    _add(about, "days", str(conference["daysCount"]))
    for name in ("timeslot_duration", "time_zone_name"):
        _add(about, name, conference[name])
    _add(about, "base_url", schedule["base_url"])
    for day in conference["days"]:
        dated = {"index": str(day["index"]), "date": day["date"], "start": day["day_start"], "end": day["day_end"]}
        within = SubElement(root, "day", dated)
        for name, talks in day["rooms"].items():
            room = SubElement(within, "room", {"name": name})
            for talk in talks:
                _add_talk(room, talk)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True).decode()


def _add_talk(room: Element, talk: dict[str, Any]) -> None:
    event = SubElement(room, "event", {"guid": talk["guid"], "id": str(talk["id"])})
    single = ("date", "start", "duration", "room", "slug", "url", "title", "subtitle", "track", "type", "language")
    for name in (*single, "abstract", "description"):
        _add(event, name, talk[name] or "")
    persons = SubElement(event, "persons")
    for person in talk["persons"]:
        SubElement(persons, "person", {"id": str(person["id"])}).text = person["name"]
    links = SubElement(event, "links")
    for link in talk["links"]:
        SubElement(links, "link", {"href": plain_text.clean(link["url"])}).text = link["title"]
    attachments = SubElement(event, "attachments")
    for document in talk["attachments"]:
        SubElement(attachments, "attachment", {"href": document["url"]}).text = document["title"]


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
