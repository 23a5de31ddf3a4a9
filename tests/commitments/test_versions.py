"""Publishing a record: numbered versions, each with its whole document."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import kept
from commitments.document import document, figure, with_parts
from commitments.models import Commitment, Register, Relation, Version
from commitments.versions import current, publish
from tests.factories import CommitmentFactory, PartyFactory, PledgeFactory, ReportFactory, TargetFactory

pytestmark = pytest.mark.django_db


def told(commitment):
    return document(with_parts(Commitment.objects).get(pk=commitment.pk))


def numbers(commitment):
    return [(one.number, one.reason) for one in commitment.versions.order_by("number")]


def test_a_record_published_twice_has_two_numbered_versions_and_points_to_the_last():
    commitment = CommitmentFactory(title_en="Plant trees")
    publish(commitment)
    commitment.title_en = "Plant many trees"
    commitment.save()

    publish(commitment, reason="correction", note={"fr": "Le titre.", "en": "The title."})

    current = commitment.versions.get(is_current=True)
    assert numbers(commitment) == [(1, "first"), (2, "correction")]
    assert current.document["title"]["en"] == "Plant many trees"
    assert (current.note_fr, current.note_en) == ("Le titre.", "The title.")


def test_a_record_that_says_nothing_new_gets_no_version():
    commitment = CommitmentFactory()
    publish(commitment)

    assert publish(commitment) == []
    assert (numbers(commitment), Register.objects.get().revision) == ([(1, "first")], 1)


def test_a_draft_that_never_was_public_gets_no_version():
    assert publish(CommitmentFactory(draft=True)) == []


def test_what_leaves_the_register_comes_back_or_is_merged_has_that_for_its_reason():
    commitment, other = CommitmentFactory(), CommitmentFactory()
    publish(commitment, other)
    for changes in ({"published": False}, {"published": True}, {"published": False, "merged_into": other}):
        for name, value in changes.items():
            setattr(commitment, name, value)
        commitment.save()
        publish(commitment, reason="correction")

    assert [reason for _number, reason in numbers(commitment)] == ["first", "withdrawal", "return", "merger"]
    assert Commitment.objects.addressed().count() == 2
    assert commitment.versions.get(number=4).document["merged_into"] == other.reference


def test_many_records_are_published_in_as_many_queries_as_one():
    several = [PartyFactory().commitment for _ in range(3)]
    for commitment in several:
        TargetFactory(commitment=commitment)
        PledgeFactory(commitment=commitment)
        ReportFactory(commitment=commitment)
    publish(several[0])
    Commitment.objects.update(title_en="Another title")

    with CaptureQueriesContext(connection) as for_one:
        publish(several[0])
    with CaptureQueriesContext(connection) as for_three:
        publish(*several)

    # One more where values of facets change, by which the records are counted.
    assert len(for_three) <= len(for_one) + 1 <= 41

    assert Version.objects.count() == 4


def test_records_that_name_one_which_leaves_are_published_with_it():
    commitment, other, apart = CommitmentFactory(), CommitmentFactory(), CommitmentFactory()
    Relation.objects.create(commitment=commitment, to=other, kind=Relation.Kind.PART_OF)
    publish(commitment, other, apart)
    other.published = False
    other.save()

    publish(other)

    assert numbers(commitment) == [(1, "first"), (2, "update")]
    assert commitment.versions.get(is_current=True).document["relations"] == []
    assert (len(numbers(other)), len(numbers(apart))) == (2, 1)


def test_a_record_that_is_away_says_what_it_said_last():
    commitment = CommitmentFactory(title_en="As it was")
    publish(commitment)
    commitment.published, commitment.title_en = False, "As it may be one day"
    commitment.save()

    publish(commitment)
    commitment.title_en = "As it may be another day"
    commitment.save()

    assert publish(commitment) == []
    assert commitment.versions.get(is_current=True).document["title"]["en"] == "As it was"


def test_the_current_version_of_a_record_is_the_last_one_and_a_draft_has_none():
    commitment = CommitmentFactory(title_en="Plant trees")
    assert current(commitment.reference).document["title"]["en"] == "Plant trees"
    publish(commitment)

    assert current(commitment.reference) == commitment.versions.get()
    assert current(CommitmentFactory(draft=True).reference) is None


def test_a_document_holds_everything_in_both_languages():
    commitment = CommitmentFactory(summary_fr="Un résumé.", summary_en="A summary.")
    line = PledgeFactory(commitment=commitment, amount="14326000000.50")
    PledgeFactory(commitment=commitment, part_of=line, amount=None)

    found = told(commitment)

    assert found["summary"] == {"fr": "Un résumé.", "en": "A summary."}
    assert [one["amount"] for one in found["pledges"]] == ["14326000000.5", None]
    assert found["pledges"][1]["part_of"] == f"{commitment.reference}#1"


def test_a_document_names_no_draft():
    commitment, draft = CommitmentFactory(), CommitmentFactory(draft=True)
    Relation.objects.create(commitment=commitment, to=draft, kind=Relation.Kind.PART_OF)
    PledgeFactory(commitment=commitment, part_of=PledgeFactory(commitment=draft))

    found = told(commitment)

    assert (found["relations"], found["pledges"][0]["part_of"]) == ([], None)


@pytest.mark.parametrize(
    ("amount", "written"), [("14326000000.00", "14326000000"), ("0.5000", "0.5"), ("100", "100"), ("0", "0")]
)
def test_a_figure_is_written_in_full_without_zeros_that_say_nothing(amount, written):
    assert figure(Decimal(amount)) == written


def test_what_is_kept_is_made_anew_once_the_register_has_changed():
    made = []
    publish(CommitmentFactory())

    for _ in range(2):
        kept.kept("answer", lambda: made.append(1) or {"n": len(made)})
    publish(CommitmentFactory())

    assert kept.kept("answer", lambda: made.append(1) or {"n": len(made)}) == {"n": 2}


def test_a_command_publishes_what_no_longer_says_what_its_last_version_says():
    commitment, other = CommitmentFactory(), CommitmentFactory()
    publish(commitment, other)
    commitment.theme.slug = "another"
    commitment.theme.save()

    call_command("publish_register", reason="correction", stdout=StringIO())

    assert numbers(commitment) == [(1, "first"), (2, "correction")]
    assert commitment.versions.get(is_current=True).document["theme"] == "another"
    assert numbers(other) == [(1, "first")]
