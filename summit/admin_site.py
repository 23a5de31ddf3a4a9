"""The staff's site: its name, its sign-in, and the event's own time."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.apps import apps
from django.contrib.admin import AdminSite, ModelAdmin, action, actions
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from summit import second_factor, second_factor_views
from summit.models import Event
from summit.sign_in import SignInForm
from summit.zones import zone

View = Callable[..., HttpResponse]


@action(description=_("Delete the selected %(verbose_name_plural)s"), permissions=["delete"])
def delete_selected(model_admin: ModelAdmin, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
    """Django's own, under a name that fits whatever the gender of what is selected."""
    return actions.delete_selected(model_admin, request, queryset)


class PortalAdminSite(AdminSite):
    site_header = _("Summit portal, staff")
    site_title = _("Summit portal, staff")
    index_title = _("What the portal shows")
    login_form = SignInForm

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self.add_action(delete_selected)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        views = second_factor_views
        return [
            path("second-factor/", self.admin_view(views.enter), name="second_factor"),
            path("second-factor/set-up/", self.admin_view(views.set_up), name="second_factor_set_up"),
            path("second-factor/set-up/code.svg", self.admin_view(views.picture), name="second_factor_picture"),
            *super().get_urls(),
        ]

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Name the page by the app alone: no sentence of Django's around it fits every name in French."""
        title = {"title": apps.get_app_config(app_label).verbose_name}
        return super().app_index(request, app_label, title | (extra_context or {}))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        is_needed = self.has_permission(request) and second_factor.is_needed(request.user)
        return {**super().each_context(request), "has_second_factor": is_needed}

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Ask for the second factor where it is needed, and show and read all times in the event's zone.

        14:00 typed for a summit in Paris is 14:00 in Paris.
        """
        guarded = super().admin_view(second_factor.verified_in_admin(view), cacheable)

        @wraps(guarded)
        def in_event_time(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            event = Event.objects.only("time_zone").first()
            with timezone.override(zone(event.time_zone) if event else None):
                response = guarded(request, *args, **kwargs)
                if isinstance(response, SimpleTemplateResponse):
                    response.render()  # it would otherwise be rendered after the zone is left
                return response

        return in_event_time
