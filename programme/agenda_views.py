"""My agenda, without an account: one address to read and follow, another to edit."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from programme import agenda, calendar, feeds, timetable
from programme.agenda_forms import StarredSessions
from programme.forms import ZoneForm
from programme.models import Agenda, Session
from programme.state import state
from summit import clock
from summit.frame import Frame
from summit.limits import Limit, client_address
from summit.models import Event
from summit.private import private_page

MADE = Limit("agenda", most=20, window=3600)


@private_page(referrer="same-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def agenda_choice(request: HttpRequest) -> HttpResponse:
    """Show the sessions starred in the address; on the button's press, keep them under two secrets."""
    starred = StarredSessions(request.POST if request.method == "POST" else request.GET)
    sessions = list(starred.apply(Session.objects.published().for_cards()))
    context = {
        "starred": starred,
        **_shown(request, sessions),
        "clashes": agenda.clashes(sessions),
        "is_full": False,
    }
    if request.method == "POST" and starred.is_small_enough and sessions:
        if MADE.hit(client_address(request)):
            kept = agenda.keep(sessions)
            return HttpResponseRedirect(reverse("programme:agenda_edit", args=[kept.edit_token]))
        return render(request, "programme/agenda_choice.html", {**context, "is_full": True}, status=429)
    status = 200 if starred.is_small_enough else 400
    return render(request, "programme/agenda_choice.html", context, status=status)


@private_page()
@require_safe
def agenda_page(request: HttpRequest, token: str) -> HttpResponse:
    shown = get_object_or_404(Agenda, read_token=token)
    agenda.mark_used(shown)
    sessions = list(shown.sessions.published().for_cards())
    context = {"agenda": shown, **_shown(request, sessions), "clashes": agenda.clashes(sessions)}
    return render(request, "programme/agenda.html", context)


@private_page(referrer="same-origin")
@require_http_methods(["GET", "HEAD", "POST"])
def agenda_edit(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds this address changes the choice, or erases it."""
    edited = get_object_or_404(Agenda, edit_token=token)
    if "erase" in request.POST:
        agenda.erase(edited)
        return HttpResponseRedirect(reverse("programme:agenda_erased"))
    starred = StarredSessions(request.POST)
    if request.method == "POST" and starred.is_small_enough:
        agenda.choose(edited, sessions=starred.apply(Session.objects.published()))
        return HttpResponseRedirect(f"{request.path}?saved=1")
    agenda.mark_used(edited)
    sessions = list(Session.objects.published().for_cards())
    chosen = {star.session_id for star in edited.stars.all()}
    context = {
        "agenda": edited,
        "starred": starred,
        **_shown(request, sessions),
        "chosen": chosen,
        "clashes": agenda.clashes([one for one in sessions if one.pk in chosen]),
        "is_saved": "saved" in request.GET,
    }
    return render(request, "programme/agenda_edit.html", context, status=200 if starred.is_small_enough else 400)


def _shown(request: HttpRequest, sessions: list[Session]) -> dict[str, Any]:
    """The sessions of an agenda under their days, as the programme orders them, beside the reader's own time."""
    frame = Frame(request)
    days = timetable.in_days(sessions, frame.event, clock.now())
    return {"frame": frame, "sessions": sessions, "days": days, "reader": ZoneForm(request.GET)}


@require_safe
def agenda_erased(request: HttpRequest) -> HttpResponse:
    return render(request, "programme/agenda_erased.html")


@private_page()
@require_safe
def agenda_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The agenda as a calendar that programs follow; sessions cancelled since are in it, and say so."""
    followed, event = get_object_or_404(Agenda, read_token=token), get_object_or_404(Event)
    agenda.mark_used(followed)
    body = calendar.write(
        calendar.followed().filter(stars__agenda=followed),
        event=event,
        release=state().release,
        title=_("My agenda"),
        path=request.path,
    )
    origin = f"{request.scheme}://{request.get_host()}"
    response = HttpResponse(body.replace(feeds.ORIGIN, origin), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="agenda-{get_language()}.ics"'
    return response
