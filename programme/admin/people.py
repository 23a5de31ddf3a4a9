"""Rooms and speakers."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from programme import search
from programme.models import Participation, Room, Session, Speaker
from summit.bilingual_admin import BilingualAdmin, Lacking, MissingTranslation


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

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """Find the speaker's sessions by the new name, and let those who follow them see a change."""
        super().save_related(request, form, formsets, change)
        mine = Participation.objects.filter(speaker=form.instance).values("session")
        sessions = Session.objects.filter(pk__in=mine)
        sessions.update(modified=form.instance.modified)
        search.refresh_all(sessions)
