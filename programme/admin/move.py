"""The page that moves sessions by minutes: what would stand where, and the button that does it."""

import json
from hashlib import blake2b
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import model_ngettext
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from programme import planning
from programme.admin.history import log_planned
from programme.models import Session
from summit.publishing_admin import PublishingAdmin

A_DAY = 24 * 60


class MoveForm(forms.Form):
    """Which sessions, by how much, and whether those after them on the same day follow."""

    SELECTED, REST = "selected", "rest"

    sessions = forms.ModelMultipleChoiceField(
        Session.objects.all(), widget=forms.MultipleHiddenInput, label=_("Sessions")
    )
    minutes = forms.IntegerField(
        min_value=-A_DAY,
        max_value=A_DAY,
        label=_("Minutes"),
        help_text=_("15 for a quarter of an hour later, -15 for one earlier."),
    )
    scope = forms.ChoiceField(
        choices=[
            (SELECTED, _("only the selected sessions")),
            (REST, _("the selected sessions and all that start after the first of them on the same day")),
        ],
        widget=forms.RadioSelect,
        label=_("What moves"),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_minutes(self) -> int:
        if self.cleaned_data["minutes"] == 0:
            raise forms.ValidationError(_("Nothing moves by no minute at all: write 15, or -15."))
        return self.cleaned_data["minutes"]

    @property
    def chosen(self) -> list[Session]:
        sessions = self.cleaned_data["sessions"]
        if self.cleaned_data["scope"] == self.REST:
            return planning.with_rest_of_day(sessions)
        return planning.in_plan_order(sessions)


def fingerprint(moves: list[planning.Move]) -> str:
    """Return a short text that tells this preview from any other."""
    told = json.dumps([[one.session.pk, one.starts.isoformat()] for one in moves])
    return blake2b(told.encode(), digest_size=12).hexdigest()


class MovePage(PublishingAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.move_view)
        return [path("move/", view, name="programme_session_move"), *super().get_urls()]

    def move_view(self, request: HttpRequest) -> HttpResponse:
        """Show where the sessions would stand; move them when the button under that preview is pressed."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        first = {"sessions": request.GET.getlist("sessions"), "minutes": 15, "scope": MoveForm.SELECTED}
        sent = request.POST or (request.GET if "minutes" in request.GET else None)
        form = MoveForm(sent, initial=first)
        with transaction.atomic():
            if request.method == "POST" and form.is_valid() and self._move(request, form):
                return redirect("admin:programme_session_changelist")
        return TemplateResponse(request, "admin/programme/session/move.html", self._move_context(request, form))

    def _move(self, request: HttpRequest, form: MoveForm) -> bool:
        """Move what the preview showed, unless its plan has changed since."""
        minutes = form.cleaned_data["minutes"]
        chosen = form.chosen
        if form.cleaned_data["seen"] != fingerprint(planning.moved(chosen, minutes=minutes)):
            self.message_user(
                request,
                _("The plan has changed since this page was opened. Nothing was moved; look at it again."),
                messages.WARNING,
            )
            return False
        sessions = planning.move([one.pk for one in chosen], minutes=minutes)
        log_planned(request, sessions, "planned_starts", "planned_ends")
        count = f"{len(sessions)} {model_ngettext(self.opts, len(sessions))}"
        said = _("Moved in the plan: %s. This becomes public with the next release.") % count
        self.message_user(request, said, messages.SUCCESS)
        return True

    def _move_context(self, request: HttpRequest, form: MoveForm) -> dict[str, Any]:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Move sessions by minutes"),
            "form": form,
            "moves": None,
        }
        if form.is_bound and form.is_valid():
            minutes, chosen = form.cleaned_data["minutes"], form.chosen
            moves = planning.moved(chosen, minutes=minutes)
            context |= {
                "moves": moves,
                "left": [one for one in chosen if not one.planned_starts],
                "sent": [
                    *(("sessions", one.pk) for one in form.cleaned_data["sessions"]),
                    ("minutes", minutes),
                    ("scope", form.cleaned_data["scope"]),
                    ("seen", fingerprint(moves)),
                ],
            }
        return context
