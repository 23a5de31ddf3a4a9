from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from programme import people, timetable
from programme.forms import DaySheet, SessionFilter, SpeakerOrder, ZoneForm
from programme.grid import grid
from programme.live import shown
from programme.models import Session, Speaker
from programme.releases import as_planned
from programme.state import state
from programme.timetable import Timetable
from summit import clock
from summit.frame import Frame
from summit.preview import preview


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    return render(request, "programme/session_list.html", _programme(request))


@require_safe
def session_grid(request: HttpRequest) -> HttpResponse:
    context = _programme(request)
    return render(request, "programme/session_grid.html", context | {"grid": grid(context["sessions"])})


def _programme(request: HttpRequest) -> dict[str, Any]:
    """One day of the programme, by the same six queries whether a list or a grid shows it."""
    frame, filters = Frame(request), SessionFilter(request.GET)
    published = Session.objects.published()
    slots = published.slots(found=filters.found, own=filters.own)
    table = Timetable.read(slots, frame.event, clock.now(), asked=filters.chosen.get("day"))
    cards = published.for_cards().in_bulk(table.wanted)
    sessions = table.sessions(cards)
    return {
        "frame": frame,
        "filters": filters,
        "table": table,
        "sessions": sessions,
        "groups": table.groups(cards),
        "live": shown(table.live, frame.event, cards),
        "looser": [] if sessions else filters.looser(published),
    }


@require_safe
def day_sheet(request: HttpRequest) -> HttpResponse:
    frame, sheet = Frame(request), DaySheet(request.GET)
    sessions = list(Session.objects.published().for_sheet())
    days = timetable.sheets(sessions, frame.event, clock.now())
    context = {"frame": frame, "sheet": sheet, "days": days, "state": state()}
    return render(request, "programme/day_sheet.html", context)


@require_safe
def session(request: HttpRequest, slug: str) -> HttpResponse:
    return _session(request, get_object_or_404(Session.objects.published().for_page(), slug=slug))


@preview("programme.view_session")
def session_preview(request: HttpRequest, slug: str) -> HttpResponse:
    planned = Session.objects.for_page().select_related("theme", "room", "planned_room")
    return _session(request, as_planned(get_object_or_404(planned, slug=slug)), is_preview=True)


def _session(request: HttpRequest, shown: Session, *, is_preview: bool = False) -> HttpResponse:
    context = {
        "session": shown,
        "commitments": shown.commitments.published().for_cards(),
        "reader": ZoneForm(request.GET),
        "is_preview": is_preview,
    }
    return render(request, "programme/session.html", context)


@require_safe
def speaker_list(request: HttpRequest) -> HttpResponse:
    by = SpeakerOrder(request.GET).asked
    groups = people.index(Speaker.objects.published().for_index(), by)
    context = {"groups": groups, "jumps": people.jumps(groups), "by": by, "orders": SpeakerOrder.CHOICES}
    return render(request, "programme/speaker_list.html", context)


@require_safe
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Speaker.objects.published().for_page(), slug=slug)
    context = {"speaker": shown, "commitments": shown.promised(), "reader": ZoneForm(request.GET)}
    return render(request, "programme/speaker.html", context)
