from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments.models import Framework


@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    return render(request, "commitments/frameworks.html", {"frameworks": Framework.objects.with_goals()})
