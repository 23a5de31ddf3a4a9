"""Delegations with their quotas, and the rules of the categories."""

from collections.abc import Callable
from functools import partial

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count, Prefetch, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext
from django_countries.filters import CountryFilter

from delegates import desk, seats
from delegates.models import CategoryRule, Delegate, Delegation, Quota
from delegates.tokens import renew
from summit.bilingual_admin import PlainFields, TableInline


class QuotaInline(TableInline):
    model = Quota
    fields = ["category", "places", "in_use"]
    readonly_fields = ["in_use"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).with_used()

    @admin.display(description=_("used"))
    def in_use(self, obj: Quota) -> int | str:
        return obj.used if obj.pk else ""


@admin.register(Delegation)
class DelegationAdmin(PlainFields, admin.ModelAdmin):
    fieldsets = [
        (None, {"fields": ["name", ("kind", "country")]}),
        (
            _("Focal point"),
            {
                "fields": ["focal_name", "focal_email", "language"],
                "description": _("Whoever has the link to the delegation's desk adds and withdraws members."),
            },
        ),
    ]
    inlines = [QuotaInline]
    actions = ["send_link", "renew_link"]
    list_display = ["name", "kind", "country", "places_used", "people"]
    list_filter = ["kind", ("country", CountryFilter)]
    search_fields = ["name"]
    list_per_page = 50

    class Media:
        css = {"all": ["css/admin-delegates.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        quotas = Prefetch("quotas", Quota.objects.with_used())
        standing = Q(members__in=Delegate.objects.using_a_place())
        return super().get_queryset(request).prefetch_related(quotas).annotate(standing=Count("members", standing))

    def save_model(self, request: HttpRequest, obj: Delegation, form: ModelForm, change: bool) -> None:
        """A new focal point gets a new link; whoever was it before opens nothing any more, whoever follows."""
        if not change or "focal_email" in form.changed_data:
            renew(obj)
        super().save_model(request, obj, form, change)
        if change and "focal_email" in form.changed_data and obj.focal_email:
            desk.renew_link(obj, by=request.user)
            said = _("The desk has a new link, which is on its way to its focal point; the old one is closed.")
            self.message_user(request, said, messages.WARNING)

    @admin.action(description=_("Send the link to the desk to the focal point"), permissions=["change"])
    def send_link(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._send(request, queryset, desk.send_link)

    @admin.action(description=_("Send a new link to the desk, and close the old one"), permissions=["change"])
    def renew_link(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._send(request, queryset, partial(desk.renew_link, by=request.user))

    def _send(self, request: HttpRequest, queryset: QuerySet, send: Callable[[Delegation], None]) -> None:
        chosen = list(Delegation.objects.filter(pk__in=queryset.order_by().values("pk")).order_by("pk"))
        reached = [one for one in chosen if one.focal_email]
        with transaction.atomic():
            for one in reached:
                send(one)
        number = len(reached)
        said = ngettext("%d link is on its way.", "%d links are on their way.", number) % number
        self.message_user(request, said, messages.SUCCESS if number else messages.INFO)
        if left := len(chosen) - number:
            said = ngettext(
                "%d delegation has no focal point's address.",
                "%d delegations have no focal point's address.",
                left,
            )
            self.message_user(request, said % left, messages.WARNING)

    @admin.display(description=_("places used"))
    def places_used(self, obj: Delegation) -> SafeString | str:
        rows = format_html_join("", "<li>{}</li>", ((told(one),) for one in obj.quotas.all()))
        return format_html('<ul class="facts">{}</ul>', rows) if rows else pgettext("of quotas", "no quota")

    @admin.display(description=_("members"), ordering="standing")
    def people(self, obj: Delegation) -> SafeString:
        address = reverse("admin:delegates_delegate_changelist")
        number = ngettext("%d member", "%d members", obj.standing) % obj.standing
        return format_html('<a href="{}?delegation__id__exact={}">{}</a>', address, obj.pk, number)


def told(quota: Quota) -> str:
    """Say a quota with the places in use, and what is beyond it."""
    facts = {"category": quota.get_category_display(), "used": quota.used, "places": quota.places}
    if quota.room < 0:
        return _("%(category)s: %(used)d of %(places)d, more than there are") % facts
    return _("%(category)s: %(used)d of %(places)d") % facts


@admin.register(CategoryRule)
class CategoryRuleAdmin(PlainFields, admin.ModelAdmin):
    list_display = ["category", "places", "four_eyes"]
    fields = ["category", "places", "four_eyes"]

    def save_model(self, request: HttpRequest, obj: CategoryRule, form: ModelForm, change: bool) -> None:
        """More places are offered at once to those who wait."""
        super().save_model(request, obj, form, change)
        seats.settle()

    def delete_model(self, request: HttpRequest, obj: CategoryRule) -> None:
        super().delete_model(request, obj)
        seats.settle()
