"""A delegate's own badge, at their private link: shown on a phone, printed, or taken along as a picture."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from delegates import badges, own
from delegates.badge_face import face_of, png
from delegates.models import Delegate
from delegates.own_views import mine
from summit.models import Event


@mine
@require_safe
def badge(request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    """The badge; or why there is none, and what to do."""
    held = own.of(delegate)
    face = None if held.refusal else face_of(delegate, event=get_object_or_404(Event))
    return render(request, "delegates/badge.html", {"own": held, "face": face, "token": token})


@mine
@require_safe
def badge_code(_request: HttpRequest, delegate: Delegate, token: str) -> HttpResponse:
    """The code alone, to keep for a place without a network."""
    if badges.refusal_of(delegate):
        raise Http404
    try:
        code = badges.code_of(delegate)
    except badges.NoKey as error:
        raise Http404 from error
    response = HttpResponse(png(code), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="badge-{delegate}.png"'
    return response
