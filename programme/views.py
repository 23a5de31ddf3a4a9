from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from programme.forms import SessionFilter
from programme.models import Session, Speaker
from summit.preview import preview


@require_safe
def session_list(request: HttpRequest) -> HttpResponse:
    filters = SessionFilter(request.GET)
    sessions = filters.apply(Session.objects.published().for_cards().in_order())
    return render(request, "programme/session_list.html", {"filters": filters, "sessions": sessions})


@require_safe
def session(request: HttpRequest, slug: str) -> HttpResponse:
    return _session(request, get_object_or_404(Session.objects.published().for_page(), slug=slug))


@preview("programme.view_session")
def session_preview(request: HttpRequest, slug: str) -> HttpResponse:
    return _session(request, get_object_or_404(Session.objects.for_page(), slug=slug), is_preview=True)


def _session(request: HttpRequest, shown: Session, *, is_preview: bool = False) -> HttpResponse:
    context = {
        "session": shown,
        "commitments": shown.commitments.published().for_cards(),
        "is_preview": is_preview,
    }
    return render(request, "programme/session.html", context)


@require_safe
def speaker_list(request: HttpRequest) -> HttpResponse:
    return render(request, "programme/speaker_list.html", {"speakers": Speaker.objects.published()})


@require_safe
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Speaker.objects.published().for_page(), slug=slug)
    return render(request, "programme/speaker.html", {"speaker": shown})
