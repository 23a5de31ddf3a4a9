"""Themes and sessions, as the portal's open data has them."""

import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from commitments.document import figure, texts
from programme import exchange, feeds, open_data
from programme.models import Session
from programme.state import state
from summit.api.answers import LANGUAGES, answer, listed, origin, pages, programme, resource, told, unless_known
from summit.api.asked import Asked, PartAsked, warnings
from summit.api.paging import part_of
from summit.api.portal import api
from summit.api.problems import NOT_FOUND, Problem
from summit.api.shapes import others as shapes
from summit.api.shapes.words import problems
from summit.models import Document, Event
from themes.models import KeyFigure, Theme

Data = dict[str, Any]
FEED = "programme.json"
TAGS = ["Programme"]


@api.get("themes", response={200: shapes.ThemeList, **problems(400)}, tags=TAGS, summary="List themes")
@unless_known(programme)
def theme_list(request: HttpRequest, asked: Query[PartAsked]) -> HttpResponse:
    """The themes of the summit, by number, with their texts, figures and documents."""
    part = part_of(Theme.objects.published(), request, cursor=asked.cursor, limit=asked.limit)
    shown = Theme.objects.filter(pk__in=part.keys).for_page()
    items = [_theme(request, one, asked.lang) for one in shown]
    return answer(request, listed(request, items, part, warnings=warnings(request)), lang=asked.lang)


@api.get("themes/{slug:slug}", response={200: shapes.Theme, **problems(400, 404)}, tags=TAGS, summary="One theme")
@unless_known(programme)
def theme(request: HttpRequest, slug: str, asked: Query[Asked]) -> HttpResponse:
    """A theme with its texts, its figures and their sources."""
    one = Theme.objects.published().filter(slug=slug).for_page().first()
    if one is None:
        raise Problem(NOT_FOUND)
    return answer(request, _theme(request, one, asked.lang), lang=asked.lang)


@api.get("sessions", response={200: shapes.SessionList, **problems(400)}, tags=TAGS, summary="List sessions")
@unless_known(programme)
def session_list(request: HttpRequest, asked: Query[PartAsked]) -> HttpResponse:
    """The public sessions in the order of the programme, cancelled ones with their state."""
    in_order = Session.objects.published().order_by("position", "pk")
    part = part_of(in_order, request, cursor=asked.cursor, limit=asked.limit)
    slugs = dict(Session.objects.filter(pk__in=part.keys).values_list("pk", "slug"))
    items = _sessions(request, [slugs[key] for key in part.keys], asked.lang)
    return answer(request, listed(request, items, part, warnings=warnings(request)), lang=asked.lang)


@api.get(
    "sessions/{slug:slug}", response={200: shapes.Session, **problems(400, 404)}, tags=TAGS, summary="One session"
)
@unless_known(programme)
def session(request: HttpRequest, slug: str, asked: Query[Asked]) -> HttpResponse:
    """A session with who takes part in it."""
    for one in _sessions(request, [slug], asked.lang):
        return answer(request, one, lang=asked.lang)
    raise Problem(NOT_FOUND)


def _sessions(request: HttpRequest, slugs: Iterable[str], lang: str | None) -> list[Data]:
    """What the kept export of the programme says of some sessions."""
    whole = _programme(origin(request))
    sessions = {one["slug"]: one for one in whole["sessions"]}
    rooms = {one["slug"]: {"slug": one["slug"], "name": one["name"]} for one in whole["rooms"]}
    people = {one["slug"]: one for one in whole["people"]}
    url, person_url = pages(request, "programme:session", lang), pages(request, "programme:speaker", lang)
    found = []
    for one in (sessions[slug] for slug in slugs if slug in sessions):
        parts = [_person(part, people[part["speaker"]], person_url, lang) for part in one["people"]]
        apart = {"url": url(one["slug"]), "self": resource(request, f"sessions/{one['slug']}"), "people": parts}
        room = told(_written(rooms.get(one["room"])), lang)
        found.append(told(_written({**one, "people": None, "url": None}), lang) | apart | {"room": room})
    return found


def _programme(at: str) -> Data:
    """The export of the programme, made once for each of its states; nothing before a summit is described."""
    event, now = Event.objects.first(), state(feed=FEED)
    if event is None:
        return {"sessions": [], "rooms": [], "people": []}

    def make() -> str:
        return exchange.as_json(open_data.programme(open_data.open_sessions(), event=event, state=now))

    return json.loads(feeds.kept(FEED, language="", state=now, make=make).replace(feeds.ORIGIN, at))


def _person(part: Data, who: Data, url: Any, lang: str | None) -> Data:
    about = {
        "slug": who["slug"],
        "name": who["name"],
        "position": who["role"],
        "organisation": who["organisation"],
        "country": who["country"] or "",
        "role": part["role"],
        "mode": part["mode"],
        "note": part["note"],
    }
    return {**told(_written(about), lang), "url": url(who["slug"])}


def _written(data: Any) -> Any:
    """The same with empty texts for none, as the register writes them."""
    if isinstance(data, list):
        return [_written(one) for one in data]
    if not isinstance(data, dict):
        return data
    if data.keys() == set(LANGUAGES):
        return {code: text or "" for code, text in data.items()}
    if "publisher" in data:
        return {name: "" if value is None else _written(value) for name, value in data.items()}
    return {name: _written(value) for name, value in data.items()}


def _theme(request: HttpRequest, one: Theme, lang: str | None) -> Data:
    written = {name: told(texts(one, name), lang) for name in ("title", "short", "lead", "body")}
    return {
        "slug": one.slug,
        "number": one.number,
        **written,
        "figures": [_figure(value, lang) for value in one.figures.all()],
        "documents": [_document(document, origin(request), lang) for document in one.documents.all()],
        "self": resource(request, f"themes/{one.slug}"),
        "url": pages(request, "themes:theme", lang)(one.slug),
    }


def _figure(one: KeyFigure, lang: str | None) -> Data:
    return {
        "value": figure(one.value),
        "unit": told(texts(one, "unit"), lang),
        "sentence": told(texts(one, "sentence"), lang),
        "as_of": one.as_of,
        "source": one.source_name,
        "source_url": one.source_url,
    }


def _document(one: Document, at: str, lang: str | None) -> Data:
    return {
        "slug": one.slug,
        "title": told(texts(one, "title"), lang),
        "url": one.href if "//" in one.href else at + one.href,
        "publisher": one.publisher,
        "language": one.language,
        "date": one.date,
    }
