"""Fields that point from one entry to another by its key."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from summit.content.fields import TEXT, Field, Lost, Shelf, is_a, texts_of
from summit.content.problems import Place, perhaps


class Link(Field):
    """The key of another entry, kept as a foreign key."""

    def __init__(self, name: str, column: str = "", *, by: str = "slug") -> None:
        super().__init__(name, column)
        self.by = by

    def bind(self, model: type[models.Model]) -> Field:
        self.field = model._meta.get_field(self.column)
        return super().bind(model)

    def paths(self) -> list[str]:
        return [self.column]

    def parse(self, raw: Any, place: Place) -> str | None:
        if not is_a(raw, (str,), TEXT, place):
            return None
        return known(raw, self.field.related_model, place)

    def check(self, value: str | None, place: Place) -> None:
        if value is None and not self.field.null and not place.is_faulty():
            place.say(_("This is missing."))

    def read(self, row: models.Model) -> str | None:
        other = getattr(row, self.column)
        return other and getattr(other, self.by)

    def write(self, row: models.Model, value: str | None, shelf: Shelf) -> None:
        setattr(row, self.column, shelf.rows[self.field.related_model, value] if value else None)

    def settle(self, value: str, lost: Lost, place: Place) -> str | None:
        if (self.field.related_model, value) not in lost:
            return value
        place.note(leaves_out(value))
        return None

    def hangs(self, value: str | None, lost: Lost) -> bool:
        return not self.field.null and (self.field.related_model, value) in lost


class Links(Field):
    """A list of keys of other entries, kept as many-to-many; their order means nothing."""

    stage = Field.AFTER_ROW
    default: ClassVar[list[str]] = []

    def bind(self, model: type[models.Model]) -> Field:
        self.target = model._meta.get_field(self.column).related_model
        return super().bind(model)

    def paths(self) -> list[str]:
        return [self.column]

    def parse(self, raw: Any, place: Place) -> list[str]:
        keys = {known(key, self.target, place) for key in texts_of(raw, place)}
        return sorted(keys - {None})

    def read(self, row: models.Model) -> list[str]:
        return sorted(other.slug for other in getattr(row, self.column).all())

    def write(self, row: models.Model, value: list[str], shelf: Shelf) -> None:
        getattr(row, self.column).set([shelf.rows[self.target, key] for key in value])

    def settle(self, value: list[str], lost: Lost, place: Place) -> list[str]:
        for key in value:
            if (self.target, key) in lost:
                place.note(leaves_out(key))
        return [key for key in value if (self.target, key) not in lost]


def leaves_out(key: str) -> str:
    return _("“%(key)s” was deleted by staff; what points to it is left out.") % {"key": key}


def known(key: str, model: type[models.Model], place: Place) -> str | None:
    """Return the key of another entry of the folder; say so when there is no such entry."""
    if (model, key) == (place.model, place.entry):
        place.say(_("An entry cannot point to itself."))
        return None
    if key in place.folder.entries[model] or model in place.folder.unread:
        return key
    words = {"kind": model._meta.verbose_name, "key": key}
    place.say(_("The folder has no %(kind)s “%(key)s”.") % words + perhaps(key, place.folder.entries[model]))
    return None
