"""Structured data of the frame, written where the same words are shown."""

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from summit import structured_data
from summit.frame import Frame
from summit.templatetags.words import json_ld

register = template.Library()


@register.simple_tag
def breadcrumb_data(frame: Frame, label: str, href: str, name: str) -> SafeString:
    trail = [(_("Home"), reverse("summit:home"))]
    if href:
        trail.append((label, href))
    trail.append((name, frame.request.path))
    return json_ld(structured_data.breadcrumb(frame, trail))
