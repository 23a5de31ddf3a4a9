"""What each release of the programme changed, as a page and as a feed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programme import changes_feed
from programme.models import Release
from summit.frame import Frame
from summit.listing import page_of
from summit.zones import zone

PAGE, IN_FEED = 20, 30


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    page = page_of(Release.objects.for_reading(), request.GET.get("page"), size=PAGE)
    return render(request, "programme/changes.html", {"page": page})


@require_safe
def changes_atom(request: HttpRequest) -> HttpResponse:
    frame = Frame(request)
    releases = Release.objects.for_reading()[:IN_FEED]
    with timezone.override(zone(frame.time_zone)):
        body = changes_feed.feed(releases, frame.event, origin=frame.origin, address=request.path)
    return HttpResponse(body, content_type=changes_feed.Atom.content_type)
