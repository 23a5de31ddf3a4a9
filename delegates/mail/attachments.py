"""What comes with a mail: a calendar of what its recipient attends, and the badge as a picture.

Both are made as the mail leaves, from how things stand then, and kept nowhere: whoever was cancelled or erased
since the mail was written gets neither. No private link stands in them, since calendars are shared.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from email.mime.image import MIMEImage
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from delegates import badges
from delegates.badge_face import png
from delegates.mail import outbox
from delegates.models import Message, Seat
from delegates.own import Own
from programme import calendar, feeds, plain_text
from programme.models import Session
from programme.state import state
from summit.clock import real_now
from summit.models import Event

Kind, Refusal = Message.Kind, badges.Refusal
WITH_CALENDAR = (Kind.ACCREDITED, Kind.SEAT_OFFERED, Kind.CHANGED, Kind.REMINDER, Kind.PROGRAMME_CHANGED)
WITH_BADGE = (Kind.ACCREDITED, Kind.REMINDER)
# What makes a calendar one that programs follow: this one is read once, and has no address.
FOLLOWED = ("UID", "SOURCE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Attended:
    """The summit, sessions, and sessions that are offered; by their keys."""

    sessions: list[int]
    offered: list[int] = field(default_factory=list)
    summit: str = "CONFIRMED"


def of(message: Message, held: Own | None, event: Event | None) -> list[MIMENonMultipart]:
    """Return what comes with this message, were it to leave now."""
    if event is None or held is None:
        return []
    with translation.override(held.delegate.language):
        return [part for part in (_calendar(message, held, event), _badge(message, held, event)) if part]


def _badge(message: Message, held: Own, event: Event) -> MIMENonMultipart | None:
    """The code of whoever may enter: when they are accredited, when they take a seat, and before they come."""
    took_a_seat = message.context.get("accepted") and not message.context.get("session")
    is_due = message.kind in WITH_BADGE or took_a_seat
    if not is_due or held.refusal:
        return None
    try:
        picture = png(badges.code_of(held.delegate, event=event))
    except badges.NoKey as error:  # the mail says all the rest, and its link leads to the badge
        log.error("%s", error)
        return None
    return _named(MIMEImage(picture, "png"), f"badge-{held.delegate}.png")


def _attended(message: Message, held: Own) -> Attended | None:
    """On site one attends where one has a seat, online what one has chosen; None before one is accredited.

    The mail that offers a seat has what is offered too, as tentative: it keeps the time free until it is accepted.
    """
    if held.refusal is Refusal.ONLINE:
        return Attended(list(held.delegate.wishes.values_list("session", flat=True)))
    seated, offered = _seats(held, Seat.State.HELD), _seats(held, Seat.State.OFFERED)
    offers = message.kind == Kind.SEAT_OFFERED
    if offers and held.refusal is Refusal.OFFERED:
        return Attended([], [*seated, *offered], summit="TENTATIVE")
    return None if held.refusal else Attended(seated, offered if offers else [])


def _seats(held: Own, state: Seat.State) -> list[int]:
    return [one.seat.session_id for one in held.sessions if one.seat.state == state]


def _calendar(message: Message, held: Own, event: Event) -> MIMENonMultipart | None:
    attended = _attended(message, held) if message.kind in WITH_CALENDAR else None
    if attended is None:
        return None
    text = calendar.write(
        calendar.followed().filter(pk__in=[*attended.sessions, *attended.offered]),
        event=event,
        release=state().release,
        title=plain_text.short(event, "name"),
        path=reverse("programme:list"),
    )
    written = icalendar.Calendar.from_ical(text.replace(feeds.ORIGIN, settings.SITE_ORIGIN))
    for name in FOLLOWED:
        written.pop(name, None)
    written.add("method", "PUBLISH")
    offered = Session.objects.filter(pk__in=attended.offered).values_list("uid", flat=True)
    tentative = {str(uid) for uid in offered}
    written.add_component(_summit(event, status=attended.summit))
    for entry in written.events:
        if entry["UID"].partition("@")[0] in tentative and entry["STATUS"] == "CONFIRMED":
            entry["STATUS"] = icalendar.vText("TENTATIVE")
        # By this a program knows which of two mails is the later one, when nothing but the seat has changed.
        entry["DTSTAMP"] = icalendar.vDatetime(real_now())
    part = MIMEText(written.to_ical().decode(), "calendar", "utf-8")
    part.set_param("method", "PUBLISH")
    return _named(part, f"{event.reference_prefix.lower()}.ics")


def _summit(event: Event, *, status: str) -> icalendar.Event:
    zone, entry = ZoneInfo(event.time_zone), icalendar.Event()
    entry.add("uid", f"summit@{outbox.domain()}")
    entry.add("dtstart", event.starts.astimezone(zone))
    entry.add("dtend", event.ends.astimezone(zone))
    entry.add("sequence", int(event.modified.timestamp()) // 60)
    entry.add("last-modified", event.modified.astimezone(UTC))
    entry.add("status", status)
    entry.add("summary", plain_text.short(event, "name"))
    where = [text for name in ("venue", "address", "city") if (text := plain_text.short(event, name))]
    if where:
        entry.add("location", ", ".join(_without_repeats(where)))
    entry.add("url", settings.SITE_ORIGIN + reverse("summit:home"))
    return entry


def _without_repeats(texts: list[str]) -> Iterator[str]:
    """Leave out what another of them says: an address may begin with the venue and end with the city."""
    return (one for one in texts if not any(one in other for other in texts if other != one))


def _named(part: MIMENonMultipart, name: str) -> MIMENonMultipart:
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part
