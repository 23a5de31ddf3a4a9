"""The home page and the information pages. The home page alone may ask every app."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from commitments.models import Commitment
from programme.live import now_and_next
from programme.models import Session, Speaker
from summit.frame import Frame
from summit.models import Document, Page
from summit.preview import preview
from themes.models import Theme

HOME_SESSIONS = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    frame = Frame(request)
    context = {
        "frame": frame,
        "live": now_and_next(frame.event),
        "themes": Theme.objects.published().with_counts(),
        "sessions": Session.objects.published().timed().for_cards().in_order()[:HOME_SESSIONS],
        "commitments": Commitment.objects.published().latest_of_each_theme().for_cards(),
        "figures": Commitment.objects.published().headline(),
    }
    return render(request, "summit/home.html", context)


@require_safe
def page_list(request: HttpRequest) -> HttpResponse:
    return render(request, "summit/page_list.html")


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, get_object_or_404(Page.objects.published(), slug=slug))


@preview("summit.view_page")
def page_preview(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, get_object_or_404(Page, slug=slug), is_preview=True)


def _page(request: HttpRequest, shown: Page, *, is_preview: bool = False) -> HttpResponse:
    return render(request, "summit/page.html", {"page": shown, "is_preview": is_preview})


@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    return render(request, "summit/document_list.html", {"documents": Document.objects.for_list()})


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    context = {
        "themes": Theme.objects.published(),
        "sessions": Session.objects.published().in_order(),
        "speakers": Speaker.objects.published(),
        "commitments": Commitment.objects.published(),
    }
    return render(request, "summit/site_map.html", context)
