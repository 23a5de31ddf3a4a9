"""Numbers, money, dates and lists in the reader's language."""

import re
from collections.abc import Sequence
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, get_currency_name, get_currency_symbol
from django.utils import translation

from summit.partial_date import PartialDate

LOCALES = {"fr": "fr_FR", "en": "en_GB"}
NO_BREAK = "\u00a0"
SCALES = ((10**9, "billion"), (10**6, "million"))
# Where the public figures of the summit say “dollars” they mean these; CLDR's full name is heavier than speech.
SPOKEN = {("fr", "USD"): ("dollar", "dollars")}


def locale() -> str:
    """Babel's name of the language being served."""
    return LOCALES.get(translation.get_language() or "", "en_GB")


def number(value: Decimal | int | float) -> str:
    """Write a number with all the digits it has and the language's separators: 14,326 or 100 000 000."""
    plain = Decimal(str(value)).normalize()
    return format_decimal(plain, format="#,##0.####", locale=locale())


def quantity(value: Decimal | int) -> str:
    """Write a large round number in words: 100 millions; others as they are."""
    scaled, scale = _scale(Decimal(value))
    return f"{number(scaled)}{NO_BREAK}{_scale_word(scale, scaled)}" if scale else number(value)


def unit_after(value: Decimal | int, unit: str) -> str:
    """Write the unit as it follows a quantity: French says « 100 millions de tonnes », « 1 milliard d’euros »."""
    bare = not unit[:1].isalpha() or re.match(r"d(e |['’])", unit)
    if locale() != "fr_FR" or bare or not _scale(Decimal(value))[1]:
        return unit
    return f"{_of(unit)}{unit}"


def _of(name: str) -> str:
    return "d’" if name[0].lower() in "aeéiouh" else "de "


def money(amount: Decimal | int, currency: str) -> str:
    """Write an amount as people say it: 14,326 milliards de dollars; US$14.326 billion."""
    if locale() == "fr_FR":
        if not _scale(Decimal(amount))[1]:
            return f"{number(amount)}{NO_BREAK}{_french_name(currency, Decimal(amount))}"
        name = _french_name(currency, Decimal(2))
        return f"{quantity(amount)} {_of(name)}{name}"
    symbol = _english_symbol(currency)
    return f"{symbol}{quantity(amount)}"


def _french_name(currency: str, amount: Decimal) -> str:
    """The currency's name; French counts from two: 1 euro, 1,5 euro, 2 euros."""
    if ("fr", currency) in SPOKEN:
        return SPOKEN["fr", currency][abs(amount) >= 2]
    return get_currency_name(currency, amount, locale="fr_FR")


def _english_symbol(currency: str) -> str:
    """The sign set before an amount; letters, unlike signs, stand apart from the digits."""
    symbol = get_currency_symbol(currency, locale="en_GB")
    return f"{symbol}{NO_BREAK}" if symbol[-1].isalpha() else symbol


def _scale(value: Decimal) -> tuple[Decimal, str]:
    """Split off billions or millions where at most three decimals are left, so that nothing is rounded away."""
    for size, name in SCALES:
        scaled = value / size
        if abs(scaled) >= 1 and scaled == round(scaled, 3):
            return scaled, name
    return value, ""


def _scale_word(scale: str, value: Decimal) -> str:
    """French counts from two: 1,5 million, 2 millions; English scales have no plural."""
    if locale() != "fr_FR":
        return scale
    word = {"billion": "milliard", "million": "million"}[scale]
    return f"{word}s" if abs(value) >= 2 else word


def partial_date(value: PartialDate | str) -> str:
    """Write a date as exactly as it is known: 2030; décembre 2022; 19 décembre 2022."""
    known = PartialDate(value)
    if not known:
        return ""
    if len(known.parts) == 1:
        return str(known.year)
    pattern = "d MMMM y" if len(known.parts) == 3 else "MMMM y"
    text = format_date(known.last_day, pattern, locale=locale())
    return text.replace("1 ", "1er ", 1) if locale() == "fr_FR" and text.startswith("1 ") else text


def listed(words: Sequence[str]) -> str:
    """Join words: France, Italie et Monaco."""
    return format_list([str(word) for word in words], locale=locale()) if words else ""


def language_name(code: str) -> str:
    """The language's name in the reader's language; the code itself when it has none."""
    try:
        return Locale.parse(locale()).languages.get(code, code)
    except ValueError:
        return code
