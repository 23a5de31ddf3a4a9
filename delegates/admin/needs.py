"""What delegates need: on a page of its own, for those who welcome them, each reading written down."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from delegates.admin.kept import KeptAdmin
from delegates.models import Delegate, Needs, Trace


def may_read(request: HttpRequest) -> bool:
    return request.user.has_perm("delegates.view_needs")


class NeedsPage(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.needs_view)
        return [path("<int:number>/needs/", view, name="delegates_delegate_needs"), *super().get_urls()]

    def needs_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """Show what one delegate needs, and write down who read it."""
        if not may_read(request):
            raise PermissionDenied
        delegate = get_object_or_404(Delegate, number=number)
        Trace.objects.create(act=Trace.Act.NEEDS_READ, by=request.user, number=number)
        context = {
            **self.admin_site.each_context(request),
            "opts": Needs._meta,
            "title": _("Needs of %(number)s") % {"number": delegate},
            "delegate": delegate,
            "needs": Needs.objects.filter(delegate=delegate).told().first(),
        }
        return TemplateResponse(request, "admin/delegates/delegate/needs.html", context)


@admin.register(Needs)
class NeedsAdmin(KeptAdmin):
    """The way to those pages: who has needs, and none of them here."""

    name_field = "delegate__name_key"
    list_display = ["of_whom", "name"]
    list_display_links = None
    list_select_related = ["delegate"]
    ordering = ["delegate__number"]
    search_fields = ["delegate__number"]
    search_help_text = _("A number or a part of a name.")
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).told()

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Nothing in an address narrows the list: who has which need is read on their page, and written down."""
        return False

    def change_view(self, request: HttpRequest, object_id: str, *args: object, **kwargs: object) -> HttpResponse:
        """Lead to the page that writes down who reads it."""
        if not may_read(request):
            raise PermissionDenied
        needs = get_object_or_404(self.get_queryset(request).select_related("delegate"), pk=_key(object_id))
        return redirect("admin:delegates_delegate_needs", needs.delegate.number)

    def history_view(self, request: HttpRequest, object_id: str, *args: object) -> HttpResponseRedirect:
        return redirect("admin:delegates_needs_changelist")

    @admin.display(description=_("delegate"), ordering="delegate__number")
    def of_whom(self, obj: Needs) -> SafeString:
        address = reverse("admin:delegates_delegate_needs", args=[obj.delegate.number])
        return format_html('<a href="{}">{}</a>', address, obj.delegate)

    @admin.display(description=_("name"), ordering="delegate__family_name")
    def name(self, obj: Needs) -> str:
        return obj.delegate.full_name


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
