"""Who holds a commitment, and what each has a part in."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from commitments.document import texts
from commitments.kept import kept
from commitments.models import Holder
from summit.api.answers import answer, listed, pages, register, resource, told, unless_known
from summit.api.asked import Asked, PartAsked, warnings
from summit.api.paging import part_of
from summit.api.portal import api
from summit.api.problems import NOT_FOUND, Problem
from summit.api.register import in_order, tell
from summit.api.shapes import commitment as shapes
from summit.api.shapes.words import problems

TAGS = ["Holders"]
ROLES = ("lead", "partner", "supporter")


@api.get("holders", response={200: shapes.HolderList, **problems(400)}, tags=TAGS, summary="List holders")
def holder_list(request: HttpRequest, asked: Query[PartAsked]) -> HttpResponse:
    """Those who hold a commitment of the register, by their slugs."""
    part = part_of(Holder.objects.published(), request, cursor=asked.cursor, limit=asked.limit)
    shown = Holder.objects.filter(pk__in=part.keys).order_by("slug")
    items = _told(request, shown, asked.lang)
    return answer(request, listed(request, items, part, warnings=warnings(request)), lang=asked.lang)


@api.get(
    "holders/{slug:slug}", response={200: shapes.Holder, **problems(400, 404)}, tags=TAGS, summary="One holder"
)
def holder(request: HttpRequest, slug: str, asked: Query[Asked]) -> HttpResponse:
    """A holder with the number of its commitments, by its part in them."""
    shown = Holder.objects.published().filter(slug=slug)
    for one in _told(request, shown, asked.lang):
        return answer(request, one, lang=asked.lang)
    raise Problem(NOT_FOUND)


@api.get(
    "holders/{slug:slug}/commitments",
    response={200: shapes.CommitmentList, **problems(400, 404)},
    tags=TAGS,
    summary="The commitments of a holder",
)
@unless_known(register)
def holder_commitments(request: HttpRequest, slug: str, asked: Query[PartAsked]) -> HttpResponse:
    """The commitments in which a holder has a part, by reference; `parties` says which part."""
    found = Holder.objects.published().filter(slug=slug)
    if not found.exists():
        raise Problem(NOT_FOUND)
    part = part_of(found.commitments(), request, cursor=asked.cursor, limit=asked.limit)
    items = tell(request, in_order(part.keys), asked.lang)
    return answer(request, listed(request, items, part, warnings=warnings(request)), lang=asked.lang)


def _parts() -> dict[str, list[int]]:
    """In how many commitments each holder has which part; counting those of a few large holders takes as long."""
    counted = Holder.objects.order_by().counted().filter(promised__gt=0)
    return {str(pk): parts for pk, *parts in counted.values_list("pk", *(f"as_{role}" for role in ROLES))}


def _told(request: HttpRequest, holders: Iterable[Holder], lang: str | None) -> Iterator[dict[str, Any]]:
    url, parts = pages(request, "commitments:holder", lang), kept("api parts of holders", _parts)
    for one in holders:
        yield {
            "slug": one.slug,
            "name": told(texts(one, "name"), lang),
            "acronym": told(texts(one, "acronym"), lang),
            "kind": one.kind,
            "country": one.country.code or "",
            "website": one.website,
            "commitments": dict(zip(ROLES, parts.get(str(one.pk), [0, 0, 0]), strict=True)),
            "self": resource(request, f"holders/{one.slug}"),
            "url": url(one.slug),
        }
