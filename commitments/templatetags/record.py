"""A record's structured data, written into its page."""

from django import template
from django.utils.safestring import SafeString

from commitments import structured_data
from commitments.models import Commitment
from summit.frame import Frame
from summit.templatetags.words import json_ld

register = template.Library()


@register.simple_tag
def record_data(frame: Frame, commitment: Commitment) -> SafeString:
    return json_ld(structured_data.record(commitment, frame))
