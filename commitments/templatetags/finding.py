"""How templates show where words were found, by the Marker (commitments/search/marks.py) in their `marker`."""

from django import template
from django.db.models import Model
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from commitments.models import Commitment
from commitments.search.marks import Marker
from summit.bilingual import written_in
from summit.templatetags.words import text
from summit.typography import typographic

register = template.Library()
SNIPPETS = ("summary", "scope", "partners", "note")


@register.simple_tag(takes_context=True)
def marked(context: Context, thing: Model, field: str) -> str:
    """Show a translated text with the words found marked."""
    marker: Marker | None = context.get("marker")
    if marker is None:
        return text(thing, field)
    value, language = written_in(thing, field)
    return _spoken(marker.marked(typographic(value, language)), language)


@register.simple_tag(takes_context=True)
def snippet(context: Context, commitment: Commitment) -> str:
    """Show the piece of the first of its texts in which a word was found, or nothing."""
    marker: Marker | None = context.get("marker")
    if marker is None:
        return ""
    given = [written_in(commitment, field) for field in SNIPPETS]
    for value, language in [*given, (commitment.statement, commitment.statement_language)]:
        if found := marker.snippet(value, language):
            return _spoken(found, language)
    return ""


def _spoken(html: SafeString, language: str) -> SafeString:
    return html if language == get_language() else format_html('<span lang="{}">{}</span>', language, html)
