"""What the pages tell machines, in schema.org's words."""

from typing import Any

from summit.bilingual import written_in
from summit.frame import Frame
from summit.models import Event

CONTEXT = "https://schema.org"


def event(row: Event, frame: Frame) -> dict[str, Any]:
    """The summit as a schema.org Event."""
    return {
        "@context": CONTEXT,
        "@type": "Event",
        "name": written_in(row, "name")[0],
        "description": written_in(row, "summary")[0],
        "startDate": row.starts.isoformat(),
        "endDate": row.ends.isoformat(),
        "eventAttendanceMode": f"{CONTEXT}/MixedEventAttendanceMode",
        "eventStatus": f"{CONTEXT}/EventScheduled",
        "url": frame.origin + row.get_absolute_url(),
        "location": place(row),
        "organizer": [
            {"@type": "Organization", "name": written_in(one, "name")[0]}
            | ({"url": one.website} if one.website else {})
            for one in frame.organisers
        ],
    }


def place(row: Event) -> dict[str, Any]:
    """Where the summit is held."""
    return {
        "@type": "Place",
        "name": written_in(row, "venue")[0],
        "address": {
            "@type": "PostalAddress",
            "addressLocality": written_in(row, "city")[0],
            "addressCountry": row.country.code,
        },
    }


def breadcrumb(frame: Frame, trail: list[tuple[str, str]]) -> dict[str, Any]:
    """The way from the home page to this one, as (name, path) pairs."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": str(name), "item": frame.origin + path}
            for place, (name, path) in enumerate(trail, start=1)
        ],
    }
