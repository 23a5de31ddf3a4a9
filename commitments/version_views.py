"""What the register said of a record, version by version, and what it says of one that left."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from commitments.changes import Change
from commitments.citation import Entry, sentence
from commitments.differences import differences
from commitments.kept_record import KeptRecord
from commitments.models import Version
from commitments.names import names_for
from commitments.versions import current
from summit.frame import Frame
from summit.listing import page_of

PAGE_SIZE = 20


@dataclass(frozen=True)
class Step:
    """A version and what it changed; the first one changed nothing."""

    version: Version
    changes: list[Change]


@require_safe
def versions(request: HttpRequest, reference: str) -> HttpResponse:
    now = _current(reference)
    page = page_of(Version.objects.of(reference).with_earlier(), request.GET.get("page"), size=PAGE_SIZE)
    context = {"now": now, "record": KeptRecord(now.document), "page": page, "steps": _steps(page.object_list)}
    return render(request, "commitments/versions.html", context)


@require_safe
def version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    shown, now, frame = _kept(reference, number), _current(reference), Frame(request)
    context = {
        "frame": frame,
        "version": shown,
        "now": now,
        "record": KeptRecord(shown.document),
        "step": _steps([shown])[0],
        "citation": sentence(Entry.of(shown, event=frame.event, origin=frame.origin, given=True)),
    }
    return render(request, "commitments/version.html", context)


@require_safe
def version_json(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    response = JsonResponse(_kept(reference, number).document, json_dumps_params={"ensure_ascii": False})
    response["X-Robots-Tag"] = "noindex"
    return response


def left(request: HttpRequest, reference: str) -> HttpResponse:
    """The page of a record that left the register: where it went and why, from what was kept of it."""
    now = _current(reference)
    return render(request, "commitments/left.html", {"now": now, "record": KeptRecord(now.document)})


def _current(reference: str) -> Version:
    now = current(reference)
    if now is None:
        raise Http404
    return now


def _kept(reference: str, number: int) -> Version:
    return get_object_or_404(Version.objects.of(reference).with_earlier(), number=number)


def _steps(shown: list[Version]) -> list[Step]:
    told = [document for one in shown for document in (one.document, one.earlier) if document]
    names = names_for(told)
    return [Step(one, differences(one.earlier, one.document, names) if one.earlier else []) for one in shown]
