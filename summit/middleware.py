"""What every response says about itself."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

Handler = Callable[[HttpRequest], HttpResponse]


def cache_policy(get_response: Handler) -> Handler:
    """Say how each response may be cached: reading pages by anyone, asked again each time; the rest by no one.

    A page that set a cookie, varied on one or was sent to somebody signed in is private. What a view has said
    itself stands.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.has_header("Cache-Control"):
            return response
        if response.cookies or "Cookie" in response.get("Vary", "") or request.method not in ("GET", "HEAD"):
            patch_cache_control(response, private=True, no_store=True)
        else:
            patch_cache_control(response, public=True, no_cache=True)
        return response

    return middleware
