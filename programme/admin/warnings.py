"""Clashes in the list of sessions: a column and a filter."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from programme import clashes, releases


class WarnedList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        """Give each row its clashes, found once for the whole page."""
        super().get_results(request)
        found = clashes.of_programme()
        for row in self.result_list:
            row.clashes = found.get(row.pk, [])


class HasWarning(admin.SimpleListFilter):
    title = _("warnings")
    parameter_name = "warning"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", _("has a warning")), ("no", _("no warning"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "yes":
            return queryset.filter(pk__in=clashes.of_programme())
        return queryset.exclude(pk__in=clashes.of_programme()) if self.value() == "no" else queryset


class Waiting(admin.SimpleListFilter):
    """Sessions whose plan differs from what is public of them."""

    title = _("next release")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", _("changes with the next release"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() != "yes":
            return queryset
        return queryset.filter(pk__in=releases.pending_sessions().values("pk"))
