"""Erasing somebody who asked staff for it: a page that says what goes and what stays, and its button."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from delegates import erasure
from delegates.models import Delegate


class ErasePage(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.erase_view)
        return [path("<int:number>/erase/", view, name="delegates_delegate_erase"), *super().get_urls()]

    def has_erase_permission(self, request: HttpRequest, obj: Delegate | None = None) -> bool:
        """Whoever changes a delegate erases on their word; what is erased is not erased again."""
        return self.has_change_permission(request, obj) and not (obj and obj.erased_at)

    def erase_view(self, request: HttpRequest, number: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        delegate = get_object_or_404(Delegate, number=number, erased_at=None)
        if request.method == "POST":
            erasure.erase(delegate, by=request.user)
            self.message_user(request, _("%s is erased.") % delegate, messages.SUCCESS)
            return redirect("admin:delegates_delegate_change", delegate.pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Erase %(number)s") % {"number": delegate},
            "delegate": delegate,
        }
        return TemplateResponse(request, "admin/delegates/delegate/erase.html", context)
