"""What a record is found by in one language: its words by weight, its facet values, and what it is sorted by."""

from collections.abc import Iterator
from decimal import Decimal

from django.conf import settings
from django.db.models import Model, Prefetch
from django.utils import translation

from commitments import news
from commitments.models import Commitment, Holder, Party, Pledge, SearchRow
from commitments.models.commitment import CommitmentQuerySet
from commitments.regions import NONE, regions_of
from programme.models import Session
from summit.alphabet import folded

WEIGHTS = "ABCD"
FIRM = (Pledge.Qualifier.EXACT, Pledge.Qualifier.AT_LEAST)


def with_parts(commitments: CommitmentQuerySet) -> CommitmentQuerySet:
    """Commitments with all that they are found by, in nine queries however many there are."""
    return commitments.select_related("theme", "session").prefetch_related(
        Prefetch("parties", Party.objects.select_related("holder")),
        "countries",
        "goals__framework",
        "targets",
        Prefetch("pledges", Pledge.objects.select_related("funder")),
        "reports",
        "session__participations__speaker",
    )


def texts(record: Commitment, language: str) -> dict[str, list[str]]:
    """Return its texts by weight: A the name, B who and where, C what, D the rest."""
    session = record.session if record.session and record.session.status != Session.Status.DRAFT else None
    theme = record.theme if record.theme.published else None
    with translation.override(language):
        places = [str(row.country.name) for row in record.countries.all()]
    told = {
        "A": [record.reference, _in(record, "title", language)],
        "B": [*_holders(record, language), *places, _in(record, "scope", language)],
        "C": [
            _in(record, "summary", language),
            *(_in(target, "indicator", language) for target in record.targets.all()),
        ],
        "D": [*_rest(record, language), *_around(theme, session, language)],
    }
    return {weight: [text for text in given if text] for weight, given in told.items()}


def _holders(record: Commitment, language: str) -> Iterator[str]:
    for party in record.parties.all():
        yield from _named(party.holder, language)


def _named(holder: Holder, language: str) -> list[str]:
    return [_in(holder, "name", language), _in(holder, "acronym", language)]


def _rest(record: Commitment, language: str) -> Iterator[str]:
    yield record.statement
    for field in ("partners", "note"):
        yield _in(record, field, language)
    for target in record.targets.all():
        yield from (_in(target, field, language) for field in ("unit", "note"))
    for line in record.pledges.all():
        yield from (_in(line, field, language) for field in ("funder_name", "note"))
        if line.funder:
            yield from _named(line.funder, language)
    for report in record.reports.all():
        yield _in(report, "text", language)
    for goal in record.goals.all():
        yield from (_in(goal, "title", language), _in(goal.framework, "short", language))


def _around(theme: Model | None, session: Session | None, language: str) -> Iterator[str]:
    """The theme, and the session of the announcement with its people: who looks for one of them means it."""
    if theme:
        yield _in(theme, "title", language)
    if session:
        yield _in(session, "title", language)
        yield from (_in(person, "name", language) for person in session.people)


def _in(thing: Model, field: str, language: str) -> str:
    """A text in one language, or in the one that the page shows for want of it."""
    for code in dict.fromkeys([language, *settings.MODELTRANSLATION_LANGUAGES]):
        if value := getattr(thing, f"{field}_{code}"):
            return value
    return ""


def facets(record: Commitment) -> list[str]:
    """Return its facet values and its children's, such as theme:finance or country:FR, each once and in order."""
    holders = [party.holder for party in record.parties.all()]
    held = [holder.country.code for holder in holders if holder.country]
    acting = [row.country.code for row in record.countries.all()]
    dates = [record.due, *(target.deadline for target in record.targets.all())]
    values = {
        "theme": [record.theme.slug],
        "kind": [record.kind],
        "holder_kind": [holder.kind for holder in holders],
        "holder_country": held or [NONE],
        "country": acting or [NONE],
        "region": regions_of(acting) or [NONE],
        "link": [record.link],
        "delivery": [record.delivery or "unknown"],
        "deadline": [str(one.year) for one in dates if one],
        "figure": [_yes(any(target.value is not None for target in record.targets.all()))],
        "money": [_yes(any(line.amount is not None for line in record.pledges.all()))],
        "goal": [goal.slug for goal in record.goals.all()],
    }
    return sorted({f"{facet}:{value}" for facet, given in values.items() for value in given if value})


def _yes(it_is: bool) -> str:
    return "yes" if it_is else "no"


def row(record: Commitment, language: str) -> SearchRow:
    """Return the record's row but for its words, which each database keeps in its own way."""
    parties = record.parties.all()
    currency, amount = _firm(record)
    return SearchRow(
        commitment_id=record.pk,
        language=language,
        facets=f" {' '.join(facets(record))} ",
        place=f"{record.prefix}-{record.number:010d}",
        announced=record.announced,
        due=record.due or SearchRow.NO_DATE,
        holder=folded(_in(parties[0].holder, "name", language))[:200] if parties else "\uffff",
        currency=currency,
        amount=amount,
        quiet_from=news.quiet_from(record.delivery, news.since(record)),
    )


def _firm(record: Commitment) -> tuple[str, Decimal]:
    """The largest firm amount in the currency that its first firm line has: amounts of two are never compared."""
    lines = [
        line
        for line in record.pledges.all()
        if line.amount is not None and line.qualifier in FIRM and line.nature == Pledge.Nature.NEW_MONEY
    ]
    if not lines:
        return SearchRow.NO_CURRENCY, Decimal(0)
    currency = lines[0].currency
    return currency, max(line.amount for line in lines if line.currency == currency)
