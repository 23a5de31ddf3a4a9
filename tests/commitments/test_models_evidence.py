"""What a commitment can be checked by: targets, finance lines, reports and their sources."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from commitments.models import Pledge, Report
from tests.factories import (
    CommitmentFactory,
    HolderFactory,
    PledgeFactory,
    ReportFactory,
    SourceFactory,
    TargetFactory,
)
from tests.refusals import refused_words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("amount", [0, 1, None])
def test_an_amount_is_zero_or_more_or_not_known(amount):
    assert PledgeFactory(amount=amount).amount == amount


def test_an_amount_is_not_negative():
    pledge = PledgeFactory.build(commitment=CommitmentFactory(), amount=-1)

    assert refused_words(pledge) == ["An amount is zero or more."]
    with pytest.raises(IntegrityError):
        pledge.save()


@pytest.mark.parametrize("wrong", ["", "eur", "EU", "€"])
def test_a_currency_is_three_capital_letters(wrong):
    pledge = PledgeFactory.build(commitment=CommitmentFactory(), currency=wrong)

    assert refused_words(pledge) == ["A currency is three capital letters, such as EUR."]
    with pytest.raises(IntegrityError):
        pledge.save()


def test_a_line_may_be_part_of_one_of_another_commitment_and_currency():
    whole = PledgeFactory(currency="USD")
    part = PledgeFactory(currency="EUR", part_of=whole)

    assert list(whole.parts.all()) == [part]


def test_a_line_is_not_part_of_itself():
    pledge = PledgeFactory()
    pledge.part_of = pledge

    with pytest.raises(IntegrityError):
        pledge.save()


def test_a_line_outlives_the_one_it_was_part_of():
    part = PledgeFactory(part_of=PledgeFactory())

    part.part_of.delete()

    assert Pledge.objects.get().part_of is None


ABOUT = {
    "commitment": CommitmentFactory,
    "target": TargetFactory,
    "pledge": PledgeFactory,
    "report": ReportFactory,
}


@pytest.mark.parametrize("about", ABOUT)
def test_a_source_belongs_to_one_thing(about):
    thing = ABOUT[about]()

    source = SourceFactory(**{"commitment": None} | {about: thing})

    assert list(thing.sources.all()) == [source]


def test_a_source_of_nothing_or_of_two_things_is_refused():
    nothing = SourceFactory.build(commitment=None)
    two = SourceFactory.build(commitment=CommitmentFactory(), target=TargetFactory())

    for source in (nothing, two):
        assert refused_words(source) == [
            "A source belongs to one thing: a commitment, a target, a line or a report."
        ]
        with pytest.raises(IntegrityError), transaction.atomic():
            source.save()


@pytest.mark.parametrize("factory", [HolderFactory, TargetFactory, ReportFactory])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_a_reader_needs_is_said_in_both_languages(factory, language):
    field = {HolderFactory: "name", TargetFactory: "indicator", ReportFactory: "text"}[factory]

    with pytest.raises(IntegrityError):
        factory(**{f"{field}_{language}": ""})


@pytest.mark.parametrize(
    ("factory", "field"),
    [
        (CommitmentFactory, "announced"),
        (CommitmentFactory, "due"),
        (TargetFactory, "deadline"),
        (TargetFactory, "baseline_date"),
        (ReportFactory, "date"),
        (SourceFactory, "date"),
    ],
)
def test_the_database_refuses_an_impossible_date(factory, field):
    with pytest.raises(IntegrityError):
        factory(**{field: "2021-13"})


def test_each_piece_of_evidence_has_a_name():
    commitment = CommitmentFactory.build(reference="OPS21-0001")
    things = [
        TargetFactory.build(),
        PledgeFactory.build(commitment=commitment),
        PledgeFactory.build(commitment=commitment, amount=None),
        Report(date="2022-12"),
        Report(),
    ]

    with translation.override("en"):
        names = [str(thing) for thing in things]

    assert names == ["Land protected", "OPS21-0001: EUR 1000000", "OPS21-0001: EUR ?", "2022-12", "undated"]
