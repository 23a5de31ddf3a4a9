"""The page of numbers: how many, where from, in which seats; needs for those alone who may read them."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from delegates import numbers
from delegates.models import Needs
from summit.clock import real_now


class NumbersPage(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.numbers_view)
        return [path("numbers/", view, name="delegates_delegate_numbers"), *super().get_urls()]

    def numbers_view(self, request: HttpRequest) -> HttpResponse:
        """Whoever welcomes sees what is needed; whoever may look at delegates sees the rest."""
        sees, welcomes = (request.user.has_perm(f"delegates.view_{what}") for what in ("delegate", "needs"))
        if not sees and not welcomes:
            raise PermissionDenied
        tables = [*(numbers.of_delegates() if sees else []), *([numbers.of_needs()] if welcomes else [])]
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts if sees else Needs._meta,
            "title": _("Numbers"),
            "tables": tables,
            "now": real_now(),  # as the days below it, which are those of real registrations
        }
        return TemplateResponse(request, "admin/delegates/delegate/numbers.html", context)
