"""Invented commitments with all that hangs on them, some thousands at a time in as many queries as one."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, pairwise
from random import Random
from typing import Any

from django.db.models import Model

from commitments.management import invented
from commitments.models import (
    Commitment,
    CommitmentCountry,
    Goal,
    Holder,
    Party,
    Pledge,
    Relation,
    Report,
    Source,
    Target,
)
from programme.models import Session
from themes.models import Theme

CURRENCIES = ["EUR"] * 10 + ["USD"] * 7 + ["GBP", "CAD", "JPY", "NOK", "XOF"]
YEARS = [str(year) for year in range(2021, 2051)]
TAGGED = Commitment.goals.through


@dataclass(frozen=True)
class Around:
    """What records refer to."""

    themes: list[Theme]
    sessions: list[Session]
    goals: list[Goal]
    holders: list[Holder]


def records(random: Random, around: Around, references: list[str]) -> list[Commitment]:
    """Write these commitments and all their rows; documents and versions are for `publish` to make."""
    made = Commitment.objects.bulk_create([_commitment(random, around, one) for one in references])
    rows: dict[type[Model], list[Model]] = {
        Party: _each(random, made, _parties, around),
        CommitmentCountry: _each(random, made, _countries),
        TAGGED: _each(random, made, _goals, around),
        Target: _each(random, made, _targets),
        Pledge: _each(random, made, _pledges, around),
        Report: _each(random, made, _reports),
        Relation: _relations(random, made),
    }
    for model, some in rows.items():
        model._default_manager.bulk_create(some, batch_size=5000)
    Source.objects.bulk_create(_sources(random, made, rows), batch_size=5000)
    _join(random, rows[Pledge])
    return made


def _each(random: Random, made: list[Commitment], make: Any, *more: Any) -> list[Model]:
    return list(chain.from_iterable(make(random, one, *more) for one in made))


def _commitment(random: Random, around: Around, reference: str) -> Commitment:
    # The base class's save() is not called in bulk: prefix and number are given here.
    prefix, _hyphen, number = reference.partition("-")
    (title_fr, title_en) = invented.title(random)
    (summary_fr, summary_en) = invented.paragraph(random, sentences=random.randint(1, 4))
    (note_fr, note_en) = invented.paragraph(random, sentences=1) if random.random() < 0.3 else ("", "")
    return Commitment(
        reference=reference,
        prefix=prefix,
        number=int(number),
        title_fr=title_fr,
        title_en=title_en,
        summary_fr=summary_fr,
        summary_en=summary_en,
        note_fr=note_fr,
        note_en=note_en,
        statement=summary_en if random.random() < 0.4 else "",
        statement_language="en",
        kind=random.choices(Commitment.Kind.values, weights=(2, 4, 1, 8, 3, 2))[0],
        theme=random.choices(around.themes, weights=(4, 3, 2, 1))[0],
        session=random.choice(around.sessions) if random.random() < 0.5 else None,
        announced=_date(random, YEARS[:3]),
        due=_date(random, YEARS[2:]) if random.random() < 0.7 else "",
        link=random.choice(Commitment.Link.values),
        delivery=random.choice(["", "", "", *Commitment.Delivery.values]),
        assurance=random.choices(Commitment.Assurance.values, weights=(8, 6, 3, 2, 1))[0],
        published=True,
    )


def _date(random: Random, years: list[str]) -> str:
    """A day, a month or a year, as exactly as it happens to be known."""
    year, month, day = random.choice(years), random.randint(1, 12), random.randint(1, 28)
    return random.choice((year, f"{year}-{month:02d}", f"{year}-{month:02d}-{day:02d}"))


def _parties(random: Random, commitment: Commitment, around: Around) -> Iterator[Party]:
    """One to five holders; the first of the list hold many promises, the last one or two."""
    wanted = random.choices((1, 2, 3, 5), weights=(6, 3, 2, 1))[0]
    chosen = {int(len(around.holders) * random.random() ** 3) for _ in range(wanted)}
    for order, place in enumerate(sorted(chosen)):
        role = Party.Role.LEAD if order == 0 else random.choice(Party.Role.values)
        yield Party(commitment=commitment, holder=around.holders[place], role=role, order=order)


def _countries(random: Random, commitment: Commitment) -> Iterator[CommitmentCountry]:
    wanted = random.choices(range(11), weights=(6, 8, 3, 2, 2, 1, 1, 1, 1, 1, 1))[0]
    for code in random.sample(invented.COUNTRIES, k=wanted):
        yield CommitmentCountry(commitment=commitment, country=code)


def _goals(random: Random, commitment: Commitment, around: Around) -> Iterator[Any]:
    for goal in random.sample(around.goals, k=random.choice((0, 0, 1, 2, 3))):
        yield TAGGED(commitment=commitment, goal=goal)


def _targets(random: Random, commitment: Commitment) -> Iterator[Target]:
    for order in range(random.choice((1, 1, 2, 3))):
        (indicator_fr, indicator_en), (unit_fr, unit_en) = random.choice(invented.INDICATORS)
        value = Decimal(random.randint(1, 400)) * 10 ** (0 if unit_fr == "%" else random.randint(0, 5))
        measured = random.random() < 0.3
        yield Target(
            commitment=commitment,
            indicator_fr=indicator_fr,
            indicator_en=indicator_en,
            unit_fr=unit_fr,
            unit_en=unit_en,
            value=value if random.random() < 0.8 else None,
            deadline=random.choice(("", *YEARS[4:])),
            baseline=Decimal(0) if measured else None,
            baseline_date="2020" if measured else "",
            latest=value * random.randint(0, 110) / 100 if measured else None,
            latest_date=_date(random, YEARS[1:5]) if measured else "",
            order=order,
        )


def _pledges(random: Random, commitment: Commitment, around: Around) -> Iterator[Pledge]:
    for order in range(random.choice((0, 0, 0, 1, 1, 2))):
        known = random.random() < 0.6
        yield Pledge(
            commitment=commitment,
            funder=random.choice(around.holders) if known else None,
            funder_name_fr="" if known else "Plusieurs bailleurs",
            funder_name_en="" if known else "Several donors",
            amount=Decimal(random.randint(1, 400)) * 10 ** random.randint(4, 8),
            currency=random.choice(CURRENCIES),
            qualifier=random.choices(Pledge.Qualifier.values, weights=(6, 1, 2, 2))[0],
            nature=random.choices(Pledge.Nature.values, weights=(6, 2, 1, 1))[0],
            period=random.choice(("", "2021-2025", "2021-2030", "2025")),
            order=order,
        )


def _reports(random: Random, commitment: Commitment) -> Iterator[Report]:
    for order in range(random.choice((0, 0, 0, 1, 1, 2))):
        french, english = invented.named(random.choice(invented.REPORTS), invented.place(random))
        date = _date(random, YEARS[1:6])
        yield Report(commitment=commitment, date=date, text_fr=french, text_en=english, order=order)


def _relations(random: Random, made: list[Commitment]) -> list[Relation]:
    """Link one in thirty to one made just before it."""
    kinds = Relation.Kind.values
    return [
        Relation(commitment=after, to=before, kind=random.choice(kinds))
        for before, after in pairwise(made)
        if random.random() < 1 / 30
    ]


def _sources(random: Random, made: list[Commitment], rows: dict[type[Model], list[Model]]) -> list[Source]:
    shares: list[tuple[str, list[Any], float]] = [
        ("commitment", made, 0.8),
        ("target", rows[Target], 0.3),
        ("pledge", rows[Pledge], 0.5),
        ("report", rows[Report], 0.9),
    ]
    return [
        Source(
            **{name: one},
            publisher=f"{invented.place(random)} Post",
            url=f"https://example.org/{random.randrange(10**6)}",
            date=_date(random, YEARS[:6]),
            kind=random.choice(Source.Kind.values),
        )
        for name, things, share in shares
        for one in things
        if random.random() < share
    ]


def _join(random: Random, lines: list[Pledge]) -> None:
    """Make one line in twenty part of the one before it, whosever that is."""
    parts = []
    for whole, part in pairwise(lines):
        if random.random() < 1 / 20:
            part.part_of = whole
            parts.append(part)
    Pledge.objects.bulk_update(parts, ["part_of"])
