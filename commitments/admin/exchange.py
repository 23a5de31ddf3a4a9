"""Sheets in and out of the lists of the register: a dry run first, then one button, and nothing half done."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ExportMixin, ImportMixin
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.results import Result
from import_export.tmp_storages import CacheStorage

from commitments.admin.reason import ASKED, REASONS, NoteForm, reason_field
from commitments.exchange.formats import FORMATS, Unreadable

LARGEST = 5 * 1024 * 1024  # bytes


class BriefStorage(CacheStorage):
    """Keeps a file between the dry run and its confirmation, half an hour at most, in no folder."""

    CACHE_LIFETIME = 30 * 60
    CACHE_PREFIX = "import-"


class SheetForm(NoteForm, ImportForm):
    """The file, and what the public is told of what it changes."""

    version_reason = reason_field(required=True)
    field_order = ["import_file", "format", "version_reason", "version_note_fr", "version_note_en"]

    def clean_import_file(self) -> UploadedFile:
        file = self.cleaned_data["import_file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB: send it in parts."))
        return file


class ConfirmForm(NoteForm, ConfirmImportForm):
    version_reason = forms.ChoiceField(choices=REASONS, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()

    @property
    def why(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["version_reason"], "note": self.note}


class TakesOut(ExportMixin):
    """Export what the list shows, with its search and its filters."""

    formats = FORMATS
    export_form_class = ExportForm
    to_encoding = "utf-8"

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)


class TakesIn(ImportMixin):
    formats = FORMATS
    import_form_class = SheetForm
    confirm_form_class = ConfirmForm
    tmp_storage_class = BriefStorage

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def get_confirm_form_initial(self, request: HttpRequest, import_form: SheetForm | None) -> dict[str, Any]:
        initial = super().get_confirm_form_initial(request, import_form)
        told = {name: import_form.cleaned_data.get(name) for name in ASKED} if import_form else {}
        return initial | told

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def add_data_read_fail_error_to_form(self, form: SheetForm, error: Exception) -> None:
        """Say why the file cannot be read; Django's forms have no words for it."""
        said = _(
            "The file cannot be read: send a CSV in UTF-8 or an XLSX workbook, and choose which of the two it is."
        )
        form.add_error("import_file", str(error) if isinstance(error, Unreadable) else said)

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show what the file would do; it is kept no longer where it cannot be confirmed."""
        response = super().import_action(request, **kwargs)
        file = request.FILES.get("import_file")
        kept = getattr(file, "tmp_storage_name", None)
        if kept and "confirm_form" not in response.context_data:
            BriefStorage(name=kept).remove()
        return response

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do what was shown, with the file as it was sent then."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = self.create_confirm_form(request)
        if request.method == "POST" and not self._is_kept(form):
            said = _("The file is no longer kept here, and nothing was imported. Send it again.")
            self.message_user(request, said, messages.WARNING)
            return redirect(self._import_url())
        return super().process_import(request, **kwargs)

    def _is_kept(self, form: ConfirmForm) -> bool:
        valid = form.is_valid() and form.cleaned_data["format"] in {str(one) for one in range(len(FORMATS))}
        return valid and BriefStorage(name=form.cleaned_data["import_file_name"]).read() is not None

    def _import_url(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponse:
        if result.has_errors() or result.has_validation_errors():
            said = _(
                "The register has changed since, and a row no longer fits. Nothing was imported: "
                "send the file again."
            )
            self.message_user(request, said, messages.ERROR)
            return redirect(self._import_url())
        return super().process_result(result, request)

    def add_success_message(self, result: Result, request: HttpRequest) -> None:
        words = {name: result.totals[name] for name in ("new", "update", "skip")}
        said = _("Imported: %(new)d new, %(update)d changed, %(skip)d as they were.") % words
        self.message_user(request, said, messages.SUCCESS)

    def _create_log_entry(self, user_pk: int, rows: list, import_type: str, action_flag: int) -> None:
        message = str(gettext_lazy("Imported from a file."))
        LogEntry.objects.log_actions(user_pk, rows, action_flag, message)


class TakesInAndOut(TakesIn, TakesOut):
    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
