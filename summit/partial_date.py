"""A date known to the day, to the month, to the year, or not at all; never completed with an invented day."""

import re
from calendar import monthrange
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


class PartialDate(str):
    """`2030`, `2022-12` or `2022-12-19`; as a string it sorts as it should, and empty means unknown."""

    def __new__(cls, value: str = "") -> "PartialDate":
        """Raise ValueError when `value` is no date."""
        value = str(value).strip()
        if value:
            if not re.fullmatch(PATTERN, value):
                raise ValueError(value)
            date.fromisoformat((value + "-01-01")[:10])
        return super().__new__(cls, value)

    @property
    def parts(self) -> list[int]:
        return [int(part) for part in self.split("-")] if self else []

    @property
    def year(self) -> int | None:
        return self.parts[0] if self else None

    @property
    def last_day(self) -> date | None:
        """The last day it can mean: what is due in 2030 is not late before 2031."""
        if not self:
            return None
        year, month, day = [*self.parts, 0, 0][:3]
        month = month or 12
        return date(year, month, day or monthrange(year, month)[1])


def validate_partial_date(value: str) -> None:
    try:
        PartialDate(value)
    except ValueError as error:
        raise ValidationError(
            _("“%(value)s” is not a date: write a year (2030), a month (2022-12) or a day (2022-12-19)."),
            params={"value": value},
            code="partial_date",
        ) from error


class PartialDateField(models.CharField):
    """Keeps a PartialDate; empty when the date is unknown."""

    default_validators = [validate_partial_date]
    description = _("Date known to the day, the month or the year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.setdefault(
            "help_text", _("A year (2030), a month (2022-12) or a day (2022-12-19); empty if unknown.")
        )
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        kwargs.pop("help_text", None)
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *_args: Any) -> PartialDate:
        return PartialDate(value or "")

    def to_python(self, value: Any) -> str:
        """Return a PartialDate, or the text as it came, which the validator then refuses."""
        try:
            return PartialDate(value or "")
        except ValueError:
            return str(value)


def dated(field: str, *, name: str) -> models.CheckConstraint:
    """The database's own rule for a PartialDateField."""
    return models.CheckConstraint(
        name=name,
        condition=models.Q(**{field: ""}) | models.Q(**{f"{field}__regex": PATTERN}),
        violation_error_message=_("This date is neither a year, nor a month, nor a day."),
    )
