"""Releases: those that are out, to read; and the next one, to look at and publish."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from programme import releases
from programme.models import Change, Release
from summit.bilingual_admin import BilingualAdmin, labels
from summit.typography import typographic


class PublishForm(forms.Form):
    """The note of a release in each language, and which changes were looked at."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = labels(Release)
        for code in settings.MODELTRANSLATION_LANGUAGES:
            self.fields[f"note_{code}"] = forms.CharField(
                label=names[f"note_{code}"],
                required=False,
                max_length=Release._meta.get_field("note").max_length,
                widget=forms.TextInput(attrs={"lang": code, "class": "vTextField"}),
            )

    @property
    def note(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"note_{code}"] for code in settings.MODELTRANSLATION_LANGUAGES}


def told(change: Change) -> list[tuple[str, str, str]]:
    """Say a change in every language: the code, the session's title, the sentence."""
    rows = []
    for code in settings.MODELTRANSLATION_LANGUAGES:
        with override(code):
            rows.append((code, typographic(change.title, code), change.sentence))
    return rows


@admin.register(Release)
class ReleaseAdmin(BilingualAdmin):
    """Nobody writes a release by hand, changes or deletes one: what was published stays published."""

    list_display = ["number", "published_at", "by", "note", "size"]
    list_select_related = ["by"]
    fields = ["number", "published_at", "by", "note"]
    ordering = ["-number"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.next_view)
        return [path("next/", view, name="programme_release_next"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Release | None = None) -> bool:
        return False

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("programme.add_release")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(changes_in_all=Count("changes"))

    @admin.display(description=_("changes"), ordering="changes_in_all")
    def size(self, obj: Release) -> int:
        return obj.changes_in_all

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        more = {"pending": len(releases.pending()), "may_publish": self.has_publish_permission(request)}
        return super().changelist_view(request, more | (extra_context or {}))

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, obj: Release | None = None, **kwargs: Any
    ) -> HttpResponse:
        context["rows"] = [(one, told(one)) for one in obj.changes.select_related("session")] if obj else []
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def view_on_site(self, obj: Release) -> str:
        return obj.get_absolute_url()

    def next_view(self, request: HttpRequest) -> HttpResponse:
        """Show what publishing would change; publish it when it is still what was shown."""
        if not self.has_publish_permission(request):
            raise PermissionDenied
        form = PublishForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            release = self._publish(request, form)
            if release:
                return redirect("admin:programme_release_change", release.pk)
        changes = releases.pending()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("What publishing would change"),
            "form": form,
            "rows": [(one, told(one)) for one in changes],
            "seen": releases.fingerprint(changes),
            "number": releases.next_number(),
        }
        return TemplateResponse(request, "admin/programme/release/next.html", context)

    def _publish(self, request: HttpRequest, form: PublishForm) -> Release | None:
        """Publish and say so, or say why nothing was published."""
        try:
            release = releases.publish(by=request.user, note=form.note, seen=form.cleaned_data["seen"])
        except releases.PlanChangedError:
            said = _("The plan has changed since this page was opened. Nothing was published; look at it again.")
            self.message_user(request, said, messages.WARNING)
            return None
        if release is None:
            self.message_user(request, _("Nothing was published: all that is planned is public."), messages.INFO)
            return None
        said = _("Release %(number)d is published.") % {"number": release.number}
        self.message_user(request, said, messages.SUCCESS)
        return release
