"""What was decided, read, taken out and erased: looked at here, changed nowhere."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from delegates.admin.kept import ByPerson, KeptAdmin
from delegates.models import Decision, Delegate, Trace


@admin.register(Trace)
class TraceAdmin(KeptAdmin):
    number_field = "number"
    list_display = ["at", "act", "by", "whom", "delegation", "count", "purpose"]
    list_display_links = ["at"]
    list_filter = ["act", ("by", ByPerson)]
    list_select_related = ["by", "delegation"]
    date_hierarchy = "at"
    search_fields = ["number"]
    search_help_text = _("A delegate's number.")
    fields = ["at", "act", "by", "whom", "delegation", "count", "purpose"]

    @admin.display(description=_("delegate"), ordering="number", empty_value=_("several"))
    def whom(self, trace: Trace) -> str | None:
        return str(Delegate(number=trace.number)) if trace.number else None


@admin.register(Decision)
class DecisionAdmin(KeptAdmin):
    list_display = ["at", "delegate", "verdict", "by", "stands"]
    list_display_links = ["at"]
    list_filter = ["verdict", "stands", ("by", ByPerson)]
    list_select_related = ["by", "delegate"]
    date_hierarchy = "at"
    search_fields = ["delegate__number"]
    search_help_text = _("A delegate's number.")
