"""Calendars and exports, for programs: no cookie, open to pages of any origin, answered from what is kept."""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_header_parameters, quote_etag
from django.utils.translation import get_language

from programme import calendar, exchange, feeds, open_data
from programme.plain_text import short
from programme.state import State, state
from summit.listing import FilterForm
from summit.models import Event
from summit.programs import for_programs, is_known
from themes.models import Theme

CALENDAR, JSON, XML = "text/calendar; charset=utf-8", "application/json", "application/xml; charset=utf-8"


@dataclass(frozen=True)
class Feed:
    """What is kept under `name`; `make` is asked only when nothing is."""

    name: str
    content_type: str
    filename: str
    language: str
    make: Callable[[State], str]


@for_programs
def programme_calendar(request: HttpRequest) -> HttpResponse:
    def make(now: State) -> str:
        event = get_object_or_404(Event)
        return calendar.write(
            calendar.followed(), event=event, release=now.release, title=short(event, "name"), path=request.path
        )

    return _answer(request, _calendar("programme", "programme", make))


@for_programs
def session_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    def make(now: State) -> str:
        sessions = calendar.followed().filter(slug=slug)
        event, title = get_object_or_404(Event), calendar.called(get_object_or_404(sessions))
        return calendar.write(sessions, event=event, release=now.release, title=title, path=request.path)

    return _answer(request, _calendar(f"session {slug}", slug, make))


@for_programs
def theme_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    def make(now: State) -> str:
        event, theme = get_object_or_404(Event), get_object_or_404(Theme.objects.published(), slug=slug)
        sessions = calendar.followed().filter(theme=theme)
        title = f"{short(event, 'name')} – {short(theme, 'title')}"
        return calendar.write(sessions, event=event, release=now.release, title=title, path=request.path)

    return _answer(request, _calendar(f"theme {slug}", slug, make))


def _calendar(name: str, filename: str, make: Callable[[State], str]) -> Feed:
    language = get_language() or settings.LANGUAGE_CODE
    return Feed(f"{name}.ics", CALENDAR, f"{filename}-{language}.ics", language, make)


class Wanted(FilterForm):
    """The language of an export that has only one: not the browser's, which a program does not choose."""

    lang = forms.ChoiceField(choices=settings.LANGUAGES, required=False)

    @property
    def language(self) -> str:
        return self.chosen.get("lang", settings.LANGUAGE_CODE)


@for_programs
def schedule_json(request: HttpRequest) -> HttpResponse:
    return _answer(request, _schedule(request, "schedule.json", JSON, exchange.as_json))


@for_programs
def schedule_xml(request: HttpRequest) -> HttpResponse:
    return _answer(request, _schedule(request, "schedule.xml", XML, exchange.as_xml))


def _schedule(request: HttpRequest, name: str, content_type: str, write: Callable[[dict], str]) -> Feed:
    def make(now: State) -> str:
        event = get_object_or_404(Event)
        return write(exchange.schedule(exchange.exchanged(), event=event, release=now.release))

    return Feed(name, content_type, name, Wanted(request.GET).language, make)


@for_programs
def programme_json(request: HttpRequest) -> HttpResponse:
    def make(now: State) -> str:
        event = get_object_or_404(Event)
        return exchange.as_json(open_data.programme(open_data.open_sessions(), event=event, state=now))

    return _answer(request, Feed("programme.json", JSON, "programme.json", "", make))


def _answer(request: HttpRequest, feed: Feed) -> HttpResponse:
    """Answer 304 to who has it already, from one query; otherwise with what is kept, or made now.

    It is kept compressed and sent so to whoever takes it; the two forms are two, and each has its own ETag.
    """
    now, origin = state(feed=feed.name, language=feed.language), f"{request.scheme}://{request.get_host()}"
    named = {"language": feed.language, "state": now, "origin": origin}
    takes_gzip = _takes_gzip(request.headers.get("Accept-Encoding", ""))
    etag = quote_etag(feeds.digest(feed.name, **named) + ("-gzip" if takes_gzip else ""))
    if is_known(request, etag):
        response: HttpResponse = HttpResponseNotModified()
    else:
        body = feeds.compressed(feed.name, **named, make=lambda: feed.make(now))
        content = body if takes_gzip else gzip.decompress(body)
        response = HttpResponse(content, content_type=feed.content_type)
        response["Content-Disposition"] = f'inline; filename="{feed.filename}"'
        if takes_gzip:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    response["Content-Language"] = feed.language or ", ".join(settings.MODELTRANSLATION_LANGUAGES)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _takes_gzip(accepted: str) -> bool:
    """Tell whether Accept-Encoding names gzip, and not to refuse it with a weight of nought."""
    for one in accepted.lower().split(","):
        coding, told = parse_header_parameters(one)
        if coding in ("gzip", "x-gzip"):
            return re.fullmatch(r"0(\.0*)?", told.get("q", "1")) is None
    return False
