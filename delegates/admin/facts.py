"""What became of a delegate: decisions, seats, messages, arrivals. Read here, written by verbs alone."""

from collections.abc import Iterable

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegates import leaving, seats
from delegates.admin.arrival import told
from delegates.models import Decision, Delegate, Seat
from summit.dates import day_and_time

SHOWN = 20


class Facts(admin.ModelAdmin):
    @admin.display(description=gettext_lazy("number"))
    def reference(self, obj: Delegate) -> str:
        return str(obj)

    @admin.display(description=gettext_lazy("state"))
    def state_now(self, obj: Delegate) -> str:
        if obj.stands_for:
            words = {"number": obj.stands_for}
            return _("named by somebody else; is %(number)s, who has not answered yet") % words
        return leaving.in_words(obj)

    @admin.display(description=gettext_lazy("decisions"))
    def decided(self, obj: Delegate) -> SafeString | str:
        return listed(decision(one) for one in obj.decisions.select_related("by"))

    @admin.display(description=gettext_lazy("seats"))
    def seats_now(self, obj: Delegate) -> SafeString | str:
        return listed(_seat(one) for one in obj.seats.select_related("session", "delegate"))

    @admin.display(description=gettext_lazy("messages"))
    def written(self, obj: Delegate) -> SafeString | str:
        rows = ((day_and_time(one.created_at), one) for one in obj.messages.all()[:SHOWN])
        return listed(f"{day} · {one.get_kind_display()} · {one.get_state_display()}" for day, one in rows)

    @admin.display(description=gettext_lazy("arrivals"))
    def arrived(self, obj: Delegate) -> SafeString | str:
        rows = obj.arrivals.select_related("by", "undone_by")
        return listed(f"{day_and_time(one.at)} · {one.door} · {one.by or '–'} · {told(one)}" for one in rows)

    @admin.display(description=gettext_lazy("in place of"))
    def in_place_of(self, obj: Delegate) -> str:
        others = [str(obj.replaces)] if obj.replaces else []
        others += [_("replaced by %(number)s") % {"number": one} for one in obj.substitutes.order_by("number")]
        return ", ".join(others) or _("nobody")


def listed(rows: Iterable[str]) -> SafeString | str:
    items = format_html_join("", "<li>{}</li>", ((one,) for one in rows))
    return format_html('<ul class="facts">{}</ul>', items) if items else "–"


def decision(one: Decision) -> str:
    who = one.by or _("somebody who has left")
    told = f"{day_and_time(one.at)} · {one.get_verdict_display()} · {who}"
    is_over = not one.stands and one.verdict != Decision.Verdict.REOPEN
    return " · ".join([told, *([_("no longer stands")] if is_over else [])])


def _seat(seat: Seat) -> str:
    where = seat.session or _("the summit, on site")
    if seat.state == Seat.State.WAITING:
        return _("%(where)s: waiting, number %(line)d in line") % {
            "where": where,
            "line": seats.place_in_line(seat),
        }
    if seat.state == Seat.State.OFFERED:
        return _("%(where)s: offered until %(until)s") % {
            "where": where,
            "until": day_and_time(seat.offered_until),
        }
    return _("%(where)s: held") % {"where": where}
