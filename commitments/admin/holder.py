from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from commitments.admin.exchange import TakesOut
from commitments.admin.reason import AsksReason, Keeps, ReasonForm
from commitments.exchange.evidence import HolderSheet
from commitments.models import Commitment, Holder
from summit.bilingual_admin import BilingualAdmin, MissingTranslation


class HolderForm(ReasonForm):
    told = frozenset({"slug", "name_fr", "name_en", "acronym_fr", "acronym_en", "kind", "country"})

    def is_public(self, cleaned: dict[str, Any]) -> bool:
        return self.instance.pk is not None and Commitment.objects.published().naming([self.instance]).exists()


@admin.register(Holder)
class HolderAdmin(TakesOut, Keeps, AsksReason, BilingualAdmin):
    """Its name is in the documents of its records: they are published with it."""

    resource_classes = [HolderSheet]
    form = HolderForm
    fields = ["name", "acronym", ("kind", "country"), "website", "slug"]
    prepopulated_fields = {"slug": ["name_en"]}
    list_display = ["name", "acronym", "kind", "country"]
    list_filter = ["kind", MissingTranslation]
    search_fields = ["name_fr", "name_en", "acronym_fr", "acronym_en", "slug"]

    def view_on_site(self, obj: Holder) -> str | None:
        """Only those with a published commitment have a page."""
        return obj.get_absolute_url() if Holder.objects.published().filter(pk=obj.pk).exists() else None

    def asks_reason(self, request: HttpRequest, obj: Holder | None) -> bool:
        return obj is not None and Commitment.objects.published().naming([obj]).exists()

    def save_related(self, request: HttpRequest, form: HolderForm, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.is_changed():
            self.publish_all(request, Commitment.objects.published().naming([form.instance]), form)

    def kept(self, objs: Iterable[Model]) -> QuerySet:
        named = Q(parties__isnull=False) | Q(pledges__isnull=False)
        return Holder.objects.filter(named, pk__in=[one.pk for one in objs]).distinct()
