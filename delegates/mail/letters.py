"""What each message says, in the recipient's own language, made at the moment it leaves.

The text is a template whose first line is the subject. Its paragraphs make the HTML part too: everything is
escaped, and a paragraph that is an address becomes a link; nothing else does, whatever a name holds.
"""

import re
from email.utils import quote
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime

from delegates import own
from delegates.mail import attachments
from delegates.mail.occasions import COMING
from delegates.models import Circular, Delegate, Message
from delegates.tokens import token_of
from programme.models import Change, Release, Session
from summit.models import Event
from summit.typography import typographic

# All that could end a line of a header or of a paragraph, and no no-break space.
SPACES = re.compile(r"[ \t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
EMPTY_LINE = re.compile(r"\r?\n[ \t]*\r?\n")
# What says nothing of seats, and comes with nothing: half of all mail, written before anybody sits.
OF_NO_SEAT = (Message.Kind.CONFIRM, Message.Kind.NAMED, Message.Kind.LINK, Message.Kind.RECEIVED)


class NoLongerDueError(ValueError):
    """There is nobody left to write to, or they left what the message is about."""


def write(message: Message) -> EmailMultiAlternatives:
    """Return the mail as it leaves now. Raises NoLongerDueError when it is not to leave any more."""
    to = message.delegate or message.delegation
    address = to.email if message.delegate else to.focal_email
    states = message.context.get("states")
    if not address or (states and to.state not in (*states, *COMING)):
        raise NoLongerDueError
    held = own.of(to) if message.delegate and message.kind not in OF_NO_SEAT else None
    event = Event.objects.first()
    mail = composed(message, to.language, held, event)
    mail.to = [_addressee(message, address)]
    for part in attachments.of(message, held, event):
        mail.attach(part)
    return mail


def composed(
    message: Message, language: str, held: own.Own | None, event: Event | None, **more: Any
) -> EmailMultiAlternatives:
    """Return the mail without its addressee; `more` stands in for what the message's facts would lead to."""
    zone = ZoneInfo(event.time_zone if event else "UTC")
    with translation.override(language), timezone.override(zone):
        told = _told(message, event, held) | more
        text = render_to_string(f"delegates/mail/{message.kind}.txt", told)
        subject, _line, body = typographic(text.strip(), language).partition("\n")
        paragraphs = [line for one in EMPTY_LINE.split(body) if (line := _in_one_line(one))]
        html = render_to_string(
            "delegates/mail/letter.html",
            {"paragraphs": paragraphs, "origin": settings.SITE_ORIGIN, "language": language, "subject": subject},
        )
    mail = EmailMultiAlternatives(
        subject=_in_one_line(subject),
        body="\n\n".join(paragraphs) + "\n",
        reply_to=[event.contact] if event and event.contact else None,
        headers={
            "Message-ID": f"<{message.message_id}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
        },
    )
    mail.attach_alternative(html, "text/html")
    return mail


def _in_one_line(text: str) -> str:
    """Join its lines; no-break spaces stay, which Python would take for ordinary ones."""
    return SPACES.sub(" ", text).strip(" ")


def _addressee(message: Message, address: str) -> str:
    name = message.delegate.full_name if message.delegate else message.delegation.focal_name
    # Django encodes it, and folds it where it is long.
    return f'"{quote(_in_one_line(name))}" <{address}>' if name else address


def _told(message: Message, event: Event | None, held: own.Own | None) -> dict[str, Any]:
    facts = message.context
    session = Session.objects.filter(pk=facts["session"]).first() if facts.get("session") else None
    told = {
        "event": event,
        "delegate": message.delegate,
        "delegation": message.delegation,
        "session": session,
        "facts": facts,
        "until": parse_datetime(facts["until"]) if facts.get("until") else None,
        "origin": settings.SITE_ORIGIN,
        "own": held,
        "notice": "",
        **_many(facts),
        "naming": _naming(facts),
    }
    if message.delegation:
        told["link"] = settings.SITE_ORIGIN + reverse("delegates:desk", args=[token_of(message.delegation)])
    if message.delegate:
        token = token_of(message.delegate)
        told["link"] = settings.SITE_ORIGIN + reverse("delegates:mine", args=[token])
        told["badge"] = settings.SITE_ORIGIN + reverse("delegates:badge", args=[token])
        if message.kind == Message.Kind.REMINDER and message.delegate.pk:
            told["attended"] = own.attended(message.delegate, held)
        places = held.places if held else []
        told["line"] = next((one.line for one in places if one.seat.session_id == facts.get("session")), 0)
    return told


def _many(facts: dict[str, Any]) -> dict[str, Any]:
    """What is told to many: a circular, or what a release changed for this delegate."""
    told: dict[str, Any] = {}
    if "circular" in facts:
        told["circular"] = Circular.objects.get(pk=facts["circular"])
    if "release" in facts:
        told["release"] = Release.objects.get(pk=facts["release"])
        told["changes"] = Change.objects.filter(pk__in=facts.get("changes", ())).select_related("session")
    return told


def _naming(facts: dict[str, Any]) -> Delegate | None:
    """What somebody else wrote of the recipient. Raises NoLongerDueError when it is gone."""
    if "naming" not in facts:
        return None
    found = Delegate.objects.select_related("delegation").filter(pk=facts["naming"]).first()
    if found is None:
        raise NoLongerDueError
    return found
