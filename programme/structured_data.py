"""What the programme tells machines, in schema.org's words."""

from collections.abc import Iterable
from typing import Any

from programme.models import Participation, Session, Speaker
from summit import structured_data
from summit.bilingual import written_in
from summit.frame import Frame
from summit.models import Event
from summit.structured_data import CONTEXT


def event_with_sessions(frame: Frame, sessions: Iterable[Session]) -> dict[str, Any]:
    """The summit with its sessions as subEvent."""
    return structured_data.event(frame.event, frame) | {
        "subEvent": [sub_event(session, frame) for session in sessions]
    }


def sub_event(session: Session, frame: Frame) -> dict[str, Any]:
    """One session; a session without a start is told without any."""
    status = "EventCancelled" if session.is_cancelled else "EventScheduled"
    told = {
        "@type": "Event",
        "name": written_in(session, "title")[0],
        "url": frame.origin + session.get_absolute_url(),
        "eventStatus": f"{CONTEXT}/{status}",
        "performer": [{"@type": "Person", "name": written_in(speaker, "name")[0]} for speaker in session.people],
    }
    if session.starts:
        told["startDate"] = session.starts.isoformat()
    if session.ends:
        told["endDate"] = session.ends.isoformat()
    mode = attendance_mode(session)
    if mode:
        told["eventAttendanceMode"] = f"{CONTEXT}/{mode}"
    places = locations(session, frame.event)
    if places:
        told["location"] = places[0] if len(places) == 1 else places
    return told


def attendance_mode(session: Session) -> str:
    """On site, online or both, as far as its room, its streams and its speakers tell; empty when nothing does."""
    modes = {one.mode for one in session.participations.all()}
    on_site = session.room_id is not None or Participation.Mode.IN_PERSON in modes
    online = bool(session.stream_urls) or Participation.Mode.REMOTE in modes
    if on_site and online:
        return "MixedEventAttendanceMode"
    if on_site:
        return "OfflineEventAttendanceMode"
    return "OnlineEventAttendanceMode" if online else ""


def locations(session: Session, event: Event | None) -> list[dict[str, Any]]:
    """The room, within the summit's place, and each live stream."""
    places = []
    if session.room:
        place = {"@type": "Place", "name": written_in(session.room, "name")[0]}
        places.append(place | ({"containedInPlace": structured_data.place(event)} if event else {}))
    places += [{"@type": "VirtualLocation", "url": url} for url in session.stream_urls]
    return places


def session(shown: Session, frame: Frame) -> dict[str, Any]:
    """A session's own page: the session, inside the summit, with the languages heard in it."""
    told = {"@context": CONTEXT} | sub_event(shown, frame)
    heard = list(dict.fromkeys(row.language for row in shown.languages.all()))
    if heard:
        told["inLanguage"] = heard
    if frame.event:
        told["superEvent"] = {
            "@type": "Event",
            "name": written_in(frame.event, "name")[0],
            "startDate": frame.event.starts.isoformat(),
            "location": structured_data.place(frame.event),
        }
        if "location" not in told:
            told["location"] = structured_data.place(frame.event)
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
