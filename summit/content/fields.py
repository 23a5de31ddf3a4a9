"""How one key of a file's table and the column it stands for are read, compared and written.

A value has one plain form, whether it comes from a file or from the database: text, number, moment in UTC, key of
another entry, or a list or table of these. What is empty or is the column's default has no place in a form, so
that a new column with a default changes no fingerprint.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.utils import build_localized_fieldname

from summit.content.problems import Place

Form = dict[str, Any]
Name = tuple[type[models.Model], str]
Lost = set[Name]

CODES = settings.MODELTRANSLATION_LANGUAGES

TEXT = gettext_lazy("a text between quotes")
LIST_OF_TEXTS = gettext_lazy("a list of texts between quotes")
TABLE = gettext_lazy("a table")
FEW = 20  # codes that an error message can still list

# The first that fits counts: a moment's column is also a date's.
WANTED = (
    (models.BooleanField, (bool,), gettext_lazy("true or false")),
    (models.IntegerField, (int,), gettext_lazy("a whole number")),
    (models.DecimalField, (int, Decimal), gettext_lazy("a number")),
    (models.DateTimeField, (datetime,), gettext_lazy("a date and time such as 2021-01-11T14:00:00")),
    (models.DateField, (date,), gettext_lazy("a date such as 2021-01-11")),
    (models.JSONField, (list,), LIST_OF_TEXTS),
    (models.Field, (str,), TEXT),
)


@dataclass
class Shelf:
    """The rows that can be pointed to, by model and key, and what can be written only once all are there."""

    rows: dict[Name, models.Model] = field(default_factory=dict)
    later: list[tuple["Field", models.Model, Any]] = field(default_factory=list)


def is_a(raw: Any, types: tuple[type, ...], wanted: str, place: Place) -> bool:
    """Tell whether a value has exactly one of the types; say what is wanted when it has not."""
    if type(raw) not in types:
        place.say(_("Here the file needs %(wanted)s.") % {"wanted": wanted})
        return False
    if isinstance(raw, str) and "\0" in raw:
        place.say(_("Null characters are not allowed."))
        return False
    return True


def tidy(text: str) -> str:
    """Return a text as browsers and editors leave it alike: the ends bare, one kind of line break."""
    return text.replace("\r\n", "\n").strip()


class Field:
    """One key of a table; `stage` says when it can be written: with its row, after it, or after all rows."""

    WITH_ROW, AFTER_ROW, AFTER_ALL = range(3)
    stage: ClassVar[int] = WITH_ROW
    default: Any = None

    def __init__(self, name: str, column: str = "") -> None:
        self.name = name
        self.column = column or name

    def bind(self, model: type[models.Model]) -> "Field":
        """Learn from the model what the column is."""
        self.model = model
        return self

    def labels(self) -> dict[str, str]:
        """Return the model's columns this field answers for, each with its name in the file."""
        return {}

    def languages(self) -> dict[str, str]:
        """Return the columns that hold one language each, with its code."""
        return {}

    def paths(self) -> list[str]:
        """Return what has to be fetched beforehand so that reading many rows asks nothing more."""
        return []

    def parse(self, raw: Any, place: Place) -> Any:
        """Return the plain form of what the file says, or the default when it cannot be understood."""
        raise NotImplementedError

    def read(self, row: models.Model) -> Any:
        """Return the plain form of what the database says."""
        raise NotImplementedError

    def write(self, row: models.Model, value: Any, shelf: Shelf) -> None:
        raise NotImplementedError

    def check(self, value: Any, place: Place) -> None:
        """Say what the model's rules find wrong, when they cannot be asked of the row itself."""

    def settle(self, value: Any, lost: Lost, place: Place) -> Any:
        """Return the value as the database will hold it, without what points to something lost."""
        return value

    def hangs(self, value: Any, lost: Lost) -> bool:
        """Tell whether the row cannot be there without what is lost."""
        return False


class Plain(Field):
    """One column of a simple type, known from the model."""

    def bind(self, model: type[models.Model]) -> Field:
        self.field = model._meta.get_field(self.column)
        self.types, self.wanted = next(wanted[1:] for wanted in WANTED if isinstance(self.field, wanted[0]))
        self.default = self._plain(self.field.get_default())
        return super().bind(model)

    @cached_property
    def codes(self) -> list[str]:
        """Return what the column's choices are, if it has some."""
        return [str(code) for code, _label in self.field.flatchoices if code]

    def labels(self) -> dict[str, str]:
        return {self.column: self.name}

    def parse(self, raw: Any, place: Place) -> Any:
        if not is_a(raw, self.types, self.wanted, place):
            return self.default
        value = self._plain(raw)
        if self.codes and value and value not in self.codes:
            listed = _("It can be: %(codes)s.") % {"codes": ", ".join(self.codes)}
            unknown = _("“%(code)s” is none of the codes that are known here.") % {"code": value}
            place.say(listed if len(self.codes) <= FEW else unknown)
        return value

    def read(self, row: models.Model) -> Any:
        return self._plain(getattr(row, self.column))

    def write(self, row: models.Model, value: Any, shelf: Shelf) -> None:
        setattr(row, self.column, value)

    def _plain(self, value: Any) -> Any:
        if value is None:
            return None
        if self.types == (str,):
            return tidy(str(value))
        if isinstance(self.field, models.DecimalField):
            return Decimal(value).normalize()
        return value


class Moment(Plain):
    """An instant; without an offset in the file it is meant in the event's time zone."""

    def parse(self, raw: Any, place: Place) -> datetime | None:
        if not is_a(raw, self.types, self.wanted, place):
            return None
        with timezone.override(place.folder.zone):
            try:
                return from_current_timezone(raw).astimezone(UTC)
            except ValidationError as error:
                place.say(" ".join(error.messages))
            except OverflowError:  # the first and the last hours that can be written
                place.say(_("Here the file needs %(wanted)s.") % {"wanted": self.wanted})
        return None

    def _plain(self, value: datetime | None) -> datetime | None:
        return value and value.astimezone(UTC)


class Words(Field):
    """A text with one version per language; a bare text is the same in all of them."""

    default: ClassVar[Form] = {}

    def labels(self) -> dict[str, str]:
        return {column: f"{self.name}.{code}" for column, code in self.languages().items()}

    def languages(self) -> dict[str, str]:
        return {build_localized_fieldname(self.column, code): code for code in CODES}

    def parse(self, raw: Any, place: Place) -> Form:
        if isinstance(raw, str):
            raw = dict.fromkeys(CODES, raw)
        if not is_a(raw, (dict,), TEXT, place):
            return {}
        texts = {}
        for code, text in raw.items():
            here = place.part(code)
            if code not in CODES:
                here.say(_("“%(code)s” is none of the languages of the portal.") % {"code": code})
            elif is_a(text, (str,), TEXT, here) and tidy(text):
                texts[code] = tidy(text)
        return texts

    def read(self, row: models.Model) -> Form:
        texts = {code: tidy(getattr(row, column) or "") for column, code in self.languages().items()}
        return {code: text for code, text in texts.items() if text}

    def write(self, row: models.Model, value: Form, shelf: Shelf) -> None:
        for column, code in self.languages().items():
            setattr(row, column, value.get(code, ""))


def texts_of(raw: Any, place: Place) -> list[str]:
    """Return a list of texts, without the items that are something else."""
    if not is_a(raw, (list,), LIST_OF_TEXTS, place):
        return []
    return [item for item in raw if is_a(item, (str,), LIST_OF_TEXTS, place)]
