"""Fields that hold tables: the rows of another model that belong to the row, or a group of its own columns."""

from typing import Any, ClassVar

from django.db import models

from summit.content.fields import TABLE, Field, Form, Lost, Shelf, is_a, texts_of
from summit.content.problems import Place, several
from summit.content.shapes import Shape, written


class Rows(Field):
    """A list of tables, each a row of another model that belongs to this row and is known only within it.

    Rows of a model that forbids doubles are told apart by what may not be there twice, all others by their place.
    """

    stage = Field.AFTER_ROW
    default: ClassVar[list[Form]] = []

    def __init__(self, name: str, column: str, fields: tuple[str | Field, ...], **fixed: Any) -> None:
        """Take the reverse name of the foreign key, and the columns that are the same in all these rows."""
        super().__init__(name, column)
        self.fields = fields
        self.fixed = fixed

    def bind(self, model: type[models.Model]) -> Field:
        relation = model._meta.get_field(self.column)
        self.shape = Shape(relation.related_model, self.fields)
        self.owner = relation.field.name
        options = self.shape.model._meta
        self.ordered = any(field.name == "order" for field in options.fields)
        self.rule = next((rule for rule in options.constraints if isinstance(rule, models.UniqueConstraint)), None)
        names = self.rule.fields if self.rule else ()
        self.identity = [name for name in names if name != self.owner and name not in self.fixed]
        return super().bind(model)

    def paths(self) -> list[str]:
        return [self.column, *(f"{self.column}__{path}" for path in self.shape.paths)]

    def parse(self, raw: Any, place: Place) -> list[Form]:
        if not isinstance(raw, list):
            place.say(several(self.name))
            return []
        forms = [
            self.shape.parse(table, place.row(number))
            for number, table in enumerate(raw, 1)
            if is_a(table, (dict,), TABLE, place.row(number))
        ]
        names = [self._name(form, number) for number, form in enumerate(forms, 1)]
        for number, name in enumerate(names, 1):
            if name in names[: number - 1]:
                place.row(number).say(str(self.rule.violation_error_message))
        return forms

    def check(self, value: list[Form], place: Place) -> None:
        for number, form in enumerate(value, 1):
            self.shape.check(form, place.row(number))

    def settle(self, value: list[Form], lost: Lost, place: Place) -> list[Form]:
        settled = []
        for number, form in enumerate(value, 1):
            kept = self.shape.settle(form, lost, place.row(number))
            if not self.shape.hangs(form, lost):
                settled.append(kept)
        return settled if self.ordered else sorted(settled, key=written)

    def read(self, row: models.Model) -> list[Form]:
        forms = [self.shape.read(one) for one in self._standing(row)]
        return forms if self.ordered else sorted(forms, key=written)

    def write(self, row: models.Model, value: list[Form], shelf: Shelf) -> None:
        """Change only the rows that differ: other rows may point to those that stay."""
        standing = {}
        for number, one in enumerate(self._standing(row), 1):
            form = self.shape.read(one)
            standing[self._name(form, number)] = (one, form)
        wanted = {self._name(form, number): form for number, form in enumerate(value, 1)}
        for name in standing.keys() - wanted.keys():
            standing[name][0].delete()
        for order, (name, form) in enumerate(wanted.items(), 1):
            new = (self.shape.model(**{self.owner: row}, **self.fixed), None)
            one, before = standing.get(name, new)
            if before != form or (self.ordered and one.order != order):
                if self.ordered:
                    one.order = order
                self.shape.save(one, form, shelf)
                self.shape.save_rest(one, form, shelf)

    def _standing(self, row: models.Model) -> list[models.Model]:
        mine = self.fixed.items()
        return [
            one
            for one in getattr(row, self.column).all()
            if all(getattr(one, name) == value for name, value in mine)
        ]

    def _name(self, form: Form, number: int) -> tuple[Any, ...]:
        return tuple(form.get(name) for name in self.identity) or (number,)


class Values(Rows):
    """A list of texts, each a row of another model with this text in one of its columns."""

    def __init__(self, name: str, column: str, text: str, **fixed: Any) -> None:
        super().__init__(name, column, (text,), **fixed)
        self.text = text

    def parse(self, raw: Any, place: Place) -> list[Form]:
        return super().parse([{self.text: item} for item in texts_of(raw, place)], place)


class Group(Field):
    """A table of the file whose keys are columns of the row itself."""

    default: ClassVar[Form] = {}

    def __init__(self, name: str, fields: tuple[Field, ...]) -> None:
        super().__init__(name)
        self.fields = fields

    def bind(self, model: type[models.Model]) -> Field:
        self.shape = Shape(model, self.fields)
        return super().bind(model)

    def labels(self) -> dict[str, str]:
        return {column: f"{self.name}, {label}" for column, label in self.shape.labels.items()}

    def parse(self, raw: Any, place: Place) -> Form:
        return self.shape.parse(raw, place) if is_a(raw, (dict,), TABLE, place) else {}

    def read(self, row: models.Model) -> Form:
        return self.shape.read(row)

    def write(self, row: models.Model, value: Form, shelf: Shelf) -> None:
        for field in self.shape.fields:
            field.write(row, value.get(field.name, field.default), shelf)


def sources() -> Rows:
    """Return the field for rows made after `summit.citation.Citation`."""
    return Rows("source", "sources", ("url", "publisher", "date", "kind"))
