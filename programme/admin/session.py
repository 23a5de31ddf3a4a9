"""Sessions: their texts, which go live when saved, and their plan, which the next release publishes."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from programme import clashes, releases, search
from programme.admin.actions import PlanActions
from programme.admin.day import DayPage
from programme.admin.move import MovePage
from programme.admin.warnings import HasWarning, Waiting, WarnedList
from programme.models import Participation, Session, SessionLanguage, SessionSource
from summit import dates
from summit.admin_fields import AddressListField
from summit.bilingual_admin import BilingualInline, Lacking, MissingTranslation, TableInline
from summit.publishing_admin import DraftForm, PublishingAdmin

# Written by a release or by the portal, never by the form: it may have been opened before the last release.
NOT_OF_THE_FORM = {"id", *releases.PUBLIC, "uid", "sequence", "changed", *search.COLUMNS}


class ParticipationInline(BilingualInline):
    model = Participation
    fields = [("speaker", "role", "mode", "order"), "note"]
    autocomplete_fields = ["speaker"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("speaker")


class SessionLanguageInline(TableInline):
    model = SessionLanguage


class SessionSourceInline(TableInline):
    model = SessionSource
    fields = ["publisher", "url", "date", "kind", "order"]


class SessionForm(DraftForm):
    def _get_validation_exclusions(self) -> set[str]:
        """Keep the titles of what is public still, although it is planned as a draft: texts are live at once."""
        excluded = super()._get_validation_exclusions()
        draft = self.cleaned_data.get("planned_status") == Session.Status.DRAFT
        return excluded - {"status"} if draft else excluded


class SessionAdmin(DayPage, MovePage, PlanActions, PublishingAdmin):
    form = SessionForm
    preview = "programme:preview_session"
    formfield_overrides = {
        **PublishingAdmin.formfield_overrides,
        models.JSONField: {"form_class": AddressListField},
    }
    fieldsets = [
        (None, {"fields": ["title", "abstract", "outcome", ("kind", "theme"), "slug"]}),
        (
            _("Plan: it becomes public with the next release"),
            {
                "fields": [
                    ("planned_status", "public_status"),
                    ("planned_starts", "planned_ends", "public_time"),
                    ("planned_room", "public_room"),
                ]
            },
        ),
        (
            _("When and where"),
            {"fields": ["times_indicative", ("position", "day", "part_of_day"), "capacity"]},
        ),
        (
            _("How to follow it"),
            {"fields": ["access", ("captions", "sign_language"), "stream_urls", "recording_urls", "documents"]},
        ),
    ]
    readonly_fields = ["public_status", "public_time", "public_room"]
    prepopulated_fields = {"slug": ["title_en"]}
    autocomplete_fields = ["theme", "planned_room", "documents"]
    inlines = [ParticipationInline, SessionLanguageInline, SessionSourceInline]
    list_display = ["title", "warnings", "state", "start", "planned_room", "theme_name"]
    list_select_related = ["theme", "planned_room"]
    lacking = {
        "planned_starts": _("no time"),
        "planned_room": _("no room"),
        "participations": _("no speaker"),
        "sources": _("no source"),
    }
    list_filter = [
        "planned_status",
        Waiting,
        HasWarning,
        "theme",
        "kind",
        "planned_room",
        "access",
        "times_indicative",
        Lacking,
        MissingTranslation,
    ]
    search_fields = ["title_fr", "title_en", "abstract_fr", "abstract_en", "slug"]

    def view_on_site(self, obj: Session) -> str:
        return self.preview_of(obj) if obj.status == Session.Status.DRAFT else obj.get_absolute_url()

    def preview_of(self, obj: Session) -> str:
        return reverse(self.preview, args=[obj.slug])

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[WarnedList]:
        return WarnedList

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        more = {
            "pending": len(releases.pending()),
            "may_publish": request.user.has_perm("programme.add_release"),
            "may_change": self.has_change_permission(request),
        }
        return super().changelist_view(request, more | (extra_context or {}))

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, obj: Session | None = None, **kwargs: Any
    ) -> HttpResponse:
        if obj:
            context["clashes"] = clashes.of_programme().get(obj.pk, [])
            if obj.status != Session.Status.DRAFT and releases.pending_sessions().filter(pk=obj.pk).exists():
                context["preview"] = self.preview_of(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_deleted_objects(
        self, objs: Sequence[Session] | QuerySet, request: HttpRequest
    ) -> tuple[list, dict[str, int], set[str], list]:
        """Name the sessions that a release keeps, where Django would list every change it told of them."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        kept = Session.objects.filter(pk__in=[one.pk for one in objs]).released() if protected else []
        change = "admin:programme_session_change"
        links = [format_html('<a href="{}">{}</a>', reverse(change, args=[one.pk]), one) for one in kept]
        return deleted, counts, lacking, links or protected

    def save_model(self, request: HttpRequest, obj: Session, form: ModelForm, change: bool) -> None:
        """Write what the form holds and nothing else of the row."""
        names = [field.name for field in obj._meta.concrete_fields if field.name not in NOT_OF_THE_FORM]
        obj.save(update_fields=names if change else None)

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        search.refresh(form.instance)

    # --- columns ---

    @admin.display(description=_("state"), ordering="planned_status")
    def state(self, obj: Session) -> str:
        public, planned = obj.get_status_display(), obj.get_planned_status_display()
        return public if public == planned else f"{public} → {planned}"

    @admin.display(description=_("theme"), ordering="theme__number")
    def theme_name(self, obj: Session) -> str | None:
        return obj.theme and (obj.theme.short or obj.theme.title)

    @admin.display(description=_("planned start"), ordering="planned_starts", empty_value=_("no time"))
    def start(self, obj: Session) -> datetime | None:
        return obj.planned_starts

    @admin.display(description=_("warnings"), empty_value=_("none"))
    def warnings(self, obj: Session) -> str | None:
        if not obj.clashes:
            return None
        number = len(obj.clashes)
        heading = ngettext("%(number)d warning", "%(number)d warnings", number) % {"number": number}
        items = format_html_join("", "<li>{}</li>", ((clash.sentence,) for clash in obj.clashes))
        return format_html("<details><summary>{}</summary><ul>{}</ul></details>", heading, items)

    @admin.display(description=_("public now"))
    def public_status(self, obj: Session) -> str:
        return capfirst(obj.get_status_display())

    @admin.display(description=_("public now"))
    def public_time(self, obj: Session) -> str:
        return " – ".join(self._public_times(obj)) or gettext("no time")

    @admin.display(description=_("public now"))
    def public_room(self, obj: Session) -> str:
        return obj.room.name if obj.room else gettext("no room")

    def _public_times(self, obj: Session) -> Iterator[str]:
        yield from (dates.day_and_time(moment) for moment in (obj.starts, obj.ends) if moment)


admin.site.register(Session, SessionAdmin)
