"""Answers: plain JSON, not made at all for who has it already, with links to what stands beside it."""

import json
from collections.abc import Callable, Iterable
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils import translation
from django.utils.http import quote_etag
from django.utils.translation import get_language

from commitments.kept import revision
from programme.state import state
from summit.api.paging import Part
from summit.clock import real_now
from summit.edition import edition
from summit.programs import is_known

LANGUAGES = settings.MODELTRANSLATION_LANGUAGES
SLUG = "0-0-0"  # stands where a slug does
LINKS = {"next": "next", "previous": "prev"}
Data = dict[str, Any]
View = Callable[..., HttpResponse]


def register() -> str:
    """The state of the register; some filters look at the day."""
    return f"{revision()} {real_now():%Y-%m-%d}"


def programme() -> str:
    """The state of the programme and its themes."""
    return state().stamp


def unless_known(stamp: Callable[[], str]) -> Callable[[View], View]:
    """Answer 304 before any work to who has it already, by what `stamp` names, the address, language and code."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            etag = _etag(request, stamp())
            if is_known(request, etag):
                response: HttpResponse = HttpResponseNotModified()
            else:
                response = view(request, *args, **kwargs)
            response["ETag"] = etag
            return response

        return answered

    return decorate


def answer(request: HttpRequest, data: Data, *, lang: str | None = None) -> HttpResponse:
    """Send JSON; `lang` is the one language of its texts, None when all are told."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(body, content_type="application/json")
    response["X-Robots-Tag"] = "noindex"
    response["Content-Language"] = lang or ", ".join(LANGUAGES)
    if links := [f'<{data[name]}>; rel="{rel}"' for name, rel in LINKS.items() if data.get(name)]:
        response["Link"] = ", ".join(links)
    return response


def listed(request: HttpRequest, items: Iterable[Data], part: Part, *, warnings: Iterable[str] = ()) -> Data:
    """A part of a list with the addresses of its neighbours."""
    return {
        "items": list(items),
        "next": _beside(request, part.next),
        "previous": _beside(request, part.previous),
        "warnings": list(warnings),
    }


def origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def told(data: Any, lang: str | None) -> Any:
    """Tell every text of `data` in one language, falling back to another, or leave all languages when None."""
    if lang is None:
        return data
    if isinstance(data, list):
        return [told(one, lang) for one in data]
    if not isinstance(data, dict):
        return data
    if data.keys() == set(LANGUAGES):
        return _one(data, lang)
    return {name: told(value, lang) for name, value in data.items()}


def _one(text: dict[str, str], lang: str) -> dict[str, str]:
    for code in (lang, *LANGUAGES):
        if text[code]:
            return {"text": text[code], "lang": code}
    return {"text": "", "lang": lang}


def pages(request: HttpRequest, name: str, lang: str | None) -> Callable[[str], Any]:
    """What makes the address of a slug's page: in one language, or in each; looking for each takes far longer."""
    patterns = {}
    for code in [lang] if lang else LANGUAGES:
        with translation.override(code):
            patterns[code] = origin(request) + reverse(name, args=[SLUG])

    def url(slug: str) -> Any:
        urls = {code: pattern.replace(SLUG, slug) for code, pattern in patterns.items()}
        return urls[lang] if lang else urls

    return url


def resource(request: HttpRequest, path: str) -> str:
    """The address of something in the API."""
    return f"{origin(request)}{reverse('api:index')}{path}"


def _beside(request: HttpRequest, cursor: str) -> str | None:
    if not cursor:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return f"{origin(request)}{request.path}?{query.urlencode()}"


def _etag(request: HttpRequest, stamp: str) -> str:
    code = edition("commitments", "programme", "themes", "summit")
    named = (stamp, code, get_language(), origin(request), request.get_full_path())
    return quote_etag(blake2b("|".join(map(str, named)).encode(errors="replace"), digest_size=12).hexdigest())
