from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.gaps import GapsFilter, gaps
from commitments.models import Commitment
from themes.models import Theme


@require_safe
def empty_map(request: HttpRequest) -> HttpResponse:
    chosen = GapsFilter(request.GET).theme_chosen
    themes = list(Theme.objects.published())
    context = {"chosen": chosen, "themes": themes, "kinds": Commitment.Kind, "tables": gaps(themes, chosen)}
    return render(request, "commitments/gaps.html", context)
