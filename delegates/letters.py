"""What each message says, in the recipient's own language, made at the moment it leaves.

The text is a template whose first line is the subject. Its paragraphs make the HTML part too: everything is
escaped, and a paragraph that is an address becomes a link; nothing else does, whatever a name holds.
"""

import re
from email.utils import formataddr
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dateparse import parse_datetime

from delegates import own
from delegates.models import Delegate, Message
from delegates.tokens import token_of
from programme.models import Session
from summit.models import Event
from summit.typography import typographic

SPACES = re.compile(r"[ \t\r\n]+")


def write(message: Message) -> EmailMultiAlternatives:
    """Return the mail as it leaves now. Raises ValueError when there is nobody left to write to."""
    to = message.delegate or message.delegation
    address = to.email if message.delegate else to.focal_email
    if not address:
        raise ValueError("nobody to write to")
    event = Event.objects.first()
    zone = ZoneInfo(event.time_zone if event else "UTC")
    with translation.override(to.language), timezone.override(zone):
        text = render_to_string(f"delegates/mail/{message.kind}.txt", _told(message, event))
        subject, _line, body = typographic(text.strip(), to.language).partition("\n")
        paragraphs = [_in_one_line(one) for one in body.split("\n\n") if one.strip()]
        html = render_to_string(
            "delegates/mail/letter.html",
            {
                "paragraphs": paragraphs,
                "origin": settings.SITE_ORIGIN,
                "language": to.language,
                "subject": subject,
            },
        )
    mail = EmailMultiAlternatives(
        subject=_in_one_line(subject),
        body="\n\n".join(paragraphs) + "\n",
        to=[_addressee(message, address)],
        headers={"Message-ID": f"<{message.message_id}>", "Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(html, "text/html")
    return mail


def _in_one_line(text: str) -> str:
    """Join its lines; no-break spaces stay, which Python would take for ordinary ones."""
    return SPACES.sub(" ", text).strip(" ")


def _addressee(message: Message, address: str) -> str:
    return formataddr((message.delegate.full_name, address)) if message.delegate else address


def _told(message: Message, event: Event | None) -> dict[str, Any]:
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
    }
    if message.delegate:
        told["link"] = settings.SITE_ORIGIN + reverse("delegates:mine", args=[token_of(message.delegate)])
        told["line"] = _line(message.delegate, session)
    return told


def _line(delegate: Delegate, session: Session | None) -> int:
    """The place in line, as it is when the mail leaves; 0 when there is none."""
    wanted = session.pk if session else None
    return next((one.line for one in own.of(delegate).places if one.seat.session_id == wanted), 0)
