"""The commitment and everything that hangs on it, on one page."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import FilteredSelectMultiple
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from commitments.admin.evidence import PledgeInline, ReportInline, SourceInline, TargetInline
from commitments.models import Commitment, CommitmentCountry, Party, Relation
from commitments.references import allocate
from commitments.versions import publish
from summit.bilingual_admin import Lacking, MissingTranslation, TableInline
from summit.models import Event
from summit.publishing_admin import DraftForm, PublishingAdmin


class CommitmentForm(DraftForm):
    """Countries are chosen from one list: a coalition may act in fifty."""

    acts_in = forms.MultipleChoiceField(
        label=_("Countries of action"),
        required=False,
        choices=lambda: list(countries),
        widget=FilteredSelectMultiple(_("countries"), is_stacked=False),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["acts_in"] = [row.country.code for row in self.instance.countries.all()]

    def _save_m2m(self) -> None:
        super()._save_m2m()
        chosen = set(self.cleaned_data["acts_in"])
        self.instance.countries.exclude(country__in=chosen).delete()
        present = set(self.instance.countries.values_list("country", flat=True))
        CommitmentCountry.objects.bulk_create(
            CommitmentCountry(commitment=self.instance, country=code) for code in sorted(chosen - present)
        )


class PartyInline(TableInline):
    model = Party
    autocomplete_fields = ["holder"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("holder")


class RelationInline(TableInline):
    model = Relation
    fk_name = "commitment"
    autocomplete_fields = ["to"]


class Delivery(admin.SimpleListFilter):
    title = _("delivery")
    parameter_name = "delivery"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("unknown", _("not known")), *Commitment.Delivery.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset
        return queryset.filter(delivery="" if self.value() == "unknown" else self.value())


@admin.register(Commitment)
class CommitmentAdmin(PublishingAdmin):
    form = CommitmentForm
    preview = "commitments:preview_commitment"
    fieldsets = [
        (None, {"fields": ["reference", "title", "summary", ("kind", "theme"), "published"]}),
        (_("Announcement"), {"fields": [("announced", "link"), "session", "statement", "statement_language"]}),
        (_("Scope"), {"fields": ["scope", "acts_in", "partners"]}),
        (_("Progress"), {"fields": [("delivery", "assurance", "due"), "note"]}),
        (_("Frameworks"), {"fields": ["goals"]}),
        (_("Another record"), {"fields": ["merged_into"], "classes": ["collapse"]}),
    ]
    readonly_fields = ["reference"]
    autocomplete_fields = ["theme", "session", "goals", "merged_into"]
    inlines = [PartyInline, TargetInline, PledgeInline, ReportInline, SourceInline, RelationInline]
    list_display = ["reference", "title", "state", "held_by", "theme_name", "kind", "delivery"]
    list_display_links = ["reference", "title"]
    lacking = {
        "parties": _("no holder"),
        "sources": _("no source"),
        "targets": _("no target"),
        "pledges": _("no finance line"),
        "reports": _("no progress report"),
    }
    list_filter = [
        "published",
        "theme",
        "kind",
        "link",
        Delivery,
        "holders__kind",
        Lacking,
        MissingTranslation,
    ]
    search_fields = [
        "reference",
        "title_fr",
        "title_en",
        "summary_fr",
        "summary_en",
        "holders__name_fr",
        "holders__name_en",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).for_cards()

    def get_preview_argument(self, obj: Commitment) -> str:
        return obj.reference

    @admin.display(description=_("holders"))
    def held_by(self, obj: Commitment) -> str:
        return ", ".join(party.holder.name for party in obj.parties.all())

    @admin.display(description=_("theme"), ordering="theme__number")
    def theme_name(self, obj: Commitment) -> str:
        return obj.theme.short or obj.theme.title

    @admin.display(description=_("Countries of action"))
    def acts_in(self, obj: Commitment) -> str:
        """For those who may only look."""
        return ", ".join(obj.country_names)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        if Event.objects.exists() or not self.has_add_permission(request):
            return super().add_view(request, form_url, extra_context)
        self.message_user(
            request,
            _(
                "A commitment cannot be entered yet: its reference begins with the event's prefix, "
                "and there is no event. Enter the event first."
            ),
            messages.ERROR,
        )
        return redirect("admin:commitments_commitment_changelist")

    def save_model(self, request: HttpRequest, obj: Commitment, form: forms.ModelForm, change: bool) -> None:
        if not change:
            obj.reference = allocate(Event.objects.get().reference_prefix)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        """Publish the next version once everything that hangs on the record is saved too."""
        super().save_related(request, form, formsets, change)
        publish(form.instance, by=request.user)

    def turned(self, request: HttpRequest, rows: list[Commitment]) -> None:
        publish(*rows, by=request.user)
