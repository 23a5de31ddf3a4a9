"""One day of the plan on one page: a start, an end and a room per session, and one button."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import model_ngettext
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programme import clashes, planning, releases
from programme.admin.history import log_planned
from programme.models import Change, Room, Session
from summit import clock
from summit.listing import FilterForm
from summit.models import Event
from summit.publishing_admin import PublishingAdmin

FORMAT = "%Y-%m-%dT%H:%M"


class ChosenDay(FilterForm):
    day = forms.DateField(required=False, input_formats=["%Y-%m-%d"])

    def clean_day(self) -> date | None:
        """Refuse the first and the last days that can be written: they have no midnight in every zone."""
        day = self.cleaned_data["day"]
        if day and not date.min.year < day.year < date.max.year:
            raise forms.ValidationError(_("This day cannot be shown."))
        return day


class SlotForm(forms.Form):
    """The slot of one session.

    Each field carries what it was when the page was opened, so that saving does not put back what somebody else
    has changed since.
    """

    starts = forms.DateTimeField(label=_("Start"), required=False, show_hidden_initial=True)
    ends = forms.DateTimeField(label=_("End"), required=False, show_hidden_initial=True)
    room = forms.ChoiceField(label=_("Room"), required=False, show_hidden_initial=True)

    def __init__(self, data: QueryDict | None, *, session: Session, rooms: dict[str, Room]) -> None:
        self.session, self.rooms = session, rooms
        prefix = f"s{session.pk}"
        initial = {
            "starts": session.planned_starts,
            "ends": session.planned_ends,
            "room": str(session.planned_room_id or ""),
        }
        sent = data if data and f"{prefix}-starts" in data else None  # it may have come to this day since
        super().__init__(sent, prefix=prefix, initial=initial)
        for name in ("starts", "ends"):
            self.fields[name].widget = forms.DateTimeInput(format=FORMAT, attrs={"type": "datetime-local"})
        self.fields["room"].choices = [("", _("no room")), *((key, room.name) for key, room in rooms.items())]
        for name, field in self.fields.items():
            field.widget.attrs["aria-labelledby"] = f"column-{name} title-{session.pk}"

    @property
    def slot(self) -> dict[str, Any]:
        """The slot as it will be: what was changed here, and what stands of the rest."""
        cleaned = self.cleaned_data
        return {
            "starts": cleaned["starts"] if "starts" in self.changed_data else self.session.planned_starts,
            "ends": cleaned["ends"] if "ends" in self.changed_data else self.session.planned_ends,
            "room": self.rooms.get(cleaned["room"]) if "room" in self.changed_data else self.session.planned_room,
        }

    def clean(self) -> None:
        if self.errors:
            return
        slot = self.slot
        if slot["starts"] and slot["ends"] and slot["ends"] <= slot["starts"]:
            self.add_error("ends", _("A session ends after it starts."))

    @property
    def is_changed(self) -> bool:
        return self.is_bound and self.has_changed()


class DayPage(PublishingAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.day_view)
        return [path("day/", view, name="programme_session_day"), *super().get_urls()]

    def day_view(self, request: HttpRequest) -> HttpResponse:
        """Show a day of the plan, in the event's zone; save every row that was changed, or none."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        event = Event.objects.first()
        days = planning.days_of(event)
        day = ChosenDay(request.GET).chosen.get("day") or _today(days)
        with transaction.atomic():
            forms_ = self._forms(request, day, first=not days or day == days[0])
            if request.method == "POST" and all(one.is_valid() for one in forms_ if one.is_changed):
                self._save(request, [one for one in forms_ if one.is_changed])
                return redirect(f"{request.path}?day={day.isoformat()}")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Programme day by day"),
            "day": day,
            "days": days,
            "rows": _rows(forms_),
            "errors": sum(bool(one.is_changed and one.errors) for one in forms_),
        }
        return TemplateResponse(request, "admin/programme/session/day.html", context)

    def _forms(self, request: HttpRequest, day: date, *, first: bool) -> list[SlotForm]:
        sessions = planning.planned_on(day, first_day=first).select_related("room", "planned_room")
        if request.method == "POST":
            sessions = sessions.order_by("pk").select_for_update(of=["self"])
        rooms = {str(room.pk): room for room in Room.objects.all()}
        data = request.POST if request.method == "POST" else None
        return [SlotForm(data, session=one, rooms=rooms) for one in planning.in_plan_order(sessions)]

    def _save(self, request: HttpRequest, changed: list[SlotForm]) -> None:
        for form in changed:
            planning.replan(form.session, **form.slot)
            log_planned(request, [form.session], *(f"planned_{name}" for name in form.changed_data))
        if changed:
            count = f"{len(changed)} {model_ngettext(self.opts, len(changed))}"
            said = _("Saved in the plan: %s. This becomes public with the next release.") % count
            self.message_user(request, said, messages.SUCCESS)
        else:
            self.message_user(request, _("Nothing was changed."), messages.INFO)


def _today(days: list[date]) -> date:
    """Return the day to begin with: today during the summit, otherwise its first."""
    today = timezone.localdate(clock.now())
    return today if today in days or not days else days[0]


def _rows(forms_: list[SlotForm]) -> Iterator[tuple[SlotForm, list[clashes.Clash], list[Change]]]:
    """Give each session's form with its clashes and what the next release would change of it."""
    found = clashes.of_programme()
    for form in forms_:
        yield form, found.get(form.session.pk, []), releases.compare(form.session)
