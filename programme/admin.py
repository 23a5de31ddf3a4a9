"""The programme, as staff change it."""

from datetime import datetime

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from programme.models import Participation, Room, Session, SessionLanguage, SessionSource, Speaker
from summit.admin_fields import AddressListField
from summit.bilingual_admin import BilingualAdmin, BilingualInline, Lacking, MissingTranslation, TableInline
from summit.publishing_admin import PublishingAdmin


@admin.register(Room)
class RoomAdmin(BilingualAdmin):
    fields = ["name", "capacity", "step_free", "slug", "order"]
    prepopulated_fields = {"slug": ["name_en"]}
    list_display = ["name", "capacity", "step_free", "order"]
    list_filter = ["step_free", MissingTranslation]
    search_fields = ["name_fr", "name_en", "slug"]


@admin.register(Speaker)
class SpeakerAdmin(BilingualAdmin):
    fields = ["name", "role", "organisation", "biography", "country", "website", "sort_key", "slug"]
    prepopulated_fields = {"slug": ["name_en"]}
    list_display = ["name", "role", "organisation", "country"]
    lacking = {"participations": _("no session")}
    list_filter = [Lacking, MissingTranslation]
    search_fields = [
        "name_fr",
        "name_en",
        "role_fr",
        "role_en",
        "organisation_fr",
        "organisation_en",
        "sort_key",
    ]

    def view_on_site(self, obj: Speaker) -> str | None:
        """Only those who take part in a session the public can see have a page."""
        return obj.get_absolute_url() if Speaker.objects.published().filter(pk=obj.pk).exists() else None


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


@admin.register(Session)
class SessionAdmin(PublishingAdmin):
    preview = "programme:preview_session"
    formfield_overrides = {
        **PublishingAdmin.formfield_overrides,
        models.JSONField: {"form_class": AddressListField},
    }
    visibility, public, draft = "status", Session.Status.PUBLISHED, Session.Status.DRAFT
    fieldsets = [
        (None, {"fields": ["title", "abstract", "outcome", ("kind", "theme"), "slug", "status"]}),
        (
            _("When and where"),
            {
                "fields": [
                    ("starts", "ends"),
                    "times_indicative",
                    ("position", "day", "part_of_day"),
                    ("room", "capacity"),
                ]
            },
        ),
        (
            _("How to follow it"),
            {"fields": ["access", ("captions", "sign_language"), "stream_urls", "recording_urls", "documents"]},
        ),
    ]
    prepopulated_fields = {"slug": ["title_en"]}
    autocomplete_fields = ["theme", "room", "documents"]
    inlines = [ParticipationInline, SessionLanguageInline, SessionSourceInline]
    list_display = ["title", "status", "start", "kind", "theme_name", "room"]
    list_select_related = ["theme", "room"]
    lacking = {
        "starts": _("no time"),
        "room": _("no room"),
        "participations": _("no speaker"),
        "sources": _("no source"),
    }
    list_filter = ["status", "theme", "kind", "access", "times_indicative", Lacking, MissingTranslation]
    search_fields = ["title_fr", "title_en", "abstract_fr", "abstract_en", "slug"]

    @admin.display(description=_("theme"), ordering="theme__number")
    def theme_name(self, obj: Session) -> str | None:
        return obj.theme and (obj.theme.short or obj.theme.title)

    @admin.display(description=_("starts"), ordering="starts", empty_value=_("no time"))
    def start(self, obj: Session) -> datetime | None:
        return obj.starts
