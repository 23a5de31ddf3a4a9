"""Citing a commitment: the page to copy from, and the files for reference managers."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from commitments.citation import Entry, bibtex, csl_json, ris, sentence
from commitments.kept_record import KeptRecord
from commitments.models import Version
from commitments.versions import current
from summit.frame import Frame


@dataclass(frozen=True)
class Format:
    """A file that reference managers read; `route` is the name of its address."""

    name: str
    suffix: str
    content_type: str
    write: Callable[[Entry], str]

    @property
    def route(self) -> str:
        return f"commitments:cite_{self.suffix}"


FORMATS = {
    one.suffix: one
    for one in (
        Format("BibTeX", "bib", "application/x-bibtex; charset=utf-8", bibtex),
        Format("RIS", "ris", "application/x-research-info-systems; charset=utf-8", ris),
        Format("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json),
    )
}


@require_safe
def cite(request: HttpRequest, reference: str) -> HttpResponse:
    frame, shown = Frame(request), _current(reference)
    entries = {code: _entry(shown, frame, code) for code, _name in settings.LANGUAGES}
    context = {
        "frame": frame,
        "version": shown,
        "record": KeptRecord(shown.document),
        "sentences": [(code, sentence(entry)) for code, entry in entries.items()],
        "files": [(one, one.write(entries[_language()])) for one in FORMATS.values()],
    }
    return render(request, "commitments/cite.html", context)


@require_safe
def cite_file(request: HttpRequest, reference: str, suffix: str) -> HttpResponse:
    wanted, language = FORMATS[suffix], _language()
    body = wanted.write(_entry(_current(reference), Frame(request), language))
    response = HttpResponse(body, content_type=wanted.content_type)
    response["Content-Disposition"] = f'attachment; filename="{reference}-{language}.{suffix}"'
    return response


def _current(reference: str) -> Version:
    now = current(reference)
    if now is None:
        raise Http404
    return now


def _entry(version: Version, frame: Frame, language: str) -> Entry:
    return Entry.of(version, event=frame.event, origin=frame.origin, language=language)


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
