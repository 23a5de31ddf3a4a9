from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from commitments.admin.reason import AsksReason, Keeps, ReasonForm
from commitments.models import Commitment, Framework, Goal
from summit.bilingual_admin import BilingualAdmin, MissingTranslation


@admin.register(Framework)
class FrameworkAdmin(Keeps, BilingualAdmin):
    fields = ["name", "short", "publisher", "url", ("adopted", "until"), "slug", "order"]
    list_display = ["name", "short", "adopted", "until"]
    list_filter = [MissingTranslation]
    search_fields = ["name_fr", "name_en", "short_fr", "short_en"]

    def kept(self, objs: Iterable[Model]) -> QuerySet:
        keys = [one.pk for one in objs]
        return Framework.objects.filter(pk__in=keys, goals__commitments__isnull=False).distinct()


class GoalForm(ReasonForm):
    told = frozenset({"slug"})

    def is_public(self, cleaned: dict[str, Any]) -> bool:
        return self.instance.pk is not None and self.instance.commitments.published().exists()


@admin.register(Goal)
class GoalAdmin(Keeps, AsksReason, BilingualAdmin):
    """Documents name a goal by its slug: the records that hold it are published with another one."""

    form = GoalForm
    fields = [("framework", "number"), "title", "slug"]
    list_display = ["title", "number", "framework"]
    list_filter = ["framework", MissingTranslation]
    list_select_related = ["framework"]
    search_fields = ["title_fr", "title_en", "slug", "framework__short_fr", "framework__short_en"]

    def asks_reason(self, request: HttpRequest, obj: Goal | None) -> bool:
        return obj is not None and obj.commitments.published().exists()

    def save_related(self, request: HttpRequest, form: GoalForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.is_changed():
            found = Commitment.objects.published().filter(goals=form.instance)
            self.publish_all(request, found, form)

    def kept(self, objs: Iterable[Model]) -> QuerySet:
        return Goal.objects.filter(pk__in=[one.pk for one in objs], commitments__isnull=False).distinct()
