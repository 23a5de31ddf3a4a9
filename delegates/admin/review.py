"""The review queue: who waits for a decision, the longest first, with what one wants to know before it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from delegates import review
from delegates.models import Category
from summit.clock import real_now
from summit.listing import FilterForm, page_of

SIZE = 50


class QueueFilter(FilterForm):
    category = forms.ChoiceField(label=_("Category"), required=False, choices=[("", _("All")), *Category.choices])
    second = forms.BooleanField(label=_("A second person is awaited"), required=False)


class ReviewPage(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.review_view)
        return [path("review/", view, name="delegates_delegate_review"), *super().get_urls()]

    def has_accredit_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("delegates.accredit_delegate")

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        more = {"may_accredit": self.has_accredit_permission(request)}
        return super().changelist_view(request, more | (extra_context or {}))

    def review_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_accredit_permission(request):
            raise PermissionDenied
        filters = QueueFilter(request.GET)
        page = page_of(review.queue(**filters.chosen), request.GET.get("page"), size=SIZE)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Registrations to review"),
            "filters": filters,
            "page": page,
            "cases": review.cases(page.object_list, reader=request.user),
            "now": real_now(),
        }
        return TemplateResponse(request, "admin/delegates/delegate/review.html", context)
