"""What may be asked: the parameters of lists, and the filters that the register's own page reads."""

from collections.abc import Iterator
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field, create_model
from pydantic.json_schema import SkipJsonSchema

from commitments.facets import UNKNOWN
from commitments.forms import CommitmentFilter
from commitments.models import Commitment, Holder
from commitments.news import NO_RECENT_NEWS
from commitments.regions import NONE, by_code
from summit.api.shapes.words import Language

LONGEST = 80  # characters of a value that are told back
VALUES: dict[str, list[str]] = {
    "kind": Commitment.Kind.values,
    "holder_kind": Holder.Kind.values,
    "region": [*by_code(), NONE],
    "link": Commitment.Link.values,
    "delivery": [*Commitment.Delivery.values, NO_RECENT_NEWS, UNKNOWN],
    "figure": ["yes", "no"],
    "money": ["yes", "no"],
    "sort": [order for order, _words in CommitmentFilter.ORDERS if order],
}
FILTERS = {
    "q": 'Words to find, in the language of the answer; "words in quotes" stand together, -word leaves out.',
    "theme": "The slug of a theme.",
    "kind": "What kind of promise it is.",
    "holder_kind": "At least one holder is of this kind.",
    "holder_country": "At least one holder is of this country, ISO 3166-1 alpha-2.",
    "country": "It acts in this country, ISO 3166-1 alpha-2.",
    "region": "It acts in this region of the world, by its UN M49 code, or in none that is named.",
    "link": "How it is linked to the summit.",
    "delivery": "Where its delivery stands; `no_recent_news` is worked out from the date of the last news.",
    "deadline": "The year in which it is due.",
    "figure": "Whether a target has a figure.",
    "money": "Whether a finance line has an amount.",
    "goal": "The slug of a goal of a framework.",
    "sort": "The order; unless told the best match first where there are words, otherwise by reference.",
}
EXAMPLES = {"q": "forest", "theme": "ecosystems", "country": "NE", "holder_country": "FR", "deadline": "2030"}


class Asked(Schema):
    lang: Language | SkipJsonSchema[None] = Field(None, description="Tell every text in this language alone.")


class PartAsked(Asked):
    cursor: str = Field("", description="Where to go on; take the addresses in `next` and `previous` as they are.")
    limit: int = Field(20, ge=1, le=100, description="How many at once.")


def _fields() -> dict[str, Any]:
    fields = {}
    for name in CommitmentFilter.base_fields:
        extra = {"enum": VALUES[name]} if name in VALUES else {}
        examples = [EXAMPLES[name]] if name in EXAMPLES else None
        about = FILTERS.get(name, "A filter of the register's page.")
        told = Field(description=about, json_schema_extra=extra, examples=examples)
        fields[name] = (Annotated[str | SkipJsonSchema[None], told], None)
    return fields


FilteredAsked = create_model("FilteredAsked", __base__=Asked, **_fields())
FilteredPartAsked = create_model("FilteredPartAsked", __base__=PartAsked, **_fields())
READ = set(FilteredPartAsked.model_fields)


def warnings(request: HttpRequest, filters: CommitmentFilter | None = None) -> Iterator[str]:
    """Say what of a request narrowed nothing: a parameter that does not exist, a value that nothing has."""
    known = READ if filters else set(PartAsked.model_fields)
    problems = filters.problems if filters else {}
    for name in request.GET:
        value = request.GET[name].strip()
        if name not in known:
            yield _("There is no parameter “%(name)s” here.") % {"name": name[:LONGEST]}
        elif name in problems:
            yield str(problems[name])
        elif filters and name in filters.fields and value and name not in filters.chosen:
            told = {"name": name, "value": value[:LONGEST]}
            yield _("“%(value)s” is nothing that “%(name)s” knows, and narrows nothing.") % told
