"""Why the register says something new: asked where staff change what the public reads."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commitments.models import Commitment, Version
from commitments.models.commitment import CommitmentQuerySet
from commitments.versions import publish_all

AT_ONCE = 1000  # records that one change in the admin publishes while staff wait
NOTE_LENGTH = Version._meta.get_field("note").max_length
REASONS = [
    (one.value, one.label)
    for one in (
        Version.Reason.CORRECTION,
        Version.Reason.UPDATE,
        Version.Reason.PROGRESS,
        Version.Reason.TRANSLATION,
    )
]
ASKED = ("version_reason", "version_note_fr", "version_note_en", "another_promise")
FIELDSET = (
    _("This version"),
    {
        "fields": ["version_reason", ("version_note_fr", "version_note_en")],
        "description": _("What is public changes at once, and the version it had is kept."),
    },
)


def note_field(label: str, language: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_("Shown to the public."),
        widget=forms.TextInput(attrs={"class": "vTextField", "lang": language}),
    )


def reason_field(*, required: bool) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Reason of the change"), choices=REASONS, required=required, widget=forms.RadioSelect
    )


class NoteForm(forms.Form):
    """What the public is told of a change, in each language."""

    version_note_fr = note_field(_("What changed, in French"), "fr")
    version_note_en = note_field(_("What changed, in English"), "en")

    @property
    def note(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(f"version_note_{code}") or "" for code in ("fr", "en")}


class ReasonForm(NoteForm, ModelForm):
    """Asks for the reason, which what is public needs as soon as something of it changes."""

    version_reason = reason_field(required=False)
    parts_changed: Callable[[], bool] = staticmethod(lambda: False)
    told: frozenset[str] | None = None
    """The fields that the public reads; all of them where nothing is said."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("version_reason") and self.is_public(cleaned) and self.is_changed():
            sentence = _("What the public reads changes: choose the reason, which is shown with this version.")
            self.add_error("version_reason", sentence)
        return cleaned

    def is_public(self, cleaned: dict[str, Any]) -> bool:
        """Whether the public reads this now, and will when it is saved."""
        raise NotImplementedError

    def is_changed(self) -> bool:
        changed = set(self.changed_data).difference(ASKED)
        return bool(changed if self.told is None else changed & self.told) or self.parts_changed()

    @property
    def why(self) -> dict[str, Any]:
        """The reason and the note, as publishing takes them."""
        return {"reason": self.cleaned_data.get("version_reason") or Version.Reason.UPDATE, "note": self.note}


class AsksReason:
    """Put the question on the page, and tell the form whether something inside the page changed."""

    def asks_reason(self, request: HttpRequest, obj: Model | None) -> bool:
        raise NotImplementedError

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        may = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return [*fieldsets, FIELDSET] if may and self.asks_reason(request, obj) else fieldsets

    def get_form(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> type[ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        form.parts_changed = staticmethod(partial(self._parts_changed, request, obj))
        return form

    def _parts_changed(self, request: HttpRequest, obj: Model | None) -> bool:
        return any(
            formset_class(
                request.POST,
                request.FILES,
                instance=obj,
                prefix=formset_class.get_default_prefix(),
                queryset=inline.get_queryset(request),
            ).has_changed()
            for formset_class, inline in self.get_formsets_with_inlines(request, obj)
        )

    def publish_all(self, request: HttpRequest, found: CommitmentQuerySet, form: ReasonForm) -> None:
        """Publish the records that name what was changed, as many as staff can wait for, and say so."""
        done, left = publish_all(found, at_most=AT_ONCE, by=request.user, **form.why)
        if done:
            said = ngettext(
                "A new version of %d record was published.", "New versions of %d records were published.", done
            )
            self.message_user(request, said % done, messages.SUCCESS)
        if left:
            said = ngettext(
                "%d more record names it; it is published by the command publish_register.",
                "%d more records name it; they are published by the command publish_register.",
                left,
            )
            self.message_user(request, said % left, messages.WARNING)


class Keeps:
    """What the public reads, or once read, is not deleted from a list; its page says what to do instead."""

    def kept(self, objs: Iterable[Model]) -> QuerySet:
        """Those that stay."""
        raise NotImplementedError

    def get_deleted_objects(
        self, objs: Iterable[Model], request: HttpRequest
    ) -> tuple[list, dict[str, int], set[str], list]:
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        links = [format_html('<a href="{}">{}</a>', change_address(one), one) for one in self.kept(objs)]
        return deleted, counts, set() if links else lacking, links or protected


def change_address(one: Model) -> str:
    return reverse(f"admin:{one._meta.app_label}_{one._meta.model_name}_change", args=[one.pk])


def in_public(rows: QuerySet, path: str = "commitment") -> QuerySet:
    """Those of records that are, or once were, in the register."""
    return rows.filter(**{f"{path}__in": Commitment.objects.addressed().order_by()})
