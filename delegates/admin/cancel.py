"""Cancelling for somebody who asked staff for it: a page that says what follows, and its button."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from delegates import registration
from delegates.models import Delegate


class CancelPage(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.cancel_view)
        return [path("<int:number>/cancel/", view, name="delegates_delegate_cancel"), *super().get_urls()]

    def has_cancel_permission(self, request: HttpRequest, obj: Delegate | None) -> bool:
        return obj is not None and obj.may_change and self.has_change_permission(request, obj)

    def cancel_view(self, request: HttpRequest, number: int) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        delegate = get_object_or_404(Delegate, number=number)
        if request.method == "POST":
            self._cancel(request, delegate)
            return redirect("admin:delegates_delegate_change", delegate.pk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Cancel the registration %(number)s") % {"number": delegate},
            "delegate": delegate,
            "may_cancel": self.has_cancel_permission(request, delegate),
        }
        return TemplateResponse(request, "admin/delegates/delegate/cancel.html", context)

    def _cancel(self, request: HttpRequest, delegate: Delegate) -> None:
        with transaction.atomic():
            done = registration.cancel(delegate, by="staff")
            if done:  # the history tells who did it on the delegate's word
                changed = [{"changed": {"fields": ["state"]}}]
                LogEntry.objects.log_actions(request.user.pk, [delegate], CHANGE, changed, single_object=True)
        said = _("%s is cancelled.") if done else _("%s was not cancelled: gone, refused or here already.")
        self.message_user(request, said % delegate, messages.SUCCESS if done else messages.WARNING)
