"""Errors as programs read them: application/problem+json (RFC 9457), in the reader's language."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """One kind of error: what it is called in an address, its status, its title, and what to do about it."""

    name: str
    status: int
    title: str | Promise
    detail: str | Promise


UNREADABLE = Kind(
    "unreadable",
    400,
    _("The request cannot be read"),
    _("The address holds more than this portal reads, or less."),
)
PARAMETER = Kind(
    "parameter", 400, _("A parameter cannot be read"), _("Look up in the documentation what this parameter takes.")
)
CURSOR = Kind(
    "cursor",
    400,
    _("The cursor is not one of this list"),
    _("A cursor is good for the list and the parameters it was given with. Ask again from the first page."),
)
TOO_WIDE = Kind(
    "too-wide",
    400,
    _("Too much would have to be added up"),
    _("Add another filter, or ask for the totals of the whole register or of one single filter."),
)
NOT_FOUND = Kind(
    "not-found", 404, _("There is nothing at this address"), _("It may have been mistyped, or is not published.")
)
NOT_ALLOWED = Kind(
    "not-allowed",
    405,
    _("The API can only be read"),
    _("Ask with GET, HEAD or OPTIONS; nothing else does anything."),
)
NOT_ACCEPTABLE = Kind(
    "not-acceptable", 406, _("The API answers in JSON"), _("Let the header Accept take application/json.")
)
TOO_MANY = Kind(
    "too-many",
    429,
    _("Too many requests"),
    _("Wait for the seconds that Retry-After gives, then go on."),
)
FAILED = Kind(
    "failed", 500, _("Something failed on our side"), _("It is in our log. Please ask again in some minutes.")
)
KINDS = (
    UNREADABLE, PARAMETER, CURSOR, TOO_WIDE, NOT_FOUND, NOT_ALLOWED, NOT_ACCEPTABLE, TOO_MANY, FAILED,
)  # fmt: skip
OF_STATUS = {400: UNREADABLE, 404: NOT_FOUND, 405: NOT_ALLOWED, 406: NOT_ACCEPTABLE, 429: TOO_MANY}


@dataclass
class Problem(Exception):
    """Raised where an answer cannot be given; `more` is told beside what its kind says."""

    kind: Kind
    detail: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def respond(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Tell a problem; its instance is the address asked for, without the query, which may hold anything."""
    kind = problem.kind
    told = {
        "type": f"{_origin(request)}{reverse('api:docs')}#problem-{kind.name}",
        "title": str(kind.title),
        "status": kind.status,
        "detail": problem.detail or str(kind.detail),
        "instance": request.path,
        **problem.more,
    }
    body = json.dumps(told, ensure_ascii=False)
    response = HttpResponse(body, status=kind.status, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = get_language() or settings.LANGUAGE_CODE
    return response


def _origin(request: HttpRequest) -> str:
    """The portal's own; nothing where the request names a host that is not ours, which is what is refused."""
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return ""


def retold(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tell as a problem what Django or another part of the portal refused with a page."""
    kind = OF_STATUS.get(response.status_code, FAILED if response.status_code >= 500 else UNREADABLE)
    return respond(request, Problem(kind))
