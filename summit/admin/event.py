"""The event, its organisers, its pages and its documents."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from summit.admin_fields import AddressListField
from summit.bilingual_admin import BilingualAdmin, MissingTranslation
from summit.models import Document, Event, Organiser, Page
from summit.publishing_admin import PublishingAdmin


@admin.register(Event)
class EventAdmin(BilingualAdmin):
    """One row: the list leads to it, and it is neither added twice nor deleted."""

    formfield_overrides = {
        **BilingualAdmin.formfield_overrides,
        models.JSONField: {"form_class": AddressListField},
    }
    fieldsets = [
        (None, {"fields": ["name", "edition", "motto", "summary", "description"]}),
        (
            _("When"),
            {"fields": ["time_zone", ("starts", "ends"), ("registration_opens", "registration_closes")]},
        ),
        (
            _("Where and how"),
            {"fields": ["venue", "address", "city", "country", ("latitude", "longitude"), "format", "capacity"]},
        ),
        (
            _("On the web"),
            {"fields": ["website", "stream_urls", "hashtag", ("contact", "press_contact")]},
        ),
        (_("Register of commitments"), {"fields": ["reference_prefix"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Event.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def view_on_site(self, obj: Event) -> str:
        return obj.get_absolute_url()

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        event = Event.objects.first()
        if event and self.has_view_or_change_permission(request):
            return redirect("admin:summit_event_change", event.pk)
        return super().changelist_view(request, extra_context)

    def response_post_save_change(self, request: HttpRequest, obj: Event) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:index"))


@admin.register(Organiser)
class OrganiserAdmin(BilingualAdmin):
    fields = ["name", "role", "website", "slug", "order"]
    prepopulated_fields = {"slug": ["name_en"]}
    list_display = ["name", "role", "website", "order"]
    list_filter = [MissingTranslation]
    search_fields = ["name_fr", "name_en", "role_fr", "role_en", "slug"]


@admin.register(Page)
class PageAdmin(PublishingAdmin):
    preview = "summit:preview_page"
    fields = ["title", "body", "slug", ("menu", "order"), "published"]
    prepopulated_fields = {"slug": ["title_en"]}
    list_display = ["title", "slug", "menu", "order", "state", "modified"]
    list_filter = ["published", "menu", MissingTranslation]
    search_fields = ["title_fr", "title_en", "body_fr", "body_en", "slug"]


@admin.register(Document)
class DocumentAdmin(BilingualAdmin):
    fields = ["title", "url", "file", "publisher", ("language", "date"), "slug"]
    prepopulated_fields = {"slug": ["title_en"]}
    list_display = ["title", "publisher", "language", "date"]
    list_filter = ["language", MissingTranslation]
    search_fields = ["title_fr", "title_en", "publisher", "slug"]
