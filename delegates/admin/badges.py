"""Sheets of badges to print: whose, how many, and then page by page, each noted in the audit log."""

import re
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from delegates import badges
from delegates.badge_face import face_of
from delegates.models import Category, Delegate, DelegateQuerySet, Delegation, Trace
from summit.alphabet import folded
from summit.models import Event

AT_ONCE, A_SHEET = 100, 4
RANGE = re.compile(r"(?:D-)?(\d{1,9})(?:\s*[-–]\s*(?:D-)?(\d{1,9}))?", re.IGNORECASE)


class BadgesForm(forms.Form):
    """Whose badges; all that is empty narrows nothing."""

    category = forms.ChoiceField(label=_("Category"), required=False, choices=[("", _("All")), *Category.choices])
    delegation = forms.ModelChoiceField(
        Delegation.objects.all(), label=_("Delegation"), required=False, empty_label=_("All, and who comes alone")
    )
    numbers = forms.CharField(
        label=_("Badge numbers"), required=False, max_length=500, help_text=_("One or several, such as 12, 40-60.")
    )

    def clean_numbers(self) -> list[range]:
        written = [one.strip() for one in self.cleaned_data["numbers"].split(",") if one.strip()]
        found = [RANGE.fullmatch(one) for one in written]
        if not all(found):
            raise forms.ValidationError(_("Write numbers with commas between them: 12, 40-60."))
        return [range(int(one[1]), int(one[2] or one[1]) + 1) for one in found if one]

    def apply(self, delegates: DelegateQuerySet) -> DelegateQuerySet:
        chosen = self.cleaned_data
        if chosen["category"]:
            delegates = delegates.filter(category=chosen["category"])
        if chosen["delegation"]:
            delegates = delegates.filter(delegation=chosen["delegation"])
        if chosen["numbers"]:
            delegates = delegates.numbered(*chosen["numbers"])
        return delegates

    @property
    def told(self) -> str:
        """What was chosen, for the audit log: no name of a person."""
        chosen = self.cleaned_data
        numbers = [f"{one[0]}-{one[-1]}" for one in chosen["numbers"] if one]
        parts = [chosen["category"], chosen["delegation"] and f"delegation {chosen['delegation'].pk}", *numbers]
        return ", ".join(str(one) for one in parts if one)


class BadgesPage(admin.ModelAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("badges/", view(self.badges_view), name="delegates_delegate_badges"),
            path("badges/sheets/", view(self.sheets_view), name="delegates_delegate_sheets"),
            *super().get_urls(),
        ]

    def has_badges_permission(self, request: HttpRequest) -> bool:
        return any(request.user.has_perm(f"delegates.{one}_delegate") for one in ("accredit", "export"))

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        more = {"may_print_badges": self.has_badges_permission(request)}
        return super().changelist_view(request, more | (extra_context or {}))

    def badges_view(self, request: HttpRequest) -> HttpResponse:
        """Say how many badges there are of whom was chosen, and offer them sheet by sheet."""
        if not self.has_badges_permission(request):
            raise PermissionDenied
        form = BadgesForm(request.GET)
        pages = _pages(form) if form.is_valid() else None
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Badges to print"),
            "form": form,
            "pages": [pages.page(number) for number in pages.page_range] if pages and pages.count else [],
            "count": pages.count if pages else 0,
        }
        return TemplateResponse(request, "admin/delegates/delegate/badges.html", context)

    def sheets_view(self, request: HttpRequest) -> HttpResponse:
        """Show up to a hundred badges, ready to print; that they were taken out is noted first."""
        if not self.has_badges_permission(request):
            raise PermissionDenied
        form = BadgesForm(request.POST)
        if request.method != "POST" or not form.is_valid():
            return redirect("admin:delegates_delegate_badges")
        try:
            badges.public_key()
        except badges.NoKey as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect("admin:delegates_delegate_badges")
        event = get_object_or_404(Event)
        page = _pages(form).get_page(request.POST.get("page"))
        purpose = f"badges: {form.told}".removesuffix(": ")
        Trace.objects.create(act=Trace.Act.EXPORTED, by=request.user, purpose=purpose[:300], count=len(page))
        holders = Delegate.objects.with_seat().select_related("delegation").in_bulk(page.object_list)
        faces = [face_of(holders[one], event=event, language=holders[one].language) for one in page]
        sheets = [faces[first : first + A_SHEET] for first in range(0, len(faces), A_SHEET)]
        return render(request, "delegates/badge_sheets.html", {"sheets": sheets, "page": page})


def _pages(form: BadgesForm) -> Paginator:
    """Cut the keys of the badges into pages, in the order in which people look names up: É with E."""
    found = form.apply(Delegate.objects.may_enter()).order_by("number")
    names = found.values_list("pk", "family_name", "given_name")
    ordered = sorted(names, key=lambda one: (folded(one[1]), folded(one[2])))
    return Paginator([pk for pk, _family, _given in ordered], AT_ONCE)
