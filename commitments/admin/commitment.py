"""The commitment and everything that hangs on it, on one page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commitments.admin.commitment_form import CommitmentForm
from commitments.admin.evidence import PledgeInline, ReportInline, SourceInline, TargetInline
from commitments.admin.exchange import TakesInAndOut
from commitments.admin.reason import AsksReason, Keeps, NoteForm
from commitments.exchange.commitment import CommitmentSheet
from commitments.models import Commitment, Party, Relation
from commitments.references import allocate
from commitments.versions import publish
from summit.bilingual_admin import Lacking, MissingTranslation, TableInline
from summit.models import Event
from summit.publishing_admin import PublishingAdmin

ASSURANCE = _(
    "Assurance is the highest level that the sources allow, in doubt the lower one. Documented: the promise "
    "stands in a first-hand source. Reported: those who hold it, carry it out or pay for it tell what was done. "
    "Backed: the act itself can be read. Checked: somebody who has no part in it went through the progress and "
    "published it."
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
class CommitmentAdmin(TakesInAndOut, Keeps, AsksReason, PublishingAdmin):
    resource_classes = [CommitmentSheet]
    form = CommitmentForm
    preview = "commitments:preview_commitment"
    fieldsets = [
        (None, {"fields": ["reference", "title", "summary", ("kind", "theme"), "published"]}),
        (_("Announcement"), {"fields": [("announced", "link"), "session", "statement", "statement_language"]}),
        (_("Scope"), {"fields": ["scope", "acts_in", "partners"]}),
        (_("Progress"), {"fields": [("delivery", "assurance", "due"), "note"], "description": ASSURANCE}),
        (_("Frameworks"), {"fields": ["goals"]}),
        (_("Another record"), {"fields": ["merged_into", "another_promise"]}),
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

    def save_related(self, request: HttpRequest, form: CommitmentForm, formsets: list, change: bool) -> None:
        """Publish the next version once everything that hangs on the record is saved too."""
        super().save_related(request, form, formsets, change)
        publish(form.instance, by=request.user, **form.why)

    def asks_reason(self, request: HttpRequest, obj: Commitment | None) -> bool:
        return obj is not None and Commitment.objects.addressed().filter(pk=obj.pk).exists()

    def kept(self, objs: Iterable[Commitment]) -> QuerySet:
        return Commitment.objects.addressed().filter(pk__in=[one.pk for one in objs])

    @admin.action(description=_("Unpublish the selected %(verbose_name_plural)s"), permissions=["change"])
    def unpublish(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Take records off the register, once it is said what the public is told."""
        form = NoteForm(request.POST if "take_off" in request.POST else None)
        rows = queryset.filter(published=True)
        if form.is_valid() or not rows:
            request.told = form.note if form.is_bound else None
            super().unpublish(request, queryset)
            return None
        keys = [(helpers.ACTION_CHECKBOX_NAME, pk) for pk in request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)]
        rest = [
            (name, request.POST[name]) for name in ("action", "select_across", "index") if name in request.POST
        ]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Take off the register"),
            "rows": rows,
            "form": form,
            "sent": keys + rest,
        }
        return TemplateResponse(request, "admin/commitments/commitment/take_off.html", context)

    def turned(self, request: HttpRequest, rows: list[Commitment]) -> None:
        publish(*rows, by=request.user, note=getattr(request, "told", None))

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, obj: Commitment | None = None, **kwargs: Any
    ) -> HttpResponse:
        if obj and self.asks_reason(request, obj):
            context["versions_url"] = reverse("commitments:versions", args=[obj.reference])
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
