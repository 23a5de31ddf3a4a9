"""Pages of the holders: the index A–Z, one holder, the holders of one country."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from commitments.holder_index import HolderFilter, by_name, index, organisation
from commitments.models import Holder
from summit.frame import Frame
from summit.listing import page_of

PAGE_SIZE = 20
LINES = 100


@require_safe
def holder_list(request: HttpRequest) -> HttpResponse:
    filters = HolderFilter(request.GET)
    found = filters.apply(Holder.objects.published().counted())
    context = {"filters": filters, "index": index(found, asked=request.GET.get("letter", ""))}
    return render(request, "commitments/holder_list.html", context)


@require_safe
def holder(request: HttpRequest, slug: str) -> HttpResponse:
    frame = Frame(request)
    shown = get_object_or_404(Holder.objects.published().counted(), slug=slug)
    lines = list(shown.funded()[: LINES + 1])
    context = {
        "frame": frame,
        "holder": shown,
        "organisation": organisation(shown, frame),
        "page": page_of(shown.parts(), request.GET.get("page"), size=PAGE_SIZE),
        "pledges": lines[:LINES],
        "more_pledges": len(lines) > LINES,
        "last_report": shown.last_report(),
        "sessions": shown.sessions(),
    }
    return render(request, "commitments/holder.html", context)


@require_safe
def holder_country(request: HttpRequest, code: str) -> HttpResponse:
    theirs = Holder.objects.published().filter(country=code)
    holders = by_name(theirs.counted())
    if not holders:
        raise Http404
    page = page_of(theirs.commitments(), request.GET.get("page"), size=PAGE_SIZE)
    context = {"country": holders[0].country, "holders": holders, "page": page}
    return render(request, "commitments/holder_country.html", context)
