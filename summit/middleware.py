"""What every response says about itself."""

from collections.abc import Callable

from django.core.exceptions import TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.defaults import bad_request, page_not_found

Handler = Callable[[HttpRequest], HttpResponse]


def readable_404(get_response: Handler) -> Handler:
    """While developing, show the readers' own 404 page where Django would list the project's addresses.

    A view's own 404 stands; it is known by what the view said of its caching.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        is_djangos = response.status_code == 404 and is_page and not response.has_header("Cache-Control")
        return page_not_found(request, Http404()) if is_djangos else response

    return middleware


def short_query(get_response: Handler) -> Handler:
    """Refuse an address with more fields than are read, by the page that says so, before anything reads them.

    Whoever reads them first would fail, Django's own page about the failure too.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            request.GET  # noqa: B018  read once, here
        except TooManyFieldsSent as error:
            return bad_request(request, error)
        return get_response(request)

    return middleware


def cache_policy(get_response: Handler) -> Handler:
    """Say how each response may be cached: reading pages by anyone, asked again each time; the rest by none.

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


def prefetch(get_response: Handler) -> Handler:
    """Tell browsers where the rules stand by which they may fetch the next page early; readers' pages alone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not request.path.startswith(("/admin/", "/staff/")):
            response["Speculation-Rules"] = f'"{reverse("speculation_rules")}"'
        return response

    return middleware


def devices(get_response: Handler) -> Handler:
    """Let no page use camera, microphone or place, unless its view has said so (the door)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response

    return middleware
