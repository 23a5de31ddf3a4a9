"""Exports of what a filter finds, in the formats that spreadsheets, programs and feed readers take."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from commitments.export import feed, texts
from commitments.export.about import LICENCES, About
from commitments.export.filters import ExportFilter
from commitments.export.records import Found
from commitments.export.streams import SHEET, Full, Stream, TooMany, as_workbook
from commitments.models import Commitment
from summit.programs import for_programs, is_known

WAIT = "10"  # seconds after which to ask again


@dataclass(frozen=True)
class Format:
    """A file of the register; `write` is given what was found."""

    suffix: str
    name: str
    content_type: str
    write: Callable[[Found, About], Iterator[str | bytes]]


FORMATS = {
    one.suffix: one
    for one in (
        Format("csv", "CSV", "text/csv; charset=utf-8; header=present", texts.as_csv),
        Format(
            "xlsx",
            "XLSX",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            as_workbook,
        ),
        Format("json", "JSON", "application/json", texts.as_json),
        Format("jsonl", "JSON Lines", "application/jsonl; charset=utf-8", texts.as_lines),
    )
}
ATOM = "application/atom+xml; charset=utf-8"


@for_programs
def export(request: HttpRequest, suffix: str) -> HttpResponseBase:
    filters, wanted = ExportFilter(request.GET), FORMATS[suffix]
    about = About.of(request, filters.query)
    return _answer(
        request, wanted, about, about.filename(suffix), lambda: filters.apply(Commitment.objects.published())
    )


@for_programs
def record(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One record as nested JSON, as the whole register has it."""
    shown = get_object_or_404(Commitment.objects.published(), reference=reference)
    about = About.of(request, "")
    name = about.filename("json", reference)
    return _answer(request, FORMATS["json"], about, name, lambda: Commitment.objects.filter(pk=shown.pk))


@for_programs
def atom(request: HttpRequest) -> HttpResponse:
    filters = ExportFilter(request.GET)
    about = About.of(request, filters.query)
    etag = about.etag("atom")
    if is_known(request, etag):
        response: HttpResponse = HttpResponseNotModified()
    else:
        path = request.path + (f"?{about.query}" if about.query else "")
        found = feed.latest(filters.apply(Commitment.objects.published()))
        response = HttpResponse(feed.write(found, about, path=path), content_type=ATOM)
    response["ETag"] = etag
    return response


def _answer(request: HttpRequest, wanted: Format, about: About, name: str, find: Callable) -> HttpResponseBase:
    """Answer 304 to who has it already; otherwise find what is asked for now, and write it while it is taken."""
    etag = about.etag(f"{wanted.suffix} {name}")
    if is_known(request, etag):
        response: HttpResponseBase = HttpResponseNotModified()
    elif request.method == "HEAD":
        response = HttpResponse(content_type=wanted.content_type)
    else:
        try:
            stream = Stream(lambda: wanted.write(Found(find(), origin=about.origin), about))
        except Full:
            return _busy()
        except TooMany:
            return _too_many()
        response = StreamingHttpResponse(stream, content_type=wanted.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Link"] = ", ".join(f'<{one["path"]}>; rel="license"' for one in LICENCES)
    response["ETag"] = etag
    return response


def _busy() -> HttpResponse:
    said = _("Others are taking the register just now. Please ask again in some seconds.")
    response = HttpResponse(said, content_type="text/plain; charset=utf-8", status=503)
    response["Retry-After"] = WAIT
    response["Cache-Control"] = "no-store"
    return response


def _too_many() -> HttpResponse:
    said = _(
        "A workbook is made of up to %(most)d promises. Narrow the register, take the CSV, or the package of the "
        "whole, which has a workbook of everything."
    ) % {"most": SHEET}
    response = HttpResponse(said, content_type="text/plain; charset=utf-8", status=413)
    response["Cache-Control"] = "no-store"
    return response
