"""The admin's bases: languages side by side, each text labelled with its language in words."""

from typing import Any

from babel import Locale
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Field, ModelForm
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline
from modeltranslation.fields import TranslationField
from modeltranslation.translator import translator
from modeltranslation.utils import get_translation_fields

from summit.bilingual import missing

Fieldsets = list[tuple[str | None, dict[str, Any]]]


def translated(model: type[models.Model]) -> tuple[str, ...]:
    """Return the names of the texts of `model` that have one version per language."""
    return tuple(translator.get_options_for_model(model).all_fields)


def label(field: TranslationField) -> str:
    """Return such as `Title (English)`, in the language of whoever reads it."""
    reader = Locale.parse(get_language() or settings.LANGUAGE_CODE, sep="-")
    return f"{capfirst(field.translated_field.verbose_name)} ({reader.languages[field.language]})"


def labels(model: type[models.Model]) -> dict[str, str]:
    return {field.name: label(field) for field in model._meta.fields if isinstance(field, TranslationField)}


class PlainFields:
    """What every form of the admin does: addresses are https, times say their zone."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(db_field, models.DateTimeField):
            zone = _("Time zone: %(zone)s.") % {"zone": timezone.get_current_timezone_name()}
            field.help_text = f"{field.help_text} {zone}".strip()
        return field


class SideBySide(PlainFields):
    """Put the languages of each text declared in `fields` or `fieldsets` on one row.

    A text that its model requires is required in every language.
    """

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> Fieldsets:
        declared = self.fieldsets or [(None, {"fields": self.fields})]
        return [
            (name, {**options, "fields": [self._row(field) for field in options["fields"]]})
            for name, options in declared
        ]

    def _row(self, field: str | tuple[str, ...]) -> str | tuple[str, ...]:
        return tuple(get_translation_fields(field)) if field in translated(self.model) else field

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(db_field, TranslationField):
            field.required = not db_field.translated_field.blank
            field.widget.attrs["lang"] = db_field.language
        return field


class BilingualAdmin(SideBySide, TranslationAdmin):
    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any) -> type[ModelForm]:
        return super().get_form(request, obj, labels=labels(self.model), **kwargs)


class InlineForm(ModelForm):
    """Check the constraints that name the parent too, such as “once per commitment”: Django leaves them out."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self._errors:
            return
        try:
            self.instance.validate_constraints(exclude=self._get_validation_exclusions())
        except ValidationError as error:
            self._update_errors(error)


class BilingualInline(SideBySide, TranslationStackedInline):
    form = InlineForm
    extra = 0

    def get_formset(
        self, request: HttpRequest, obj: models.Model | None = None, **kwargs: Any
    ) -> type[BaseInlineFormSet]:
        return super().get_formset(request, obj, labels=labels(self.model), **kwargs)


class TableFormSet(BaseInlineFormSet):
    """A table names its columns and no cell of them, so that each field says itself what it is."""

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            field.widget.attrs.setdefault("aria-label", field.label)


class TableInline(PlainFields, admin.TabularInline):
    """Rows of facts that have no language."""

    form = InlineForm
    formset = TableFormSet
    extra = 0


class MissingTranslation(admin.SimpleListFilter):
    """What is written in one language and not in the other."""

    title = _("translation")
    parameter_name = "translation"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("missing", _("a language is missing")), ("complete", _("complete"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        incomplete = missing(translated(queryset.model))
        if self.value() == "missing":
            return queryset.filter(incomplete)
        return queryset.filter(~incomplete) if self.value() == "complete" else queryset


class Lacking(admin.SimpleListFilter):
    """Rows without what their admin lists in `lacking`: the name of a relation or a field, and the words."""

    title = _("what is lacking")
    parameter_name = "lacking"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return list(model_admin.lacking.items())

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        if self.value() not in dict(self.lookup_choices):
            return queryset
        return queryset.filter(**{f"{self.value()}__isnull": True})
