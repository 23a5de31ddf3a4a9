"""Targets, finance lines and reports: written inside their commitment, and alone to give each its sources."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import BaseInlineFormSet, Field
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.admin.exchange import TakesInAndOut
from commitments.admin.reason import AsksReason, Keeps, ReasonForm
from commitments.circles import leads_back
from commitments.exchange.evidence import PledgeSheet, ReportSheet, TargetSheet
from commitments.models import Commitment, Pledge, Report, Source, Target
from commitments.models.evidence import PART_OF_ITSELF
from commitments.versions import publish
from summit.bilingual_admin import BilingualAdmin, BilingualInline, Lacking, MissingTranslation, TableInline


class SourceInline(TableInline):
    model = Source
    fields = ["publisher", "url", "date", "kind", "order"]


class EvidenceForm(ReasonForm):
    def is_public(self, cleaned: dict[str, Any]) -> bool:
        """Whether the record it stands in, or stood in until now, is in the register."""
        return any(one.published for one in self.records(cleaned))

    def records(self, cleaned: dict[str, Any]) -> list[Commitment]:
        keys = {cleaned["commitment"].pk} if cleaned.get("commitment") else set()
        return list(Commitment.objects.filter(pk__in=keys | {self.initial.get("commitment")} - {None}))


class EvidenceAdmin(TakesInAndOut, Keeps, AsksReason, BilingualAdmin):
    form = EvidenceForm
    autocomplete_fields = ["commitment"]
    inlines = [SourceInline]
    lacking = {"sources": _("no source")}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("commitment")

    def asks_reason(self, request: HttpRequest, obj: models.Model | None) -> bool:
        return obj is None or obj.commitment.published

    def save_related(self, request: HttpRequest, form: EvidenceForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        publish(*form.records(form.cleaned_data), by=request.user, **form.why)

    def kept(self, objs: Iterable[models.Model]) -> models.QuerySet:
        rows = self.model.objects.filter(pk__in=[one.pk for one in objs])
        return rows.filter(commitment__published=True).select_related("commitment")

    def view_on_site(self, obj: models.Model) -> str:
        """Each is shown on the page of its commitment."""
        return self.admin_site.get_model_admin(Commitment).view_on_site(obj.commitment)


OF_COMMITMENT = ["commitment__reference", "commitment__title_fr", "commitment__title_en"]
TARGET = [
    "indicator",
    "unit",
    ("value", "deadline"),
    ("baseline", "baseline_date"),
    ("latest", "latest_date"),
    "note",
    "order",
]
PLEDGE = [
    "funder_name",
    ("funder", "part_of"),
    ("qualifier", "amount", "currency"),
    ("nature", "period"),
    "note",
    "order",
]
REPORT = ["text", ("date", "order")]


class PledgeFields:
    """Finance lines are told apart by their commitment."""

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        if db_field.name == "part_of":
            kwargs["queryset"] = Pledge.objects.select_related("commitment")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class TargetInline(BilingualInline):
    model = Target
    fields = TARGET
    show_change_link = True


class PledgeFormSet(BaseInlineFormSet):
    """Lines that are changed together are judged together: each alone may be right where both make a circle."""

    def clean(self) -> None:
        super().clean()
        forms = [form for form in self.initial_forms if form.is_valid() and form not in self.deleted_forms]
        now = {form.instance.pk: form.cleaned_data.get("part_of") for form in forms}

        def beyond(keys: set[int]) -> set[int]:
            changed = {now[key].pk for key in keys if now.get(key)}
            return changed | set(Pledge.objects.wholes_of(keys - now.keys()))

        for form in forms:
            whole = now[form.instance.pk]
            if whole and leads_back(form.instance.pk, whole.pk, beyond):
                form.add_error("part_of", PART_OF_ITSELF)


class PledgeInline(PledgeFields, BilingualInline):
    model = Pledge
    formset = PledgeFormSet
    fields = PLEDGE
    autocomplete_fields = ["funder", "part_of"]
    show_change_link = True


class ReportInline(BilingualInline):
    model = Report
    fields = REPORT
    show_change_link = True


@admin.register(Target)
class TargetAdmin(EvidenceAdmin):
    resource_classes = [TargetSheet]
    fields = ["commitment", *TARGET]
    list_display = ["indicator", "value", "unit", "deadline", "commitment"]
    lacking = {"sources": _("no source"), "value": _("no value")}
    list_filter = [Lacking, MissingTranslation]
    search_fields = ["indicator_fr", "indicator_en", *OF_COMMITMENT]


@admin.register(Pledge)
class PledgeAdmin(PledgeFields, EvidenceAdmin):
    resource_classes = [PledgeSheet]
    fields = ["commitment", *PLEDGE]
    autocomplete_fields = ["commitment", "funder", "part_of"]
    list_display = ["commitment", "qualifier", "amount", "currency", "nature", "period", "funder"]
    list_select_related = ["commitment", "funder"]
    lacking = {"sources": _("no source"), "amount": _("no amount")}
    list_filter = ["nature", "qualifier", "currency", Lacking, MissingTranslation]
    search_fields = [
        "currency",
        "funder__name_fr",
        "funder__name_en",
        "funder_name_fr",
        "funder_name_en",
        *OF_COMMITMENT,
    ]


@admin.register(Report)
class ReportAdmin(EvidenceAdmin):
    resource_classes = [ReportSheet]
    fields = ["commitment", *REPORT]
    list_display = ["date", "text", "commitment"]
    list_filter = [Lacking, MissingTranslation]
    search_fields = ["text_fr", "text_en", *OF_COMMITMENT]
