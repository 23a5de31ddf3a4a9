"""The admin's base for what is first a draft, then published."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import model_ngettext
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override, pgettext_lazy

from summit.bilingual_admin import BilingualAdmin, label, translated


@dataclass
class Outcome:
    """What became of each of the chosen rows."""

    changed: list[models.Model] = field(default_factory=list)
    already: list[models.Model] = field(default_factory=list)
    left: list[tuple[models.Model, str]] = field(default_factory=list)


class DraftForm(ModelForm):
    """A draft needs its title in one language; what is published needs both, which the database knows."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        names = [f"title_{language}" for language in settings.MODELTRANSLATION_LANGUAGES]
        if not any(cleaned.get(name) or self.has_error(name) for name in names if name in self.fields):
            self.add_error(names[0], _("Write the title in one language at least."))
        return cleaned


class PublishingAdmin(BilingualAdmin):
    form = DraftForm
    actions = ["publish", "unpublish"]
    visibility: str = "published"
    public: Any = True
    draft: Any = False
    preview: str
    """The name of the address where staff see a draft."""

    def get_preview_argument(self, obj: models.Model) -> str:
        return obj.slug

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name.startswith("title_"):
            formfield.required = False
        return formfield

    def view_on_site(self, obj: models.Model) -> str:
        if getattr(obj, self.visibility) != self.draft:
            return obj.get_absolute_url()
        return reverse(self.preview, args=[self.get_preview_argument(obj)])

    @admin.display(description=pgettext_lazy("of a page, a theme…", "state"), ordering="published")
    def state(self, obj: models.Model) -> str:
        return pgettext_lazy("state", "published") if obj.published else pgettext_lazy("state", "draft")

    @admin.action(description=_("Publish the selected %(verbose_name_plural)s"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        outcome = self._turn(request, queryset, into=self.public, out_of=[self.draft])
        self._tell(request, outcome, done=_("Published: %s."), already=_("Already published: %s."))

    @admin.action(description=_("Unpublish the selected %(verbose_name_plural)s"), permissions=["change"])
    def unpublish(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        outcome = self._turn(request, queryset, into=self.draft, out_of=[self.public])
        self._tell(request, outcome, done=_("Made drafts again: %s."), already=_("Already drafts: %s."))

    @transaction.atomic
    def _turn(
        self, request: HttpRequest, queryset: models.QuerySet, *, into: object, out_of: Collection[object]
    ) -> Outcome:
        """Turn the rows that may be turned, all at once, and leave the others as they are."""
        outcome = Outcome()
        chosen = self.model._default_manager.filter(pk__in=queryset.order_by().values("pk"))
        for row in chosen.order_by("pk").select_for_update():
            before = getattr(row, self.visibility)
            if before == into:
                outcome.already.append(row)
                continue
            setattr(row, self.visibility, into)
            reason = self._objection(row, before, out_of)
            if reason:
                outcome.left.append((row, reason))
            else:
                row.save(update_fields=[self.visibility, "modified"])
                outcome.changed.append(row)
        self.turned(request, outcome.changed)
        with override(None):  # the history keeps names of fields untranslated, and translates them when read
            changed = [{"changed": {"fields": [str(self.opts.get_field(self.visibility).verbose_name)]}}]
        LogEntry.objects.log_actions(request.user.pk, outcome.changed, CHANGE, changed)
        return outcome

    def turned(self, request: HttpRequest, rows: list[models.Model]) -> None:
        """What else becomes of rows just published or made drafts again, in the same transaction."""

    def _objection(self, row: models.Model, before: object, out_of: Collection[object]) -> str:
        """Say why `row` cannot be turned, or nothing when it can."""
        if before not in out_of:
            words = dict(self.opts.get_field(self.visibility).flatchoices)
            return _("it is %(state)s") % {"state": words.get(before, before)}
        if getattr(row, self.visibility) == self.draft:
            return ""
        lacking = [
            label(one)
            for one in self.opts.fields
            if hasattr(one, "translated_field") and not one.translated_field.blank and not getattr(row, one.name)
        ]
        if lacking:
            return _("missing: %(texts)s") % {"texts": ", ".join(lacking)}
        try:
            # The base columns repeat one of the languages and are not asked for.
            row.full_clean(exclude=translated(self.model))
        except ValidationError as error:
            return " ".join(self._sentence(*one) for one in error.message_dict.items()).removesuffix(".")
        return ""

    def _sentence(self, name: str, errors: list[str]) -> str:
        text = " ".join(errors)
        if name == NON_FIELD_ERRORS:
            return text
        return f"{capfirst(self.opts.get_field(name).verbose_name)}: {text}"

    def _tell(self, request: HttpRequest, outcome: Outcome, *, done: str, already: str) -> None:
        for rows, sentence, level in (
            (outcome.changed, done, messages.SUCCESS),
            (outcome.already, already, messages.INFO),
        ):
            if rows:
                count = f"{len(rows)} {model_ngettext(self.opts, len(rows))}"
                self.message_user(request, sentence % count, level)
        if outcome.left:
            address = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            named = format_html_join(
                "; ",
                '<a href="{}">{}</a>, {}',
                ((reverse(address, args=[row.pk]), row, reason) for row, reason in outcome.left),
            )
            left = ngettext("Left as it was: {}.", "Left as they were: {}.", len(outcome.left))
            self.message_user(request, format_html(left, named), messages.WARNING)
