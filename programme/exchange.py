"""The programme in the format of the frab / C3VOC family, which conference apps read, as JSON and as XML.

What the format cannot say is decided here, once. It has one language a file: French, or what `?lang=` asks for. It
has no state: a cancelled session is left out, which the apps show as cancelled. It has no unknown times: a session
without a start is left out, one without an end lasts 00:00. A session without a room is held at the venue. Numbers
are those of the portal's rows, and identifiers are those of the calendars.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from programme import plain_text
from programme.feeds import ORIGIN
from programme.models import Session, SessionLanguage, Speaker
from programme.models.people import people
from summit.models import Event
from themes.models import Theme

SCHEMA = "https://c3voc.de/schedule/schema.json"
GENERATOR = {"name": "Summit portal", "version": "1"}
# A night's sessions belong to the day before. Giggity assumes this hour; EventFahrplan reads it in a day's end.
DAY_CHANGES = time(6)
SEVERAL_LANGUAGES = "mul"  # ISO 639-2


def exchanged() -> QuerySet[Session]:
    """The sessions the format can tell, each with everything told of it, in two queries."""
    floor = SessionLanguage.objects.filter(session=OuterRef("pk"), use=SessionLanguage.Use.FLOOR).values(
        "language"
    )
    return (
        Session.objects.published()
        .exclude(status=Session.Status.CANCELLED)
        .timed()
        .select_related("theme", "room")
        .prefetch_related(people())
        .annotate(
            first_language=Subquery(floor.order_by("language")[:1]),
            last_language=Subquery(floor.order_by("-language")[:1]),
        )
        .defer("search_fr", "search_en")
        .order_by("starts", "pk")
    )


def schedule(sessions: Iterable[Session], *, event: Event, release: int) -> dict[str, Any]:
    """Tell the programme in the active language; ORIGIN stands where an address of the portal begins."""
    sessions = sorted(sessions, key=_by_room)
    zone = ZoneInfo(event.time_zone)
    days = _days(sessions, event, zone)
    rooms = {_room_name(session, event): session.room for session in sessions}
    tracks = sorted({theme for session in sessions if (theme := _theme(session))}, key=lambda theme: theme.number)
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
            {"name": name, "guid": _guid(event, f"rooms/{name}"), "capacity": room.capacity if room else None}
            for name, room in rooms.items()
        ],
        "tracks": [{"name": _track(theme), "slug": theme.slug} for theme in tracks],
        "days": days,
    }
    told = {"version": str(release), "base_url": f"{ORIGIN}/", "conference": conference}
    return {"$schema": SCHEMA, "generator": GENERATOR | {"url": f"{ORIGIN}/"}, "schedule": told}


def as_json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _days(sessions: list[Session], event: Event, zone: ZoneInfo) -> list[dict[str, Any]]:
    """Every day of the event and every other day that has a session, each with its rooms in their order."""
    held: dict[date, list[Session]] = defaultdict(list)
    for session in sessions:
        held[_day(session.starts, zone)].append(session)
    last = _day(event.ends - timedelta(microseconds=1), zone)
    day = _day(event.starts, zone)
    while day <= last:
        held[day] += []
        day += timedelta(days=1)
    days = []
    for index, day in enumerate(sorted(held), start=1):
        rooms: dict[str, list[dict[str, Any]]] = {}
        for session in held[day]:
            rooms.setdefault(_room_name(session, event), []).append(_talk(session, event, zone))
        limits = {"day_start": _change(day, zone), "day_end": _change(day + timedelta(days=1), zone)}
        days.append({"index": index, "date": day.isoformat(), **limits, "rooms": rooms})
    return days


def _day(moment: datetime, zone: ZoneInfo) -> date:
    """The day of the programme a moment belongs to, by the clock on the wall."""
    local = moment.astimezone(zone)
    return local.date() if local.time() >= DAY_CHANGES else local.date() - timedelta(days=1)


def _change(day: date, zone: ZoneInfo) -> str:
    return datetime.combine(day, DAY_CHANGES, zone).isoformat()


def _by_room(session: Session) -> tuple[bool, int, int, datetime]:
    room = session.room
    return (room is None, room.order if room else 0, room.pk if room else 0, session.starts)


def _talk(session: Session, event: Event, zone: ZoneInfo) -> dict[str, Any]:
    starts = session.starts.astimezone(zone)
    theme = _theme(session)
    links = [{"url": url, "title": _("Live stream")} for url in session.stream_urls]
    links += [{"url": url, "title": _("Recording")} for url in session.recording_urls]
    return {
        "guid": str(session.uid),
        "id": session.pk,
        "date": starts.isoformat(),
        "start": f"{starts:%H:%M}",
        "duration": _duration(session),
        "room": _room_name(session, event),
        "slug": session.slug,
        "url": ORIGIN + session.get_absolute_url(),
        "title": plain_text.short(session, "title"),
        "subtitle": _("indicative time: from a working draft") if session.times_indicative else "",
        "track": _track(theme) if theme else None,
        "type": session.get_kind_display(),
        "language": _language(session),
        "abstract": plain_text.long(session, "abstract"),
        "description": plain_text.long(session, "outcome"),
        "persons": [_person(speaker, event) for speaker in session.people],
        "links": links,
        "attachments": [],
    }


def _duration(session: Session) -> str:
    minutes = int((session.ends - session.starts).total_seconds() // 60) if session.ends else 0
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _language(session: Session) -> str:
    """The language of the floor; empty when it is not known."""
    if session.first_language != session.last_language:
        return SEVERAL_LANGUAGES
    return session.first_language or ""


def _room_name(session: Session, event: Event) -> str:
    if session.room:
        return plain_text.short(session.room, "name")
    return plain_text.short(event, "venue") or plain_text.short(event, "name")


def _theme(session: Session) -> Theme | None:
    return session.theme if session.theme and session.theme.published else None


def _track(theme: Theme) -> str:
    return plain_text.short(theme, "short") or plain_text.short(theme, "title")


def _person(speaker: Speaker, event: Event) -> dict[str, Any]:
    """With `name` alone: the schema takes either this or `public_name` and refuses both."""
    return {
        "id": speaker.pk,
        "guid": _guid(event, f"speakers/{speaker.slug}"),
        "name": plain_text.short(speaker, "name"),
        "url": ORIGIN + speaker.get_absolute_url(),
    }


def _guid(event: Event, name: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:summit:{event.reference_prefix.lower()}:{name}"))


def as_xml(told: dict[str, Any]) -> str:
    """The same as XML, in the order its schema wants."""
    schedule, conference = told["schedule"], told["schedule"]["conference"]
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
    SubElement(event, "attachments")


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
