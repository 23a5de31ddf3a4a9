"""What a column of an export is: its name, what it holds, and how it is read from a kept document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commitments.export.records import LANGUAGES, Record

Read = Callable[[Record, Any], Any]
Choices = type[TextChoices]
IN_LANGUAGE = {"fr": _("{title} (French)"), "en": _("{title} (English)")}


class Type(StrEnum):
    """The types of the Table Schema, beside texts of a form of their own."""

    TEXT = "string"
    NUMBER = "number"
    WHOLE = "integer"
    MOMENT = "datetime"
    ADDRESS = "uri"
    DATE = "partial date"
    LIST = "list"


@dataclass(frozen=True)
class Column:
    name: str
    title: str | Promise
    about: str | Promise
    read: Read
    type: Type = Type.TEXT
    choices: Choices | None = None
    required: bool = False


@dataclass(frozen=True)
class Table:
    """One row for each of `items` of a record; `key` names one row."""

    name: str
    title: str | Promise
    about: str | Promise
    columns: tuple[Column, ...]
    items: Callable[[Record], Iterable[Any]]
    key: tuple[str, ...] = ("reference", "number")

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def rows(self, record: Record) -> list[list[Any]]:
        return [[column.read(record, item) for column in self.columns] for item in self.items(record)]


def field(name: str, title: str | Promise, about: str | Promise, **more: Any) -> Column:
    """What the item holds under the column's own name."""
    return Column(name, title, about, lambda _record, item: item[name], **more)


def both(
    name: str, title: str | Promise, about: str | Promise, read: Callable[[Any, str], Any], **more: Any
) -> tuple[Column, ...]:
    """A column once for each language; `read` takes the item and the language."""
    return tuple(
        Column(
            f"{name}_{language}",
            format_lazy(IN_LANGUAGE[language], title=title),
            about,
            lambda _record, item, language=language: read(item, language),
            **more,
        )
        for language in LANGUAGES
    )


def texts(name: str, title: str | Promise, about: str | Promise, **more: Any) -> tuple[Column, ...]:
    """A text of the item in each language."""
    return both(name, title, about, lambda item, language: item[name][language], **more)


def listed(name: str, title: str | Promise, about: str | Promise, *, rows: str, key: str) -> Column:
    """One value of each of the item's rows, in their order."""
    return Column(name, title, about, lambda _record, item: [one[key] for one in item[rows]], Type.LIST)


def listed_texts(
    name: str, title: str | Promise, about: str | Promise, *, rows: str, key: str
) -> tuple[Column, ...]:
    return both(
        name, title, about, lambda item, language: [one[key][language] for one in item[rows]], type=Type.LIST
    )


REFERENCE = Column(
    "reference",
    _("Reference"),
    _("The number of the promise in the register, given once and for ever."),
    lambda record, _item: record.reference,
    required=True,
)
SOURCES = Column(
    "sources",
    _("Sources"),
    _("Where it comes from: addresses, or the publisher where there is none."),
    lambda _record, item: [one["url"] or one["publisher"] for one in item["sources"]],
    Type.LIST,
)
