"""Where the API begins, its document, its documentation, and what is not there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from summit.api import problems
from summit.api.answers import answer, origin, resource
from summit.api.problems import Problem
from summit.api.reference import DocumentationFrame, html, operations, shapes, written


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Where everything stands."""
    names = ("commitments", "holders", "themes", "sessions", "frameworks", "totals")
    places = {name: resource(request, name) for name in names}
    documents = {"openapi": resource(request, "openapi.json"), "documentation": resource(request, "docs")}
    return answer(request, places | documents)


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    return answer(request, written(origin(request)), lang="en")


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The documentation for people, made from the document for programs; its frame is in their language."""
    document = written(origin(request))
    context = {
        "frame": DocumentationFrame(request),
        "document": document,
        "about": html(document["info"]["description"]),
        "operations": operations(document),
        "shapes": shapes(document),
        "problems": problems.KINDS,
    }
    return render(request, "api/docs.html", context)


@require_safe
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    return problems.respond(request, Problem(problems.NOT_FOUND))
