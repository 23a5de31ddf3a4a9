"""What a cell of a sheet may hold, and how it is written. A mistake is a ValueError whose text is a sentence."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import Widget

from commitments.document import figure

DEFUSED = re.compile(r"^'(?=[=+\-@\t\r])")  # the apostrophe that keeps a sheet from reading a text as a formula
LONGEST = 20_000
TRUE, FALSE = {"1", "yes", "oui", "true", "vrai"}, {"0", "no", "non", "false", "faux", ""}


def plain(value: Any) -> str:
    """Return what a cell says as text: a whole number without its point, a day as 2022-12-19."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = DEFUSED.sub("", str(value).strip())
    if "\0" in text or len(text) > LONGEST:
        raise ValueError(_("This text is too long, or holds a character that no text has."))
    return text


class Text(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return plain(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(value or "")


class Code(Text):
    """One of the choices, by its code."""

    def __init__(self, codes: list[str]) -> None:
        self.codes = codes

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        code = plain(value)
        if code and code not in self.codes:
            words = {"value": code, "codes": ", ".join(one for one in self.codes if one)}
            raise ValueError(_("“%(value)s” is none of: %(codes)s.") % words)
        return code


class Figure(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Decimal | None:
        text = plain(value)
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise ValueError(_("“%(value)s” is not a number: write it as 1234567.5.") % {"value": text})
        return number

    def render(self, value: Decimal | None, obj: Any = None, **kwargs: Any) -> str:
        return figure(value) or ""


class YesNo(Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        text = plain(value).lower()
        if text not in TRUE | FALSE:
            raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": text})
        return text in TRUE

    def render(self, value: bool | None, obj: Any = None, **kwargs: Any) -> str:
        return "yes" if value else "no"


class Named(Widget):
    """Another row, by its natural key."""

    def __init__(self, model: type[Model], key: str = "slug") -> None:
        self.model, self.key = model, key

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Model | None:
        text = plain(value)
        return found(self.model, text, self.key) if text else None

    def render(self, value: Model | None, obj: Any = None, **kwargs: Any) -> str:
        return getattr(value, self.key) if value else ""


def found(model: type[Model], text: str, key: str = "slug") -> Model:
    row = model.objects.filter(**{key: text}).first()
    if row is None:
        words = {"kind": model._meta.verbose_name, "value": text}
        raise ValueError(_("There is no %(kind)s “%(value)s”.") % words)
    return row


class Column(Field):
    """A field of the row itself; a text that is not written is empty, never unknown."""

    def get_value(self, instance: Model) -> Any:
        value = super().get_value(instance)
        return "" if value is None and isinstance(self.widget, Text) else value


class ListColumn(Field):
    """Several things in a cell, apart by semicolons: `read` tells those of a row, `check` refuses a wrong one."""

    def __init__(
        self, name: str, *, read: Callable[[Model], list[str]], check: Callable[[str], str], **kwargs: Any
    ) -> None:
        super().__init__(attribute=name, column_name=name, widget=Text(), **kwargs)
        self.read, self.check = read, check

    def clean(self, row: Any, **kwargs: Any) -> list[str]:
        several = [one.strip() for one in plain(row[self.column_name]).split(";") if one.strip()]
        return list(dict.fromkeys(self.check(one) for one in several))

    def get_value(self, instance: Model) -> str:
        wanted = wanted_of(instance).get(self.column_name)
        return "; ".join(wanted if wanted is not None else self.read(instance) if instance.pk else [])

    def save(self, instance: Model, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        wanted_of(instance)[self.column_name] = self.clean(row)


def wanted_of(instance: Model) -> dict[str, list[str]]:
    """The lists that a row of the sheet asks for, until they are written."""
    return instance.__dict__.setdefault("_wanted", {})
