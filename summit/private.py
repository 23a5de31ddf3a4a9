"""Pages that one secret address opens: kept by no cache, listed by no engine, told to no other site."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponse]


def private_page(*, referrer: str = "no-referrer") -> Callable[[View], View]:
    """Say on every answer of a view that it is nobody else's business.

    A page that holds a form sends `same-origin`: under `no-referrer` browsers send `Origin: null` with the form,
    and Django rightly refuses it.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response["Referrer-Policy"] = referrer
            response["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return never_cache(guarded)

    return decorate
