from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from summit.preview import preview
from themes.models import Theme


@require_safe
def theme_list(request: HttpRequest) -> HttpResponse:
    return render(request, "themes/theme_list.html", {"themes": Theme.objects.published().with_counts()})


@require_safe
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    return _theme(request, get_object_or_404(Theme.objects.published().for_page(), slug=slug))


@preview("themes.view_theme")
def theme_preview(request: HttpRequest, slug: str) -> HttpResponse:
    return _theme(request, get_object_or_404(Theme.objects.for_page(), slug=slug), is_preview=True)


def _theme(request: HttpRequest, shown: Theme, *, is_preview: bool = False) -> HttpResponse:
    context = {
        "theme": shown,
        "sessions": shown.sessions.published().for_cards().in_order(),
        "commitments": shown.commitments.published().for_cards(),
        "is_preview": is_preview,
    }
    return render(request, "themes/theme.html", context)
