"""Delegates, as staff find them, correct them and decide on them."""

from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_countries.filters import CountryFilter

from delegates import links, registration
from delegates.admin.badges import BadgesPage
from delegates.admin.cancel import CancelPage
from delegates.admin.decide import DecidePage
from delegates.admin.delegate_form import EDITED, DelegateForm
from delegates.admin.erase import ErasePage
from delegates.admin.export import ExportPage
from delegates.admin.facts import Facts
from delegates.admin.kept import number_in
from delegates.admin.needs import NeedsPage
from delegates.admin.numbers import NumbersPage
from delegates.admin.review import ReviewPage
from delegates.models import Delegate
from delegates.names import key_of, name_key
from summit.bilingual_admin import PlainFields

PAGES = (ReviewPage, DecidePage, NeedsPage, NumbersPage, ExportPage, BadgesPage, CancelPage, ErasePage)


@admin.register(Delegate)
class DelegateAdmin(*PAGES, Facts, PlainFields, admin.ModelAdmin):
    """Nobody is added or deleted here: people register themselves, and are erased."""

    form = DelegateForm
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("reference", "state_now"),
                    ("given_name", "family_name"),
                    ("badge_name", "language"),
                    "email",
                ],
                "description": _(
                    "The delegate is told by mail of what is changed here, the notes apart; a change of what was "
                    "accredited goes back to review. Another address gets a new private link, and the old link "
                    "opens nothing any more."
                ),
            },
        ),
        (_("For whom"), {"fields": ["delegation", "organisation", ("organisation_kind", "country"), "role"]}),
        (_("How"), {"fields": [("category", "mode"), ("outlet", "press_card"), "photographs"]}),
        (_("For staff alone"), {"fields": ["notes"]}),
        (
            _("What became of it"),
            {
                "fields": [
                    *("decided", "refusal", "seats_now", "written", "arrived", "in_place_of"),
                    ("created_at", "confirmed_at", "erased_at"),
                ]
            },
        ),
    ]
    readonly_fields = [
        *("reference", "state_now", "decided", "refusal", "seats_now", "written", "arrived", "in_place_of"),
        *("created_at", "confirmed_at", "erased_at"),
    ]
    autocomplete_fields = ["delegation"]
    actions = ["accredit", "refuse", "reopen", "renew_link"]
    list_display = ["reference", "name", "as_what", "state", "whom", "registered"]
    list_display_links = ["reference", "name"]
    list_select_related = ["delegation"]
    list_filter = [
        *("state", "category", "mode", "language"),
        ("delegation", admin.RelatedOnlyFieldListFilter),
        ("country", CountryFilter),
    ]
    search_fields = ["number"]
    search_help_text = _("A number, a part of a name or of an address.")
    date_hierarchy = "created_at"
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Delegate | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Delegate | None = None) -> list[str]:
        """Of what is decided, over or erased, or stands for another registration, the notes alone are written."""
        if obj is None or (obj.may_change and not obj.stands_for_id):
            return self.readonly_fields
        return [*self.readonly_fields, *(name for name in EDITED if name != "notes" or obj.erased_at)]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        number = number_in(search_term)
        if number is not None:
            return queryset.filter(number=number), False
        for word in search_term.split():
            found = Q(email_key__contains=key_of(word))
            for part in name_key(word).split():
                found |= Q(name_key__contains=part)
            queryset = queryset.filter(found)
        return queryset, False

    def save_model(self, request: HttpRequest, obj: Delegate, form: DelegateForm, change: bool) -> None:
        """Change by the verbs: they free seats, send back to review and write to the delegate."""
        if form.told and registration.change(obj, who=form.told, needs={}):
            self.message_user(request, _("%s goes back to review.") % obj, messages.WARNING)
        if "email" in form.changed_data:
            links.readdress(obj, email=form.cleaned_data["email"], by=request.user)
        if "notes" in form.changed_data:
            Delegate.objects.filter(pk=obj.pk).update(notes=form.cleaned_data["notes"])

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, obj: Delegate | None = None, **kwargs: Any
    ) -> HttpResponse:
        context |= {"delegate": obj, "may_erase": self.has_erase_permission(request, obj)}
        context["may_cancel"] = self.has_cancel_permission(request, obj)
        if obj and obj.erased_at:  # nothing of it is written any more
            context |= {"show_save": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.action(description=_("Send a new private link, and close the old one"), permissions=["change"])
    def renew_link(self, request: HttpRequest, queryset: QuerySet) -> None:
        chosen = list(queryset.order_by("pk"))
        with transaction.atomic():
            sent = sum(links.renew_link(one, by=request.user) for one in chosen)
        said = ngettext("%d new link is on its way.", "%d new links are on their way.", sent) % sent
        self.message_user(request, said, messages.SUCCESS if sent else messages.INFO)
        if left := len(chosen) - sent:
            said = ngettext("%d has no address any more.", "%d have no address any more.", left) % left
            self.message_user(request, said, messages.WARNING)

    # --- columns ---

    @admin.display(description=_("name"), ordering="family_name", empty_value=_("erased"))
    def name(self, obj: Delegate) -> str | None:
        return obj.full_name or None

    @admin.display(description=_("as"), ordering="category")
    def as_what(self, obj: Delegate) -> str:
        return f"{obj.get_category_display()}, {obj.get_mode_display()}"

    @admin.display(description=_("for"), ordering="organisation")
    def whom(self, obj: Delegate) -> str:
        names = [obj.delegation.name if obj.delegation else obj.organisation, obj.country.name]
        return " · ".join(dict.fromkeys(name for name in names if name))

    @admin.display(description=_("registered"), ordering="created_at")
    def registered(self, obj: Delegate) -> date:
        return timezone.localdate(obj.created_at)
