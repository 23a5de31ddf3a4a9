"""The register as open data: the page about it, its packages, and the catalogue that data portals harvest."""

from typing import IO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commitments import export_views
from commitments.export import catalogue as dcat
from commitments.export import dictionary
from commitments.export.about import LICENCES, About
from commitments.export.package import Package, latest, packages
from commitments.export.tables import TABLES
from summit.frame import Frame
from summit.programs import for_programs

YEAR = 365 * 24 * 60 * 60  # seconds


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    about = About.of(request)
    newest = latest(about)
    context = {
        "about": about,
        "package": newest,
        "is_current": newest is not None and newest.holds(about),
        "older": packages()[1:],
        "formats": export_views.FORMATS.values(),
        "licences": LICENCES,
        "tables": dictionary.shown(TABLES, about.language),
    }
    return render(request, "commitments/data.html", context)


@for_programs
def package(request: HttpRequest, name: str) -> FileResponse:
    found = _found(name)
    return _file(found.path.open("rb"), f"{name}.zip", "application/zip", found.told)


@for_programs
def package_file(request: HttpRequest, name: str, file: str) -> FileResponse:
    """One file of a package, as it is in the zip."""
    found = _found(name)
    told = found.file(file)
    if told is None:
        raise Http404
    return _file(found.open(file), file, told["media_type"], told)


@for_programs
def catalogue(request: HttpRequest) -> HttpResponse:
    about = About.of(request)
    told = dcat.catalogue(about, latest(about), organisers=Frame(request).organisers)
    return JsonResponse(told, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})


def _found(name: str) -> Package:
    for one in packages():
        if one.name == name:
            return one
    raise Http404


def _file(file: IO[bytes], name: str, content_type: str, told: dict) -> FileResponse:
    response = FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
    response["Content-Length"] = told["size"]
    response["ETag"] = f'"{told["sha256"][:24]}"'
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response
