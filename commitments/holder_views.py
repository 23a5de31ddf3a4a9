"""Pages of the holders: the index A–Z, one holder, one country with its holders and what acts there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django_countries.fields import Country

from commitments.holder_index import HolderFilter, by_name, index, organisation
from commitments.kept_totals import country_totals, holder_totals
from commitments.models import Holder
from commitments.places import acting_in, places
from summit.frame import Frame
from summit.listing import page_of

PAGE_SIZE = 20
LINES = 100
ACTING = 6  # the first promises that act in a country; the list has them all


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
        "totals": holder_totals(shown) if shown.as_lead else None,
        "sessions": shown.sessions(),
    }
    return render(request, "commitments/holder.html", context)


@require_safe
def holder_country(request: HttpRequest, code: str) -> HttpResponse:
    theirs = Holder.objects.published().filter(country=code)
    holders, here = by_name(theirs.counted()), list(acting_in(code).for_cards()[:ACTING])
    if not holders and not here:
        raise Http404
    context = {
        "country": Country(code),
        "holders": holders,
        "page": page_of(theirs.commitments(), request.GET.get("page"), size=PAGE_SIZE),
        "acting": here,
        "acting_count": places().by_country.get(code, 0),
        "totals": country_totals(code) if holders else None,
        "last_report": theirs.last_report() if holders else None,
    }
    return render(request, "commitments/holder_country.html", context)
