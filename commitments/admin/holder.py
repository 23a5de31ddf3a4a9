from django.contrib import admin

from commitments.models import Holder
from summit.bilingual_admin import BilingualAdmin, MissingTranslation


@admin.register(Holder)
class HolderAdmin(BilingualAdmin):
    fields = ["name", "acronym", ("kind", "country"), "website", "slug"]
    prepopulated_fields = {"slug": ["name_en"]}
    list_display = ["name", "acronym", "kind", "country"]
    list_filter = ["kind", MissingTranslation]
    search_fields = ["name_fr", "name_en", "acronym_fr", "acronym_en", "slug"]

    def view_on_site(self, obj: Holder) -> str | None:
        """Only those with a published commitment have a page."""
        return obj.get_absolute_url() if Holder.objects.published().filter(pk=obj.pk).exists() else None
