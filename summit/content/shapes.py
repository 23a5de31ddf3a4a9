"""How a table of a file and a row of a model answer each other."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from modeltranslation.translator import translator

from summit.content.fields import Field, Form, Lost, Moment, Plain, Shelf, Words
from summit.content.links import Link, Links
from summit.content.problems import Place, perhaps


class Shape:
    """A model and the keys by which a file describes one row of it."""

    def __init__(self, model: type[models.Model], fields: Iterable[str | Field]) -> None:
        """Take a plain name where the model's own column says all there is to say."""
        self.model = model
        self.fields = [bound(model, field) for field in fields]
        self.names = {field.name for field in self.fields}
        self.labels = {column: label for field in self.fields for column, label in field.labels().items()}
        self.paths = list(dict.fromkeys(path for field in self.fields for path in field.paths()))
        self.not_said = {field.name for field in model._meta.fields} - self.labels.keys()
        self.links = {field.name for field in model._meta.fields if field.is_relation}

    def parse(self, table: dict[str, Any], place: Place) -> Form:
        for key in table.keys() - self.names:
            place.at(key).say(_("This key is not known here.") + perhaps(key, self.names))
        given = [field for field in self.fields if field.name in table]
        return bare((field, field.parse(table[field.name], place.at(field.name))) for field in given)

    def read(self, row: models.Model) -> Form:
        return bare((field, field.read(row)) for field in self.fields)

    def settle(self, form: Form, lost: Lost, place: Place) -> Form:
        """Return the form as the database will hold it, without what points to something lost."""
        given = [field for field in self.fields if field.name in form]
        return bare((field, field.settle(form[field.name], lost, place.at(field.name))) for field in given)

    def hangs(self, form: Form, lost: Lost) -> bool:
        """Tell whether the row cannot be there without something lost."""
        return any(field.hangs(form.get(field.name), lost) for field in self.fields)

    def check(self, form: Form, place: Place) -> None:
        """Ask the model's own rules; what was already said of a field is not said again."""
        row = self.model()
        for field, value in self._values(form, Field.WITH_ROW):
            if field.labels():
                field.write(row, value, Shelf())
        try:
            row.clean_fields(exclude=self.not_said)
        except ValidationError as error:
            for column, errors in error.error_dict.items():
                messages = [message for one in errors for message in one.messages]
                place.at(self.labels[column]).say_once(" ".join(messages))
        for rule in self.model._meta.constraints:
            if isinstance(rule, models.CheckConstraint):
                self._check_rule(rule, row, place)
        for field in self.fields:
            field.check(form.get(field.name, field.default), place.at(field.name))

    def save(self, row: models.Model, form: Form, shelf: Shelf) -> None:
        """Write the row itself; what belongs to it follows in `save_rest`."""
        for field, value in self._values(form, Field.WITH_ROW):
            field.write(row, value, shelf)
        row.save()

    def save_rest(self, row: models.Model, form: Form, shelf: Shelf) -> None:
        """Write what belongs to the row, and put aside what has to wait for other rows."""
        for field, value in self._values(form, Field.AFTER_ROW):
            field.write(row, value, shelf)
        shelf.later.extend((field, row, value) for field, value in self._values(form, Field.AFTER_ALL))

    def _values(self, form: Form, stage: int) -> list[tuple[Field, Any]]:
        fields = [field for field in self.fields if field.stage == stage]
        return [(field, form.get(field.name, field.default)) for field in fields]

    def _check_rule(self, rule: models.CheckConstraint, row: models.Model, place: Place) -> None:
        columns = [column for column in self.labels if column in rule.condition.referenced_base_fields]
        if any(place.at(self.labels[column]).is_faulty() for column in columns):
            return
        try:
            rule.validate(self.model, row, exclude=self.links)
        except ValidationError as error:
            languages = {column: code for field in self.fields for column, code in field.languages().items()}
            untold = [column for column in columns if column in languages and not getattr(row, column)]
            for column in untold:
                words = {"language": get_language_info(languages[column])["name_translated"]}
                place.at(self.labels[column]).say_once(_("The text in %(language)s is missing.") % words)
            if not untold:
                where = ", ".join(self.labels[column] for column in columns)
                place.at(where).say_once(" ".join(error.messages))


def bound(model: type[models.Model], field: str | Field) -> Field:
    """Return the field, or the one that the model's column of this name asks for, knowing its model."""
    if isinstance(field, str):
        field = _field_for(model, field)(field)
    return field.bind(model)


def _field_for(model: type[models.Model], name: str) -> type[Field]:
    translated = model in translator.get_registered_models()
    if translated and name in translator.get_options_for_model(model).get_field_names():
        return Words
    column = model._meta.get_field(name)
    if column.many_to_many:
        return Links
    if column.many_to_one:
        return Link
    return Moment if isinstance(column, models.DateTimeField) else Plain


def bare(values: Iterable[tuple[Field, Any]]) -> Form:
    """Return a form without what is empty or the column's default."""
    return {field.name: value for field, value in values if value is not None and value != field.default}


def written(form: Form) -> str:
    """Return a form as one text, always the same for the same form."""
    return json.dumps(form, default=str, sort_keys=True, ensure_ascii=False)


def fingerprint(form: Form) -> str:
    return sha256(written(form).encode()).hexdigest()
