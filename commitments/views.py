from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from commitments.forms import CommitmentFilter
from commitments.models import Commitment
from commitments.record import Record
from commitments.version_views import left
from summit.listing import page_of
from summit.preview import preview

PAGE_SIZE = 20


@require_safe
def commitment_list(request: HttpRequest) -> HttpResponse:
    filters = CommitmentFilter(request.GET)
    page = page_of(filters.found, request.GET.get("page"), size=PAGE_SIZE)
    return render(request, "commitments/commitment_list.html", {"filters": filters, "page": page})


@require_safe
def commitment(request: HttpRequest, reference: str) -> HttpResponse:
    shown = Commitment.objects.published().for_page().filter(reference=reference).first()
    if shown is None:
        return left(request, reference)
    return render(request, "commitments/commitment.html", {"commitment": shown, "record": Record.of(shown)})


@preview("commitments.view_commitment")
def commitment_preview(request: HttpRequest, reference: str) -> HttpResponse:
    shown = get_object_or_404(Commitment.objects.for_page(), reference=reference)
    context = {"commitment": shown, "record": Record.of(shown), "is_preview": True}
    return render(request, "commitments/commitment.html", context)
