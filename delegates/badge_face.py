"""What a badge shows, in both languages, the holder's own first: one face for the page and for the sheets."""

import logging
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import segno
from django.conf import settings
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from delegates import badges
from delegates.models import Category, Delegate
from summit.bilingual import written_in
from summit.dates import long_date
from summit.models import Event
from summit.typography import typographic
from summit.zones import zone

log = logging.getLogger(__name__)

# Up to how many columns a name, and its longest word, is shown in each size, the largest first.
SIZES = ((16, 11), (32, 16), (52, 24))
DOT, MARGIN = 10, 4  # pixels of a dot, and dots of the white margin


@dataclass(frozen=True)
class Said:
    """A text and the language it is in."""

    text: str
    language: str


@dataclass(frozen=True)
class Face:
    """`size` is 1 for a short name, 4 for one of eighty characters; `picture` is an SVG, empty without a key."""

    number: str
    name: str
    size: int
    whom: str
    country: list[Said]
    category: Category
    called: list[Said]
    event: list[Said]
    where_and_when: list[Said]
    picture: SafeString


def face_of(delegate: Delegate, *, event: Event, language: str | None = None) -> Face:
    """Read all that a badge shows, with the days of the event's own zone."""
    first = language or get_language() or settings.LANGUAGE_CODE
    name = delegate.badge_name or delegate.full_name
    with timezone.override(zone(event.time_zone)):
        return Face(
            number=str(delegate),
            name=name,
            size=size_of(name),
            whom=whom(delegate),
            country=_in_each(first, lambda: delegate.country.name if delegate.country else ""),
            category=Category(delegate.category),
            called=_in_each(first, lambda: str(Category(delegate.category).label)),
            event=_in_each(first, lambda: _written(event, "name")),
            where_and_when=_in_each(first, lambda: _where_and_when(event)),
            picture=_picture(delegate, event),
        )


def whom(delegate: Delegate) -> str:
    """Whom a delegate comes for: the press for their outlet, others for their delegation or organisation."""
    if delegate.category == Category.PRESS and delegate.outlet:
        return delegate.outlet
    return delegate.delegation.name if delegate.delegation else delegate.organisation


def size_of(name: str) -> int:
    """Say how large a name is shown: 1 is the largest; a letter of twice the width counts for two."""
    whole, longest = _columns(name), max(map(_columns, name.split()), default=0)
    fits = (place for place, (all_of_it, word) in enumerate(SIZES, 1) if whole <= all_of_it and longest <= word)
    return next(fits, len(SIZES) + 1)


def qr_code(code: str) -> segno.QRCode:
    """Draw a code so that a scratch or a thumb on a seventh of it does no harm."""
    return segno.make(code, error="m", micro=False)


def png(code: str) -> bytes:
    """The code as a picture of some four hundred pixels."""
    file = BytesIO()
    qr_code(code).save(file, kind="png", scale=DOT, border=MARGIN)
    return file.getvalue()


def svg(code: str) -> SafeString:
    """Black on white whatever the colour scheme, with the white margin that scanners need.

    Dots are filled rows: as the strokes that the library writes, some programs thin them on paper.
    """
    rows = [bytes(row) for row in qr_code(code).matrix_iter(border=MARGIN)]
    runs = ((run.start(), y, len(run[0])) for y, row in enumerate(rows) for run in re.finditer(rb"\x01+", row))
    dots = "".join(f"M{x} {y}h{wide}v1h-{wide}z" for x, y, wide in runs)
    return format_html(
        '<svg viewBox="0 0 {0} {0}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{0}v{0}h-{0}z"/>'
        '<path d="{1}"/></svg>',
        len(rows),
        dots,
    )


def _picture(delegate: Delegate, event: Event) -> SafeString:
    try:
        code = badges.code_of(delegate, event=event)
    except badges.NoKey as error:
        log.error("%s", error)
        return SafeString("")
    return svg(code)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _in_each(first: str, say: Callable[[], str]) -> list[Said]:
    """Say it in each language, and once where two say the same."""
    said: list[Said] = []
    for language in (first, *(code for code, _name in settings.LANGUAGES if code != first)):
        with translation.override(language):
            text = say()
        if text and text not in [one.text for one in said]:
            said.append(Said(text, language))
    return said


def _written(event: Event, field: str) -> str:
    text, language = written_in(event, field)
    return typographic(text, language)


def _where_and_when(event: Event) -> str:
    first, last = long_date(event.starts), long_date(event.ends)
    day = first if first == last else f"{first} – {last}"
    return ", ".join(part for part in (day, _written(event, "venue"), _written(event, "city")) if part)
