"""The frameworks of goals that promises are held against."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query

from commitments.document import texts
from commitments.models import Framework
from summit.api.answers import answer, listed, resource, told
from summit.api.asked import Asked, PartAsked, warnings
from summit.api.paging import part_of
from summit.api.portal import api
from summit.api.problems import NOT_FOUND, Problem
from summit.api.shapes import others as shapes
from summit.api.shapes.words import problems

TAGS = ["Frameworks"]


@api.get("frameworks", response={200: shapes.FrameworkList, **problems(400)}, tags=TAGS, summary="List frameworks")
def framework_list(request: HttpRequest, asked: Query[PartAsked]) -> HttpResponse:
    """Frameworks with their goals, each dated: none of it was known before it was adopted."""
    part = part_of(Framework.objects.all(), request, cursor=asked.cursor, limit=asked.limit)
    shown = Framework.objects.filter(pk__in=part.keys).prefetch_related("goals")
    items = [_told(request, one, asked.lang) for one in shown]
    return answer(request, listed(request, items, part, warnings=warnings(request)), lang=asked.lang)


@api.get(
    "frameworks/{slug:slug}",
    response={200: shapes.Framework, **problems(400, 404)},
    tags=TAGS,
    summary="One framework",
)
def framework(request: HttpRequest, slug: str, asked: Query[Asked]) -> HttpResponse:
    """A framework with its goals, in the order of their official numbers."""
    one = Framework.objects.filter(slug=slug).prefetch_related("goals").first()
    if one is None:
        raise Problem(NOT_FOUND)
    return answer(request, _told(request, one, asked.lang), lang=asked.lang)


def _told(request: HttpRequest, one: Framework, lang: str | None) -> dict[str, Any]:
    goals = [{"slug": goal.slug, "number": goal.number, "title": texts(goal, "title")} for goal in one.goals.all()]
    return {
        "slug": one.slug,
        "name": told(texts(one, "name"), lang),
        "short": told(texts(one, "short"), lang),
        "publisher": told(texts(one, "publisher"), lang),
        "official": one.url,
        "adopted": one.adopted,
        "until": one.until,
        "goals": told(goals, lang),
        "self": resource(request, f"frameworks/{one.slug}"),
    }
