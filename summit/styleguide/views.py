"""The style guide: every part of the pages once, to look at and to test. While developing only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from summit.styleguide.forms import Asked, EachKind, SampleFilters
from summit.styleguide.samples import samples

REFUSED = {
    "refused-email": "camille.martin",
    "refused-companions": "3",
    "refused-mode": "away",
    "refused-needs": "Une boucle magnétique",
}


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    asked = Asked(request.GET)
    sent = request.GET if asked.chosen.get("send") else None
    with translation.override(asked.language):
        context = samples() | {
            "query": asked.query,
            "filters": SampleFilters(),
            "form": EachKind(sent, prefix="each", language=asked.language),
            "refused": EachKind(REFUSED, prefix="refused"),
        }
        response = render(request, "styleguide/styleguide.html", context)
    response["Content-Language"] = asked.language
    return response
