"""Staff accounts: Django's own pages, with the groups named in the reader's language."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import Field
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from summit import second_factor


def group_name(group: Group) -> str:
    return gettext(group.name)


class ByGroup(admin.RelatedFieldListFilter):
    def field_choices(self, *args: Any) -> list[tuple[int, str]]:
        return [(pk, gettext(name)) for pk, name in super().field_choices(*args)]


# The library's own pages of phones and codes show their secrets.
admin.site.unregister([Group, User, TOTPDevice, StaticDevice])


@admin.register(Group)
class StaffGroupAdmin(GroupAdmin):
    list_display = ["shown_name"]

    @admin.display(description=_("name"), ordering="name")
    def shown_name(self, group: Group) -> str:
        return group_name(group)


@admin.register(User)
class StaffAdmin(UserAdmin):
    list_display = [*UserAdmin.list_display, "second_factor"]
    list_filter = ["is_staff", "is_superuser", "is_active", ("groups", ByGroup)]
    actions = ["reset_second_factor"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        phones = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        return super().get_queryset(request).annotate(has_phone=Exists(phones))

    @admin.display(description=_(second_factor.NAME), boolean=True, ordering="has_phone")
    def second_factor(self, user: User) -> bool:
        return user.has_phone

    def has_reset_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    @admin.action(
        description=_("Reset the second factor of the selected accounts (a lost phone)"), permissions=["reset"]
    )
    def reset_second_factor(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Each sets up a new phone at the next sign-in; what was reset, and by whom, stands in the history."""
        for user in queryset:
            second_factor.reset(user, by=request.user)
        said = ngettext(
            "%(count)d account sets up a new phone at the next sign-in.",
            "%(count)d accounts set up a new phone at the next sign-in.",
            len(queryset),
        )
        self.message_user(request, said % {"count": len(queryset)}, messages.SUCCESS)

    def formfield_for_manytomany(
        self, db_field: models.Field, request: HttpRequest | None = None, **kwargs: Any
    ) -> Field | None:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field and db_field.name == "groups":
            field.label_from_instance = group_name
        return field
