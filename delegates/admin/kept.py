"""What staff look at and nobody changes: rows that verbs alone write."""

import re
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from delegates.names import name_key

NUMBER = re.compile(r"(?:D-?)?0*(\d{1,9})", re.IGNORECASE)


def number_in(text: str) -> int | None:
    """Return a delegate's number, written 12 or D-000012, when that is what somebody looks for."""
    found = NUMBER.fullmatch(text.strip())
    return int(found[1]) if found else None


class ByPerson(admin.RelatedOnlyFieldListFilter):
    """Filter by who did it, called so whatever the field is called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("person")


class KeptAdmin(admin.ModelAdmin):
    """Looked at with the permission to view; added, changed and deleted by nobody, superusers among them."""

    class Media:
        css = {"all": ["css/admin-numbers.css"]}

    number_field = "delegate__number"
    name_field = ""  # a name_key, where people may be looked for by their names
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Find by a delegate's number, and where names stand by a part of one."""
        number = number_in(search_term)
        if number is not None:
            return queryset.filter(**{self.number_field: number}), False
        words = name_key(search_term).split() if self.name_field else []
        if search_term.strip() and not words:
            return queryset.none(), False
        return queryset.filter(*(Q(**{f"{self.name_field}__contains": word}) for word in words)), False
