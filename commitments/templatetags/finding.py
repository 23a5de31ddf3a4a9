"""How templates show where words were found, by the Marker (commitments/search/marks.py) in their `marker`."""

from functools import lru_cache

from django import template
from django.db.models import Model
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language

from commitments.facets import Value
from commitments.models import Commitment
from commitments.search.marks import Marker
from summit import numbers
from summit.bilingual import written_in
from summit.templatetags.words import text
from summit.typography import typographic

register = template.Library()
# Engines would follow every choice in every other; lists of one choice are reached from other pages too.
VALUE = (
    '<li><a id="{}-{}" href="{}" rel="nofollow"{}><span>{}</span> <span class="facet__count">{}</span></a></li>'
)
CHOSEN = mark_safe(' aria-current="true"')
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


@register.simple_tag
def facet_values(facet: str, values: list[Value], here: str) -> SafeString:
    """Show the values of a facet, each a link; hundreds of them, hence no template for each."""
    return format_html_join("", VALUE, ((facet, one.key, *_shown(one, here)) for one in values))


def _shown(value: Value, here: str) -> tuple[str, str, str, str]:
    current = CHOSEN if value.is_chosen else ""
    address = f"{here}?{value.query}" if value.query else here
    return (
        address,
        current,
        typographic(capfirst(value.name), get_language()),
        counted(value.count, get_language()),
    )


@lru_cache(maxsize=20_000)
def counted(count: int, language: str) -> str:
    return numbers.number(count)


def _spoken(html: SafeString, language: str) -> SafeString:
    return html if language == get_language() else format_html('<span lang="{}">{}</span>', language, html)
