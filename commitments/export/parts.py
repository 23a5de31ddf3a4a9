"""The tables of what hangs on commitments: targets, finance lines, places, reports, parties."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from commitments.export.columns import REFERENCE, SOURCES, Column, Table, Type, both, field, texts
from commitments.export.records import LANGUAGES, Record
from commitments.models import Holder, Party, Pledge

NUMBER = field(
    "number",
    _("Number"),
    _("The place of the row among those of the same promise, from 1."),
    type=Type.WHOLE,
    required=True,
)


def _numbered(name: str) -> Callable[[Record], Iterator[Any]]:
    """The rows of this name in a record, each with its number from 1."""
    return lambda record: ({**item, "number": number} for number, item in enumerate(record.document[name], 1))


@cache
def _country_names() -> dict[str, dict[str, str]]:
    """The names of all countries by language and code."""
    names = {}
    for language in LANGUAGES:
        with translation.override(language):
            names[language] = {code: str(name) for code, name in countries}
    return names


def _funder(line: Any, language: str) -> str:
    return line["funder"]["name"][language] if line["funder"] else line["funder_name"][language]


TARGETS = Table(
    "targets",
    _("Targets"),
    _("One row for each figure to reach."),
    (
        REFERENCE,
        NUMBER,
        *texts("indicator", _("Indicator"), _("What is measured."), required=True),
        field("value", _("Value"), _("What is to be reached."), type=Type.NUMBER),
        *texts("unit", _("Unit"), _("Of the value, the baseline and the latest value.")),
        field("deadline", _("Deadline"), _("By when, as exactly as known."), type=Type.DATE),
        field("baseline", _("Baseline"), _("The value from which it is counted."), type=Type.NUMBER),
        field("baseline_date", _("Date of the baseline"), _("As exactly as known."), type=Type.DATE),
        field("latest", _("Latest value"), _("What has been reached, as last reported."), type=Type.NUMBER),
        field("latest_date", _("Date of the latest value"), _("As exactly as known."), type=Type.DATE),
        *texts("note", _("Note"), _("What is to be known of the target.")),
        SOURCES,
    ),
    _numbered("targets"),
)
FINANCE = Table(
    "finance",
    _("Finance lines"),
    _("One row for each amount, in the currency of its announcement, never converted."),
    (
        REFERENCE,
        NUMBER,
        Column(
            "funder",
            _("Funder"),
            _("A holder, by its name in the addresses of this portal; empty when it is none of them."),
            lambda _record, item: item["funder"]["slug"] if item["funder"] else "",
        ),
        *both("funder_name", _("Name of the funder"), _("Who gives the money."), _funder),
        field("qualifier", _("Qualifier"), _("How the amount is to be read."), choices=Pledge.Qualifier),
        field("amount", _("Amount"), _("Empty when unknown."), type=Type.NUMBER),
        field("currency", _("Currency"), _("Its code of ISO 4217."), required=True),
        field("nature", _("Nature"), _("What kind of figure it is."), choices=Pledge.Nature),
        field("period", _("Period"), _("The years it is given for.")),
        field(
            "part_of",
            _("Part of"),
            _("The line that holds this one: reference, #, number. Do not add both."),
        ),
        *texts("note", _("Note"), _("What is to be known of the line.")),
        SOURCES,
    ),
    _numbered("pledges"),
)
PLACES = Table(
    "places",
    _("Places"),
    _("One row for each country where a promise acts."),
    (
        REFERENCE,
        Column(
            "country",
            _("Country"),
            _("Its two-letter code of ISO 3166-1."),
            lambda _record, item: item,
            required=True,
        ),
        *both(
            "name",
            _("Name"),
            _("Of the country."),
            lambda item, language: _country_names()[language].get(item, ""),
        ),
    ),
    lambda record: record.document["countries"],
    key=("reference", "country"),
)
REPORTS = Table(
    "reports",
    _("Progress reports"),
    _("One row for each piece of news."),
    (
        REFERENCE,
        NUMBER,
        field("date", _("Date"), _("As exactly as known."), type=Type.DATE),
        *texts("text", _("Text"), _("What became of the promise, by the sources."), required=True),
        SOURCES,
    ),
    _numbered("reports"),
)
PARTIES = Table(
    "parties",
    _("Parties"),
    _("One row for each holder of a promise."),
    (
        REFERENCE,
        Column(
            "holder",
            _("Holder"),
            _("Its name in the addresses of this portal."),
            lambda _record, item: item["holder"]["slug"],
            required=True,
        ),
        field("role", _("Role"), _("Its part in the promise."), choices=Party.Role, required=True),
        *both(
            "name",
            _("Name"),
            _("Of the holder."),
            lambda item, language: item["holder"]["name"][language],
            required=True,
        ),
        *both(
            "acronym",
            _("Acronym"),
            _("Of the holder."),
            lambda item, language: item["holder"]["acronym"][language],
        ),
        Column(
            "kind",
            _("Kind"),
            _("What kind of holder it is."),
            lambda _record, item: item["holder"]["kind"],
            choices=Holder.Kind,
            required=True,
        ),
        Column(
            "country",
            _("Country"),
            _("Of the holder, as a two-letter code of ISO 3166-1."),
            lambda _record, item: item["holder"]["country"],
        ),
    ),
    lambda record: record.document["parties"],
    key=("reference", "holder"),
)
PARTS = (TARGETS, FINANCE, PLACES, REPORTS, PARTIES)
