"""The page that takes delegates out: which of them, which facts, what for; then a file, and a line in the log."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from commitments.export.streams import Full, Stream
from delegates import export
from delegates.models import Category, Delegate, Delegation
from summit.clock import real_now

CSV = "text/csv; charset=utf-8; header=present"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ALL = _("No box ticked: no restriction.")
FORMATS = {"csv": (CSV, export.as_csv), "xlsx": (XLSX, export.as_workbook)}


class ExportForm(forms.Form):
    """Needs are offered to those alone who may read them."""

    states = forms.MultipleChoiceField(
        label=_("State"),
        required=False,
        choices=Delegate.State,
        widget=forms.CheckboxSelectMultiple,
        help_text=ALL,
    )
    categories = forms.MultipleChoiceField(
        label=_("Category"),
        required=False,
        choices=Category,
        widget=forms.CheckboxSelectMultiple,
        help_text=ALL,
    )
    delegation = forms.ModelChoiceField(
        Delegation.objects.all(), label=_("Delegation"), required=False, empty_label=_("All")
    )
    columns = forms.MultipleChoiceField(label=_("Columns"), widget=forms.CheckboxSelectMultiple)
    purpose = forms.CharField(
        label=_("Purpose"),
        min_length=10,
        max_length=300,
        help_text=_(
            "It stays in the audit log until the last data of delegates is erased; your name and how many they "
            "were stay beside it. Name nobody in it."
        ),
    )
    file = forms.ChoiceField(
        label=_("Format"), choices=[(one, one.upper()) for one in FORMATS], initial="csv", widget=forms.RadioSelect
    )

    def __init__(self, data: Any, *, may_read_needs: bool) -> None:
        super().__init__(data)
        offered = {name: one for name, one in export.COLUMNS.items() if may_read_needs or not one.is_need}
        self.fields["columns"].choices = [(name, capfirst(one.label)) for name, one in offered.items()]
        self.initial["columns"] = [name for name, one in offered.items() if one.is_asked]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.found.exists():
            raise forms.ValidationError(_("No delegate is like this. Nothing was taken out."))
        return cleaned

    @property
    def found(self) -> QuerySet[Delegate]:
        """The delegates that are asked for; what is not narrowed is everybody."""
        chosen = self.cleaned_data
        asked = {
            "state__in": chosen["states"],
            "category__in": chosen["categories"],
            "delegation": chosen["delegation"],
        }
        return Delegate.objects.filter(**{name: value for name, value in asked.items() if value})


class ExportPage(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name="delegates_delegate_export"), *super().get_urls()]

    def has_export_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("delegates.export_delegate")

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        more = {"may_export": self.has_export_permission(request)}
        return super().changelist_view(request, more | (extra_context or {}))

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """Ask what is taken out and what for; send it when that was said."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        form = ExportForm(request.POST or None, may_read_needs=request.user.has_perm("delegates.view_needs"))
        if form.is_valid():
            try:
                return _file(request, form)
            except Full:
                form.add_error(None, _("Others are taking files just now. Please try again in some seconds."))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Export delegates"),
            "form": form,
        }
        status = 400 if form.errors else 200
        return TemplateResponse(request, "admin/delegates/delegate/export.html", context, status=status)


def _file(request: HttpRequest, form: ExportForm) -> HttpResponseBase:
    """Raises Full, before anything is written down, where too many take files at once."""
    asked = form.cleaned_data
    content_type, write = FORMATS[asked["file"]]

    def begin() -> Any:
        chosen = export.take(form.found, columns=asked["columns"], by=request.user, purpose=asked["purpose"])
        return write(chosen)

    response = StreamingHttpResponse(Stream(begin), content_type=content_type)
    day = timezone.localtime(real_now()).strftime("%Y-%m-%d")
    response["Content-Disposition"] = f'attachment; filename="delegates-{day}.{asked["file"]}"'
    return response
