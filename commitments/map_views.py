from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.places import PlacesFilter, places
from commitments.world import world_map


@require_safe
def world(request: HttpRequest) -> HttpResponse:
    filters = PlacesFilter(request.GET)
    found = places(by_holder=filters.by_holder)
    context = {"by_holder": filters.by_holder, "places": found, "map": world_map(found.by_country)}
    return render(request, "commitments/map.html", context)
