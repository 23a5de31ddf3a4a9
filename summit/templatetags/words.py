"""How templates say things: texts with their language, numbers, moments, structured data."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.db.models import Model
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from summit import dates, markdown, numbers, typography
from summit.bilingual import written_in
from summit.partial_date import PartialDate

register = template.Library()


@register.simple_tag
def text(thing: Model, field: str) -> str:
    """Show a translated text; where it falls back to another language, say so to screen readers."""
    return _marked(*written_in(thing, field))


@register.simple_tag
def unit(thing: Model, value: Decimal) -> str:
    """Show the unit of a thing as it follows this quantity of it."""
    name, language = written_in(thing, "unit")
    return _marked(numbers.unit_after(value, name) if language == get_language() else name, language)


def _marked(value: str, language: str) -> str:
    shown = typography.typographic(value, language)
    if language == get_language():
        return conditional_escape(shown)
    return format_html('<span lang="{}">{}</span>', language, shown)


@register.simple_tag
def plain(thing: Model, field: str) -> str:
    """Show a translated text where no element may stand: in a title or an attribute."""
    value, language = written_in(thing, field)
    return typography.typographic(value, language)


@register.simple_tag
def markdown_text(thing: Model, field: str) -> SafeString:
    """Show a long translated text written in Markdown."""
    value, language = written_in(thing, field)
    html = markdown.render(value, language)
    if not value or language == get_language():
        return html
    return format_html('<div lang="{}">{}</div>', language, html)


@register.filter
def typographic(value: Any) -> str:
    return typography.typographic(str(value), get_language() or "en")


@register.filter
def number(value: Decimal | float | None) -> str:
    return "" if value is None else numbers.number(value)


@register.filter
def quantity(value: Decimal | None) -> str:
    return "" if value is None else numbers.quantity(value)


@register.filter
def partial_date(value: PartialDate | str) -> str:
    return numbers.partial_date(value)


@register.filter
def clock_time(moment: datetime) -> str:
    return dates.clock_time(moment)


@register.filter
def long_date(moment: date | datetime) -> str:
    return dates.long_date(moment)


@register.filter
def zone_name(zone: str) -> str:
    return dates.zone_name(zone)


@register.filter
def language_name(code: str) -> str:
    return numbers.language_name(code)


@register.filter
def listed(words: list) -> str:
    return numbers.listed(words)


@register.filter
def host(url: str) -> str:
    """The host of an address, to say where a link goes."""
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")


@register.simple_tag
def money(amount: Decimal, currency: str) -> str:
    return numbers.money(amount, currency)


@register.simple_tag
def json_ld(data: dict | list) -> SafeString:
    """Write structured data for machines; nothing in it can close the element."""
    safe = json.dumps(data, ensure_ascii=False)
    for one in "<>&":
        safe = safe.replace(one, f"\\u{ord(one):04x}")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')
