"""Commitments and their versions, each told by the document its version keeps, never made anew."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query

from commitments.document import texts
from commitments.forms import CommitmentFilter
from commitments.models import Commitment, Version
from commitments.models.commitment import CommitmentQuerySet
from commitments.search import finding
from commitments.versions import current
from summit.api.answers import answer, listed, pages, register, resource, told, unless_known
from summit.api.asked import Asked, FilteredPartAsked, PartAsked, warnings
from summit.api.paging import part_of
from summit.api.portal import api
from summit.api.problems import NOT_FOUND, Problem
from summit.api.shapes import commitment as shapes
from summit.api.shapes.words import problems

Data = dict[str, Any]
PAGE = "commitments:commitment"
TAGS = ["Commitments"]


@api.get(
    "commitments", response={200: shapes.CommitmentList, **problems(400)}, tags=TAGS, summary="List commitments"
)
@unless_known(register)
def commitment_list(request: HttpRequest, asked: Query[FilteredPartAsked]) -> HttpResponse:
    """The commitments of the register that a filter finds. Drafts and what left the register are in no list."""
    filters = CommitmentFilter(request.GET)
    found, said = _found(filters)
    part = part_of(found, request, cursor=asked.cursor, limit=asked.limit)
    items = tell(request, in_order(part.keys), asked.lang)
    said += warnings(request, filters)
    return answer(request, listed(request, items, part, warnings=said), lang=asked.lang)


@api.get(
    "commitments/{slug:reference}",
    response={200: shapes.Commitment, **problems(400, 404)},
    tags=TAGS,
    summary="One commitment",
)
@unless_known(register)
def commitment(request: HttpRequest, reference: str, asked: Query[Asked]) -> HttpResponse:
    """A record by its reference. One that left the register keeps its address: `state` says so."""
    return answer(request, _one(request, current(reference), asked.lang), lang=asked.lang)


@api.get(
    "commitments/{slug:reference}/versions",
    response={200: shapes.VersionList, **problems(400, 404)},
    tags=TAGS,
    summary="The versions of a commitment",
)
@unless_known(register)
def version_list(request: HttpRequest, reference: str, asked: Query[PartAsked]) -> HttpResponse:
    """Every version the register has published of a record, newest first, without their documents."""
    if current(reference) is None:
        raise Problem(NOT_FOUND)
    found = Version.objects.of(reference)
    part = part_of(found, request, cursor=asked.cursor, limit=asked.limit)
    url = pages(request, PAGE, asked.lang)(reference)
    shown = found.filter(pk__in=part.keys)
    items = [_listed_version(request, one, url, asked.lang) for one in shown]
    return answer(request, listed(request, items, part, warnings=warnings(request)), lang=asked.lang)


@api.get(
    "commitments/{slug:reference}/versions/{int:number}",
    response={200: shapes.Commitment, **problems(400, 404)},
    tags=TAGS,
    summary="One version of a commitment",
)
@unless_known(register)
def version(request: HttpRequest, reference: str, number: int, asked: Query[Asked]) -> HttpResponse:
    """The whole record as one of its versions has it."""
    kept = Version.objects.of(reference).filter(number=number).first()
    return answer(request, _one(request, kept, asked.lang), lang=asked.lang)


def _found(filters: CommitmentFilter) -> tuple[CommitmentQuerySet, list[str]]:
    """What a filter finds, the best first unless there are more than can be weighed while somebody waits."""
    everything, choice = Commitment.objects.published(), filters.choice
    found = filters.apply(everything)
    is_weighed = choice.query.wanted and choice.order == finding.BEST
    if not is_weighed or not found.order_by().values("pk")[finding.MOST_RANKED :][:1].exists():
        return found, []
    said = _("So many are found that they stand by reference; another word or a filter brings the best first.")
    return replace(choice, order=finding.REFERENCE).apply(everything), [said]


def in_order(keys: list[int]) -> list[Version]:
    """The current versions of some published records, in the order of their keys; one query."""
    kept = {one.commitment_id: one for one in Version.objects.current().filter(commitment__in=keys)}
    found = (kept[key] for key in keys if key in kept)
    return [one for one in found if one.document["state"] == "published"]


def tell(request: HttpRequest, versions: Iterable[Version], lang: str | None) -> Iterator[Data]:
    """Each version as a program reads it: its document, where it stands, which version it is."""
    url = pages(request, PAGE, lang)
    at = resource(request, "commitments/")
    for one in versions:
        reference = one.document["reference"]
        about = {"self": at + reference, "url": url(reference), "version": _version(one, at + reference, lang)}
        yield {"reference": reference, **about, **told(one.document, lang)}


def _one(request: HttpRequest, kept: Version | None, lang: str | None) -> Data:
    if kept is None:
        raise Problem(NOT_FOUND)
    return next(tell(request, [kept], lang))


def _version(one: Version, record: str, lang: str | None) -> Data:
    return {
        "number": one.number,
        "published": one.published_at.isoformat(),
        "reason": one.reason,
        "note": told(texts(one, "note"), lang),
        "self": f"{record}/versions/{one.number}",
    }


def _listed_version(request: HttpRequest, one: Version, page: Any, lang: str | None) -> Data:
    record = resource(request, f"commitments/{one.document['reference']}")
    url = {code: _beneath(at, one) for code, at in page.items()} if isinstance(page, dict) else _beneath(page, one)
    return {**_version(one, record, lang), "url": url, "state": one.document["state"]}


def _beneath(page: str, one: Version) -> str:
    return f"{page}versions/{one.number}/"
