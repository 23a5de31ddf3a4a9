"""What machines ask: the way in, health, robots, speculation rules."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """Lead to the home page in the language the browser asks for, French otherwise."""
    with translation.override(translation.get_language_from_request(request)):
        response = HttpResponseRedirect(reverse("summit:home"))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Answer while the process serves and its database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    response = HttpResponse("ok\n", content_type="text/plain")
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep engines out of what is not for readers."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /fr/preview/", "Disallow: /en/preview/", ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}\n")
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
def speculation_rules(_request: HttpRequest) -> HttpResponse:
    """Let browsers fetch a page when the reader is about to open it; a GET changes nothing here."""
    pages = {
        "and": [
            {"href_matches": "/*"},
            {"not": {"href_matches": ["/admin/*", "/*/preview/*", "/*/registration/*", "/*/delegation/*"]}},
        ]
    }
    rules = {"prefetch": [{"where": pages, "eagerness": "moderate"}]}
    response = JsonResponse(rules, content_type="application/speculationrules+json")
    response["Cache-Control"] = "public, max-age=86400"
    return response
