"""The programme's structured data, written into its pages."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from programme import structured_data
from programme.models import Session, Speaker
from summit.frame import Frame
from summit.templatetags.words import json_ld

register = template.Library()


@register.simple_tag
def event_data(frame: Frame, sessions: Iterable[Session]) -> SafeString:
    return json_ld(structured_data.event_with_sessions(frame, sessions))


@register.simple_tag
def session_data(frame: Frame, session: Session) -> SafeString:
    return json_ld(structured_data.session(session, frame))


@register.simple_tag
def person_data(frame: Frame, speaker: Speaker) -> SafeString:
    return json_ld(structured_data.person(speaker, frame))
