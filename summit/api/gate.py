"""What every answer of the API has in common: who may ask how often, from where, in which language, and errors."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import translation
from django.utils.cache import set_response_etag
from django.utils.translation.trans_real import parse_accept_lang_header

from summit.api import problems
from summit.api.problems import Problem
from summit.limits import Left, Pace, client_address
from summit.programs import is_known

ROOT = "/api/v1/"
DOCS = f"{ROOT}docs"
READ = ("GET", "HEAD")
PACE = Pace("api", window=60)
LIMIT_HEADERS = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit", "RateLimit-Policy")
EXPOSED = ", ".join(("ETag", "Link", "Retry-After", "Content-Language", *LIMIT_HEADERS))
LANGUAGES = dict(settings.LANGUAGES)
Handler = Callable[[HttpRequest], HttpResponse]


def gate(get_response: Handler) -> Handler:
    """Stand around all of /api/v1/, and let the rest of the portal through untouched."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ROOT):
            return get_response(request)
        with translation.override(language_of(request)):
            response = _answer(request, get_response)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        return response

    return middleware


def language_of(request: HttpRequest) -> str:
    """The language of words: `lang`, or what Accept-Language asks for; never a cookie's."""
    try:
        asked = request.GET.get("lang", "")
    except TooManyFieldsSent:
        asked = ""  # refused further on, by the middleware that counts
    if asked in LANGUAGES:
        return asked
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()[:500]):
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def _answer(request: HttpRequest, get_response: Handler) -> HttpResponse:
    if request.method == "OPTIONS":
        return _preflight()
    left = PACE.take(client_address(request), most=settings.API_REQUESTS_PER_MINUTE)
    response = _read(request, get_response) if left.allowed else _refuse(request, left)
    _tell(response, left)
    return response


def _preflight() -> HttpResponse:
    """Let pages of any origin read: nothing here is anybody's own, and no cookie is looked at."""
    response = HttpResponse(status=204)
    response["Allow"] = response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Headers"] = "If-None-Match, Accept-Language"
    response["Access-Control-Max-Age"] = "86400"
    return response


def _refuse(request: HttpRequest, left: Left) -> HttpResponse:
    response = problems.respond(request, Problem(problems.TOO_MANY))
    response["Retry-After"] = str(left.reset)
    return response


def _read(request: HttpRequest, get_response: Handler) -> HttpResponse:
    if request.method not in READ:
        response = problems.respond(request, Problem(problems.NOT_ALLOWED))
        response["Allow"] = "GET, HEAD, OPTIONS"
        return response
    if request.path_info != DOCS and not request.accepts("application/json"):
        return problems.respond(request, Problem(problems.NOT_ACCEPTABLE))
    asked, request.method = request.method, "GET"
    try:
        response = get_response(request)
    finally:
        request.method = asked
    if response.status_code >= 400 and response.headers.get("Content-Type") != problems.CONTENT_TYPE:
        response = problems.retold(request, response)
    response = _named(request, response)
    if asked == "HEAD":
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _named(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Name by its content what was not named by its state, and do not send it to who has it."""
    if response.status_code != 200 or response.has_header("ETag"):
        return response
    set_response_etag(response)
    if not is_known(request, response["ETag"]):
        return response
    known = HttpResponseNotModified()
    known["ETag"] = response["ETag"]
    return known


def _tell(response: HttpResponse, left: Left) -> None:
    """Say what is left, in the fields in use and in those that are on their way to replace them."""
    response["RateLimit-Limit"] = str(left.most)
    response["RateLimit-Remaining"] = str(left.remaining)
    response["RateLimit-Reset"] = str(left.reset)
    response["RateLimit-Policy"] = f'"address";q={left.most};w={PACE.window}'
    response["RateLimit"] = f'"address";r={left.remaining};t={left.reset}'
