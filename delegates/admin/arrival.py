"""Who came through which door and when, as the doors told it: looked at here, changed at the doors alone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegates.admin.kept import ByPerson, KeptAdmin
from delegates.badges import Refusal
from delegates.models import Arrival
from summit.dates import day_and_time, long_date

# What a passage was, and which rows those are; each row is one of them.
UNDONE = Q(undone_at__isnull=False)
OFFLINE = (gettext_lazy("without network"), Q(is_offline=True))
KINDS = {
    "first": (gettext_lazy("let in"), Q(is_first=True)),
    "again": (gettext_lazy("badge used again"), Q(is_first=False, refusal="", is_offline=False) & ~UNDONE),
    "apart": (gettext_lazy("let in twice, doors apart"), Q(is_first=False, refusal="", is_offline=True) & ~UNDONE),
    "wrongly": (gettext_lazy("let in wrongly"), ~Q(refusal="") & ~UNDONE),
    "undone": (gettext_lazy("admission undone"), UNDONE),
}


def kind_of(passage: Arrival) -> str:
    """Say which of KINDS a passage is."""
    if passage.undone_at:
        return "undone"
    if passage.is_first:
        return "first"
    if passage.refusal:
        return "wrongly"
    return "apart" if passage.is_offline else "again"


def told(passage: Arrival) -> str:
    """Say what a passage was, why it should not have been, whether the door was alone, when and by whom undone."""
    word = str(KINDS[kind_of(passage)][0])
    if passage.refusal:
        word = _("%(word)s: %(reason)s") % {"word": word, "reason": Refusal(passage.refusal).label}
    parts = [word, OFFLINE[0] if passage.is_offline else ""]
    if passage.undone_at:
        parts += [day_and_time(passage.undone_at), passage.undone_by or _("somebody who has left")]
    return " · ".join(str(part) for part in parts if part)


class ByDay(admin.SimpleListFilter):
    """The days on which somebody came, in the event's own zone."""

    title = gettext_lazy("day")
    parameter_name = "day"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, str]]:
        days = model_admin.get_queryset(request).order_by().datetimes("at", "day", order="DESC")
        return [(f"{day:%Y-%m-%d}", long_date(day)) for day in days]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in dict(self.lookup_choices):
            return queryset
        day = timezone.make_aware(datetime.fromisoformat(self.value()))
        return queryset.filter(at__gte=day, at__lt=day + timedelta(days=1))


class ByKind(admin.SimpleListFilter):
    title = gettext_lazy("what happened")
    parameter_name = "kind"
    kinds = KINDS | {"offline": OFFLINE}

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> Iterable[tuple[str, Any]]:
        return [(kind, word) for kind, (word, _rows) in self.kinds.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(self.kinds[self.value()][1]) if self.value() in self.kinds else queryset


@admin.register(Arrival)
class ArrivalAdmin(KeptAdmin):
    name_field = "delegate__name_key"
    list_display = ["at", "delegate", "name", "what", "door", "by"]
    list_display_links = ["at"]
    list_filter = [ByDay, "door", ByKind, ("by", ByPerson)]
    list_select_related = ["delegate", "by", "undone_by"]
    ordering = ["-at", "-pk"]
    search_fields = ["delegate__number"]
    search_help_text = gettext_lazy("A number or a part of a name.")
    fields = ["at", "received_at", "delegate", "name", "what", "door", "by"]

    @admin.display(description=gettext_lazy("name"), ordering="delegate__family_name")
    def name(self, passage: Arrival) -> str:
        return passage.delegate.full_name

    @admin.display(description=gettext_lazy("what happened"))
    def what(self, passage: Arrival) -> str:
        return told(passage)
