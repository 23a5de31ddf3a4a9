"""What the programme tells machines, in schema.org's words."""

from collections.abc import Iterable
from typing import Any

from programme.models import Session, Speaker
from summit import structured_data
from summit.bilingual import written_in
from summit.frame import Frame
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
        "performer": [
            {"@type": "Person", "name": written_in(one.speaker, "name")[0]}
            for one in session.participations.all()
        ],
    }
    if session.starts:
        told["startDate"] = session.starts.isoformat()
    if session.ends:
        told["endDate"] = session.ends.isoformat()
    return told


def session(shown: Session, frame: Frame) -> dict[str, Any]:
    """A session's own page: the session, inside the summit."""
    told = {"@context": CONTEXT} | sub_event(shown, frame)
    if frame.event:
        told["superEvent"] = {
            "@type": "Event",
            "name": written_in(frame.event, "name")[0],
            "startDate": frame.event.starts.isoformat(),
            "location": structured_data.place(frame.event),
        }
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
