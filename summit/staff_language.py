"""The language staff chose: kept for the admin by Django's own cookie, and for the pages under /staff/ by another.

One cookie has one path, and none of ours goes to a reader's page.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.i18n import set_language

NAME, PATH = "staff_language", "/staff/"


def choose(request: HttpRequest) -> HttpResponse:
    """Do what Django does for the admin, and let the pages under /staff/ follow."""
    response = set_language(request)
    chosen = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(NAME, chosen.value, path=PATH, secure=secure, httponly=True, samesite="Lax")
    return response


@contextmanager
def staff_language(request: HttpRequest) -> Iterator[str]:
    """Speak the language that was chosen, otherwise the browser's."""
    chosen = request.COOKIES.get(NAME, "")
    language = chosen if chosen in dict(settings.LANGUAGES) else translation.get_language_from_request(request)
    with translation.override(language):
        yield language
