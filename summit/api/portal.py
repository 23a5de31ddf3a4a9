"""The API itself: its name, its words about itself, and how what goes wrong inside is told."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.operation import Operation

from summit.api import problems
from summit.api.problems import Problem

ABOUT = """\
Everything that the pages say of the commitments, their holders, the frameworks, the themes and the sessions, \
to be read by programs. There is no key and no account; nothing can be written.

**Languages.** Every text is told in French and in English. With `lang` it is told in that one, and where \
nothing is written in it in the other; `lang` beside the text says which. Words (`q`), titles of errors and \
warnings go by `lang`, or by the header `Accept-Language`.

**Lists** come in parts of `limit` (20 unless told, 100 at most). Follow `next` until it is null; the same \
addresses stand in the header `Link`. A cursor is good for the list it was given with, whatever is published \
meanwhile.

**Filters** are those of the register's page. A value that nothing has narrows nothing, and `warnings` says \
so.

**Unchanged** answers are not sent again: keep the `ETag` and send it as `If-None-Match`.

**Limits.** Each address has so many requests a minute; `RateLimit-Remaining` says how many are left and \
`RateLimit-Reset` in how many seconds they begin again. Beyond them the answer is 429 with `Retry-After`. Each \
of the server's processes counts for itself, so the numbers of two answers may differ.

**Figures** are decimal numbers in text, so that none is rounded on the way. Money is in the currency of its \
announcement; nothing is converted. A date is as exact as it is known: `2030`, `2022-12` or `2022-12-19`. What \
is empty is not known.

**Errors** are `application/problem+json` (RFC 9457).
"""


class ReadOnly(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


api = ReadOnly(
    title="Register and programme",
    version="1",
    description=ABOUT,
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url=None,
)


@api.exception_handler(Problem)
def on_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problems.respond(request, problem)


@api.exception_handler(Http404)
def on_nothing(request: HttpRequest, _error: Http404) -> HttpResponse:
    return problems.respond(request, Problem(problems.NOT_FOUND))


@api.exception_handler(ValidationError)
def on_parameter(request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = list(dict.fromkeys(_name(one["loc"]) for one in error.errors))
    said = [
        _("“%(name)s” takes %(what)s.") % {"name": name, "what": takes}
        for name in names
        if (takes := _takes(name))
    ]
    return problems.respond(request, Problem(problems.PARAMETER, " ".join(said), {"parameters": names}))


def _name(place: tuple[str, ...]) -> str:
    """A parameter stands second in the place of its error, or third below the name of all of them."""
    return str(place[2] if len(place) > 2 else place[-1])


def _takes(name: str) -> str:
    return {"limit": _("a whole number from 1 to 100"), "lang": _("fr or en")}.get(name, "")


@api.exception_handler(Exception)
def on_failure(_request: HttpRequest, error: Exception) -> HttpResponse:
    """Leave it to Django, which logs it; the gate tells it."""
    raise error
