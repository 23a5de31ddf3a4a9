"""What the programme tells machines, in schema.org's words."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from programme.models import Session, Speaker
from summit import structured_data
from summit.bilingual import written_in
from summit.frame import Frame
from summit.models import Event
from summit.structured_data import CONTEXT


def event_with_sessions(frame: Frame, sessions: Iterable[Session]) -> dict[str, Any]:
    """The summit with its sessions as subEvent."""
    programme = frame.origin + reverse("programme:list")
    told = [sub_event(session, frame.event, url=f"{programme}{session.slug}/") for session in sessions]
    return structured_data.event(frame.event, frame) | {"subEvent": told}


def sub_event(session: Session, event: Event | None, *, url: str) -> dict[str, Any]:
    """One session; a session without a start is told without any."""
    reader = get_language()
    status = "EventCancelled" if session.is_cancelled else "EventScheduled"
    told = {
        "@type": "Event",
        "name": written_in(session, "title", reader)[0],
        "url": url,
        "eventStatus": f"{CONTEXT}/{status}",
        "performer": [{"@type": "Person", "name": written_in(one, "name", reader)[0]} for one in session.people],
    }
    if session.starts:
        told["startDate"] = session.starts.isoformat()
    if session.ends:
        told["endDate"] = session.ends.isoformat()
    if mode := attendance_mode(session, event):
        told["eventAttendanceMode"] = f"{CONTEXT}/{mode}"
    if places := locations(session):
        told["location"] = places
    return told


def attendance_mode(session: Session, event: Event | None) -> str:
    """On site, online or both, as far as the room, the venue and the streams tell; empty when nothing does."""
    if session.stream_urls:
        on_site = session.room or (event and written_in(event, "venue")[0])
        return "MixedEventAttendanceMode" if on_site else "OnlineEventAttendanceMode"
    return "OfflineEventAttendanceMode" if session.room else ""


def locations(session: Session) -> list[dict[str, Any]]:
    """The room and each live stream."""
    room = [{"@type": "Place", "name": written_in(session.room, "name")[0]}] if session.room else []
    return room + [{"@type": "VirtualLocation", "url": url} for url in session.stream_urls]


def session(shown: Session, frame: Frame) -> dict[str, Any]:
    """A session's own page: the session, inside the summit, with the languages heard in it."""
    told = {"@context": CONTEXT} | sub_event(shown, frame.event, url=frame.origin + shown.get_absolute_url())
    if heard := list(dict.fromkeys(row.language for row in shown.languages.all())):
        told["inLanguage"] = heard
    if frame.event:
        place = structured_data.place(frame.event)
        told["superEvent"] = {
            "@type": "Event",
            "name": written_in(frame.event, "name")[0],
            "startDate": frame.event.starts.isoformat(),
            "location": place,
        }
        places = told.get("location", [])
        if shown.room:
            places[0] |= {"address": place["address"], "containedInPlace": place}
        else:
            places = [place, *places]
        told["location"] = places
    return told


def person(speaker: Speaker, frame: Frame) -> dict[str, Any]:
    """A speaker, in the public role held at the summit."""
    told = {
        "@context": CONTEXT,
        "@type": "Person",
        "name": written_in(speaker, "name")[0],
        "jobTitle": written_in(speaker, "role")[0],
        "url": frame.origin + speaker.get_absolute_url(),
    }
    organisation = written_in(speaker, "organisation")[0]
    if organisation:
        told["worksFor"] = {"@type": "Organization", "name": organisation}
    return told
