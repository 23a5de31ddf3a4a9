"""Drafts, shown to staff alone and never at the public address."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

View = Callable[..., HttpResponse]


def preview(permission: str) -> Callable[[View], View]:
    """Guard a view of drafts: signed in, with `permission`, kept by no cache and listed by no engine."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response["X-Robots-Tag"] = "noindex"
            return response

        allowed = permission_required(permission, raise_exception=True)(guarded)
        return require_safe(never_cache(login_required(allowed)))

    return decorate
