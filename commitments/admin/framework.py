from django.contrib import admin

from commitments.models import Framework, Goal
from summit.bilingual_admin import BilingualAdmin, MissingTranslation


@admin.register(Framework)
class FrameworkAdmin(BilingualAdmin):
    fields = ["name", "short", "publisher", "url", ("adopted", "until"), "slug", "order"]
    list_display = ["name", "short", "adopted", "until"]
    list_filter = [MissingTranslation]
    search_fields = ["name_fr", "name_en", "short_fr", "short_en"]


@admin.register(Goal)
class GoalAdmin(BilingualAdmin):
    fields = [("framework", "number"), "title", "slug"]
    list_display = ["title", "number", "framework"]
    list_filter = ["framework", MissingTranslation]
    list_select_related = ["framework"]
    search_fields = ["title_fr", "title_en", "slug", "framework__short_fr", "framework__short_en"]
