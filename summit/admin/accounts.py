"""Staff accounts: Django's own pages, with the groups named in the reader's language."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import models
from django.forms import Field
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


def group_name(group: Group) -> str:
    return gettext(group.name)


class ByGroup(admin.RelatedFieldListFilter):
    def field_choices(self, *args: Any) -> list[tuple[int, str]]:
        return [(pk, gettext(name)) for pk, name in super().field_choices(*args)]


admin.site.unregister([Group, User])


@admin.register(Group)
class StaffGroupAdmin(GroupAdmin):
    list_display = ["shown_name"]

    @admin.display(description=_("name"), ordering="name")
    def shown_name(self, group: Group) -> str:
        return group_name(group)


@admin.register(User)
class StaffAdmin(UserAdmin):
    list_filter = ["is_staff", "is_superuser", "is_active", ("groups", ByGroup)]

    def formfield_for_manytomany(
        self, db_field: models.Field, request: HttpRequest | None = None, **kwargs: Any
    ) -> Field | None:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field and db_field.name == "groups":
            field.label_from_instance = group_name
        return field
