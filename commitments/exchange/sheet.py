"""What the sheets share: columns that are known, mistakes in sentences, and versions published at the end."""

from collections.abc import Mapping
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export.resources import Diff, ModelResource
from import_export.results import Result, RowResult

from commitments.exchange.cells import Code, Column, Figure, Text, YesNo
from commitments.exchange.formats import Unreadable
from commitments.models import Commitment
from commitments.versions import publish
from summit.bilingual_admin import translated


class Effect(Diff):
    """What a row does, as the columns that change, each with what it held before."""

    def __init__(self, resource: "Sheet", instance: models.Model, new: bool) -> None:
        super().__init__(resource, instance, new)
        self.names = [field.column_name for field in resource.get_import_fields()]

    def as_html(self) -> list[tuple[str, str, str]]:
        left = ["" for _name in self.names] if self.new else self.left
        return [row for row in zip(self.names, left, self.right, strict=True) if row[1] != row[2]]


class Sheet(ModelResource):
    """Rows of one model. `form` is the form of the import, which says why what is public changes."""

    class Meta:
        abstract = True

    def __init__(self, *, form: Any = None, **kwargs: Any) -> None:
        super().__init__()
        self.form = form
        self.seen: set[tuple] = set()

    @classmethod
    def get_diff_class(cls) -> type[Effect]:
        return Effect

    @classmethod
    def field_from_django_field(cls, field_name: str, django_field: models.Field, readonly: bool) -> Column:
        if isinstance(django_field, models.DecimalField):
            widget = Figure()
        elif isinstance(django_field, models.BooleanField):
            widget = YesNo()
        else:
            codes = [str(code) for code, _label in django_field.flatchoices]
            widget = Code(codes) if codes else Text()
        return Column(attribute=field_name, column_name=field_name, widget=widget, readonly=readonly)

    def get_key(self, row: Mapping[str, Any]) -> tuple:
        """What tells this row from the others of the file; nothing for a new one."""
        raise NotImplementedError

    def records(self, instance: models.Model) -> list[Commitment]:
        """The records whose documents say this row."""
        raise NotImplementedError

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        dataset.headers = [str(one).strip() for one in dataset.headers or []]
        known = [field.column_name for field in self.get_import_fields()]
        strange = [one for one in dataset.headers if one not in known]
        if strange or "reference" not in dataset.headers:
            words = {"columns": ", ".join(strange) or "–", "known": ", ".join(known)}
            raise Unreadable(
                _("A sheet has a column “reference” and none that is not known (%(columns)s). Known: %(known)s.")
                % words
            )

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        key = self.get_key(row)
        if key in self.seen:
            raise ValidationError({"reference": _("The file says this twice; say it once.")})
        if key:
            self.seen.add(key)

    def validate_instance(
        self,
        instance: models.Model,
        import_validation_errors: dict | None = None,
        validate_unique: bool = True,
    ) -> None:
        """Check the row as its form would; the base columns repeat one of the languages and are not asked for."""
        errors = dict(import_validation_errors or {})
        try:
            instance.full_clean(exclude={*errors, *translated(self._meta.model)}, validate_unique=validate_unique)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def after_import(self, dataset: tablib.Dataset, result: Result, **kwargs: Any) -> None:
        """Publish the records that the file changed, once all of its rows are in and none has a mistake."""
        if kwargs.get("dry_run") or result.has_errors() or result.has_validation_errors():
            return
        done = (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE)
        changed = [row.instance for row in result.rows if row.import_type in done and row.instance]
        records = {one.pk: one for instance in changed for one in self.records(instance)}
        publish(*records.values(), by=kwargs.get("user"), **self.form.why)
