"""The themes and their figures, as staff change them."""

from django.contrib import admin

from summit.bilingual_admin import BilingualInline, MissingTranslation
from summit.publishing_admin import PublishingAdmin
from themes.models import KeyFigure, Theme


class KeyFigureInline(BilingualInline):
    model = KeyFigure
    fields = ["sentence", "unit", ("value", "as_of", "order"), ("source_name", "source_url")]


@admin.register(Theme)
class ThemeAdmin(PublishingAdmin):
    preview = "themes:preview_theme"
    fields = ["title", "short", "lead", "body", ("number", "colour"), "documents", "slug", "published"]
    prepopulated_fields = {"slug": ["title_en"]}
    autocomplete_fields = ["documents"]
    inlines = [KeyFigureInline]
    list_display = ["number", "title", "short", "colour", "state", "modified"]
    list_display_links = ["number", "title"]
    list_filter = ["published", MissingTranslation]
    search_fields = ["title_fr", "title_en", "short_fr", "short_en", "lead_fr", "lead_en", "slug"]
