"""QR codes of the calendars: each a picture beside its calendar, fetched by those alone who open it."""

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from programme.models import Agenda, Session
from summit.private import private_page
from themes.models import Theme

CALENDAR, PICTURE = ".ics", ".svg"
# An address alone decides what is drawn, so that a picture once drawn stays right.
kept_a_day = cache_control(public=True, max_age=24 * 60 * 60)


def webcal(origin: str, path: str) -> str:
    """The address that opens a calendar program, which then follows it."""
    return f"webcal://{origin.partition('://')[2]}{path}"


@kept_a_day
@require_safe
def programme_code(request: HttpRequest) -> HttpResponse:
    return _drawn(request)


@kept_a_day
@require_safe
def session_code(request: HttpRequest, slug: str) -> HttpResponse:
    get_object_or_404(Session.objects.published().timed().only("pk"), slug=slug)
    return _drawn(request)


@kept_a_day
@require_safe
def theme_code(request: HttpRequest, slug: str) -> HttpResponse:
    get_object_or_404(Theme.objects.published().only("pk"), slug=slug)
    return _drawn(request)


@private_page()
@require_safe
def agenda_code(request: HttpRequest, token: str) -> HttpResponse:
    get_object_or_404(Agenda, read_token=token)
    return _drawn(request)


def _drawn(request: HttpRequest) -> HttpResponse:
    """Draw the calendar's address, black on white whatever the colour scheme."""
    path = f"{request.path.removesuffix(PICTURE)}{CALENDAR}"
    code = segno.make(webcal(f"{request.scheme}://{request.get_host()}", path), micro=False)
    response = HttpResponse(content_type="image/svg+xml")
    code.save(response, kind="svg", xmldecl=False, svgclass=None, lineclass=None, omitsize=True, light="#fff")
    return response
