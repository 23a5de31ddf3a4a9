"""The parts of a kept document, said in the reader's language: texts, figures, holders, finance lines, sources.

What is said is safe HTML: a text that stands in the other language alone carries that language. A document of an
older shape may lack any key; what it lacks is empty.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from commitments.models import Commitment, Holder, Party, Pledge, Relation, Source
from summit import numbers
from summit.typography import typographic

Part = Mapping[str, Any]
Names = Callable[[str, str], SafeString]  # of a theme, a session or a goal, by its slug


def slug_alone(_kind: str, slug: str) -> SafeString:
    return conditional_escape(slug)


def text_of(part: Part, field: str, language: str) -> str:
    """The text in one language, or nothing."""
    texts = part.get(field)
    value = texts.get(language) if isinstance(texts, Mapping) else None
    return str(value or "")


def written_in(part: Part, field: str) -> tuple[str, str]:
    """The text as staff wrote it, and its language: the reader's, or the first that has it."""
    reader = get_language() or settings.LANGUAGE_CODE
    for language in dict.fromkeys([reader, *settings.MODELTRANSLATION_LANGUAGES]):
        if value := text_of(part, field, language):
            return value, language
    return "", reader


def as_written(part: Part, field: str) -> str:
    return written_in(part, field)[0]


def plain(part: Part, field: str) -> str:
    """The text where no element may stand: in a title or an attribute."""
    return typographic(*written_in(part, field))


def written(part: Part, field: str) -> SafeString:
    """The text in the reader's language, or in the other one, marked as such."""
    value, language = written_in(part, field)
    shown = conditional_escape(typographic(value, language))
    if not value or language == get_language():
        return shown
    return format_html('<span lang="{}">{}</span>', language, shown)


def label(choices: type[TextChoices], value: Any) -> SafeString:
    """A choice in words; a code that is no longer in use, as it stands."""
    return conditional_escape(dict(choices.choices).get(value, value or ""))


def date(value: Any) -> SafeString:
    """A date as exactly as it is known; what is none, as it stands."""
    try:
        return conditional_escape(numbers.partial_date(value or ""))
    except ValueError:
        return conditional_escape(value)


def number(value: Any) -> Decimal | None:
    try:
        return None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None


def quantity(target: Part, field: str) -> SafeString:
    """A figure of a target with its unit; nothing when it has none."""
    figure = number(target.get(field))
    if figure is None:
        return SafeString("")
    unit = written(target, "unit")
    shown = conditional_escape(numbers.quantity(figure))
    return format_html("{} {}", shown, unit) if unit else shown


def holder(one: Part | None) -> SafeString:
    if not one:
        return SafeString("")
    return written(one, "name") or conditional_escape(one.get("slug") or "")


def party(one: Part) -> SafeString:
    return format_html("{} ({})", holder(one.get("holder")), label(Party.Role, one.get("role")))


def country(code: str) -> SafeString:
    return conditional_escape(countries.name(code) or code)


def listed(said: Iterable[SafeString]) -> SafeString:
    """Several in one sentence, apart by semicolons: names may hold commas."""
    separator = "\u202f; " if get_language() == "fr" else "; "
    return format_html_join(separator, "{}", ((one,) for one in said))


def funder(line: Part) -> SafeString:
    return holder(line.get("funder")) or written(line, "funder_name") or conditional_escape(_("an unnamed funder"))


def amount(line: Part) -> SafeString:
    """A finance line's money in its own currency, with what kind of figure it is: at least 3 million euros."""
    figure = number(line.get("amount"))
    if figure is None:
        return conditional_escape(_("no figure given"))
    money = numbers.money(figure, line.get("currency") or "XXX")
    if line.get("qualifier") in (None, "", Pledge.Qualifier.EXACT):
        return conditional_escape(money)
    return format_html("{} {}", label(Pledge.Qualifier, line["qualifier"]), money)


def pledge(line: Part) -> SafeString:
    """US$3 million by Sweden (new money, 2021-2025)."""
    about = [label(Pledge.Nature, line.get("nature")), line.get("period") or ""]
    if line.get("part_of"):
        about.append(format_html(_("part of {line}"), line=line["part_of"]))
    kind = format_html_join(", ", "{}", ((one,) for one in about if one))
    said = format_html(_("{amount} by {funder}"), amount=amount(line), funder=funder(line))
    return format_html("{} ({})", said, kind) if kind else said


def target(one: Part) -> SafeString:
    """Land protected: 30 % (2030)."""
    figure, deadline = quantity(one, "value"), date(one.get("deadline"))
    about = format_html_join(", ", "{}", ((part,) for part in (figure, deadline) if part))
    named = written(one, "indicator")
    return format_html(_("{name}: {about}"), name=named, about=about) if about else named


def report(one: Part) -> SafeString:
    return date(one.get("date")) or conditional_escape(_("undated"))


def relation(one: Part) -> SafeString:
    return format_html("{} {}", label(Relation.Kind, one.get("kind")), one.get("to") or "")


def source(one: Part) -> SafeString:
    """Example, 19 December 2022 (press), leading to its address where it has one."""
    named = conditional_escape(one.get("publisher") or one.get("url") or "")
    address = str(one.get("url") or "")
    if address.startswith(("https://", "http://")):
        named = format_html('<a href="{}">{}</a>', address, named)
    day = date(one.get("date"))
    said = format_html("{}, {}", named, day) if day else named
    kind = label(Source.Kind, one.get("kind"))
    return format_html("{} ({})", said, kind) if kind else said


CHOICES: dict[str, type[TextChoices]] = {
    "kind": Commitment.Kind,
    "link": Commitment.Link,
    "delivery": Commitment.Delivery,
    "assurance": Commitment.Assurance,
    "holder_kind": Holder.Kind,
}
