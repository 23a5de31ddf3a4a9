import pytest
from django.utils import translation

from commitments.checks import unchecked
from commitments.models import Commitment, Party
from tests.factories import (
    CommitmentFactory,
    PartyFactory,
    PledgeFactory,
    ReportFactory,
    SourceFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def commitment():
    """A record of which everything can be checked."""
    made = CommitmentFactory(statement="We will.", statement_language="en")
    PartyFactory(commitment=made)
    TargetFactory(commitment=made, baseline=10, latest=20, latest_date="2024")
    PledgeFactory(commitment=made, period="2025")
    SourceFactory(commitment=made)
    SourceFactory(commitment=None, report=ReportFactory(commitment=made))
    return made


def missing():
    with translation.override("en"):
        return unchecked(Commitment.objects.for_page().get())


def test_nothing_is_said_where_everything_can_be_checked(commitment):
    assert missing() == []


@pytest.mark.parametrize(
    ("things", "change", "sentence"),
    [
        ("targets", {"value": None}, "1 target gives no figure."),
        ("targets", {"unit_fr": "", "unit_en": ""}, "1 target gives a figure without its unit."),
        ("targets", {"deadline": ""}, "1 target gives no date."),
        ("targets", {"baseline": None}, "1 target does not say from where it starts."),
        ("targets", {"latest": None}, "For 1 target nobody has reported a figure since."),
        ("pledges", {"amount": None}, "1 finance line gives no amount."),
        ("pledges", {"funder_name_fr": "", "funder_name_en": ""}, "1 finance line does not say who pays."),
        ("pledges", {"period": ""}, "1 finance line does not say over which years."),
        ("reports", {"date": ""}, "1 piece of news is undated."),
        ("sources", {"kind": "press"}, "No source of the promise is first hand."),
        ("parties", {"role": Party.Role.PARTNER}, "Nobody is recorded as having made the promise."),
    ],
)
def test_each_missing_thing_is_said_once_and_alone(commitment, things, change, sentence):
    getattr(commitment, things).update(**change)

    assert missing() == [sentence]


@pytest.mark.parametrize(
    ("things", "sentences"),
    [
        ("sources", ["No source is recorded yet."]),
        ("reports", ["No news has been found since the announcement."]),
        (
            "targets",
            [
                "Nothing measurable is to be reached: no target is recorded.",
                "No date is given by which it is to be done.",
            ],
        ),
        ("pledges", []),
    ],
)
def test_a_whole_part_that_is_not_there_is_said(commitment, things, sentences):
    getattr(commitment, things).all().delete()

    assert missing() == sentences


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"statement": ""}, "The words in which it was announced are not recorded."),
        ({"announced": ""}, "The day on which it was announced is not known."),
    ],
)
def test_what_is_missing_of_the_announcement_is_said(commitment, change, sentence):
    Commitment.objects.update(**change)

    assert missing() == [sentence]


def test_a_due_date_stands_for_the_date_of_a_missing_target(commitment):
    commitment.targets.all().delete()
    Commitment.objects.update(due="2030")

    assert missing() == ["Nothing measurable is to be reached: no target is recorded."]


def test_several_are_counted_and_a_piece_of_news_without_a_source_is_said(commitment):
    for _more in range(2):
        TargetFactory(commitment=commitment)
    ReportFactory(commitment=commitment)

    assert missing() == [
        "2 targets do not say from where they start.",
        "For 2 targets nobody has reported a figure since.",
        "1 piece of news has no source.",
    ]


def test_saying_it_asks_the_database_nothing(commitment, django_assert_num_queries):
    fetched = Commitment.objects.for_page().get()

    with django_assert_num_queries(0):
        assert unchecked(fetched) == []
