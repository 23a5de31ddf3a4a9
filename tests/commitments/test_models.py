import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils import translation

from commitments.models import Commitment, CommitmentCountry, Holder, Party, Relation
from tests.factories import (
    CommitmentFactory,
    GoalFactory,
    HolderFactory,
    PartyFactory,
    PledgeFactory,
    ReportFactory,
    SessionFactory,
    SourceFactory,
    TargetFactory,
    ThemeFactory,
)
from tests.refusals import refused_words

pytestmark = pytest.mark.django_db


def countries(commitment, *codes):
    for code in codes:
        CommitmentCountry.objects.create(commitment=commitment, country=code)


# --- references ---


def test_commitments_stand_by_their_number_not_by_their_letters():
    references = ("OPS21-10000", "OPS21-0002", "OPS21-9999", "ABC-0003")
    for reference in references:
        CommitmentFactory(reference=reference)

    assert [one.reference for one in Commitment.objects.all()] == [
        "ABC-0003",
        "OPS21-0002",
        "OPS21-9999",
        "OPS21-10000",
    ]


def test_a_reference_is_kept_with_its_prefix_and_its_number():
    commitment = CommitmentFactory(reference="OPS21-0042")

    assert (commitment.prefix, commitment.number) == ("OPS21", 42)


@pytest.mark.parametrize(
    "wrong", ["OPS21-001", "ops21-0001", "O-0001", "1PS-0001", "OPS21-", "-0001", "0001", "OPS21_0001"]
)
def test_a_reference_of_another_shape_is_refused(wrong):
    assert "A reference is a prefix, a hyphen and at least four digits." in refused_words(
        CommitmentFactory.build(reference=wrong, theme=ThemeFactory(), prefix="X", number=1)
    )
    with pytest.raises(IntegrityError):
        CommitmentFactory(reference=wrong)


def test_a_reference_stands_once():
    CommitmentFactory(reference="OPS21-0001")

    with pytest.raises(IntegrityError):
        CommitmentFactory(reference="OPS21-0001")


def test_two_writings_of_one_number_are_one_reference():
    CommitmentFactory(reference="OPS21-0001")

    with pytest.raises(IntegrityError):
        CommitmentFactory(reference="OPS21-00001")


def test_a_commitment_is_its_reference_and_title_and_has_one_address_in_all_languages():
    commitment = CommitmentFactory(reference="OPS21-0001", title_en="Protect")

    assert commitment.get_absolute_url() == "/fr/commitments/OPS21-0001/"
    with translation.override("en"):
        assert (str(commitment), commitment.get_absolute_url()) == (
            "OPS21-0001 Protect",
            "/en/commitments/OPS21-0001/",
        )


# --- what the public sees ---


def test_a_commitment_is_seen_once_it_is_published():
    shown = CommitmentFactory()
    CommitmentFactory(draft=True)

    assert list(Commitment.objects.published()) == [shown]


@pytest.mark.parametrize("field", ["title_fr", "title_en"])
def test_a_published_commitment_has_its_title_in_both_languages_and_a_draft_need_not(field):
    draft = CommitmentFactory(draft=True, **{field: ""})

    draft.published = True
    with pytest.raises(IntegrityError):
        draft.save()


def test_commitments_are_found_by_the_kind_of_any_of_their_holders_once():
    shared, other = CommitmentFactory(), CommitmentFactory()
    for kind in (Holder.Kind.STATE, Holder.Kind.STATE, Holder.Kind.NGO):
        PartyFactory(commitment=shared, holder=HolderFactory(kind=kind))
    PartyFactory(commitment=other, holder=HolderFactory(kind=Holder.Kind.COMPANY))

    assert list(Commitment.objects.held_by(Holder.Kind.STATE)) == [shared]
    assert list(Commitment.objects.held_by(Holder.Kind.NGO)) == [shared]
    assert list(Commitment.objects.held_by(Holder.Kind.RESEARCH)) == []


def test_the_headline_counts_each_promise_and_each_country_once():
    first, second = CommitmentFactory(), CommitmentFactory()
    CommitmentFactory(draft=True)
    countries(first, "FR", "CR")
    countries(second, "FR")
    ReportFactory.create_batch(2, commitment=first)

    assert Commitment.objects.published().headline() == {"commitments": 2, "countries": 2, "with_news": 1}


def test_the_headline_of_an_empty_register_is_zero():
    assert Commitment.objects.headline() == {"commitments": 0, "countries": 0, "with_news": 0}


def test_each_theme_shows_its_latest_commitment_and_on_one_day_the_first():
    water, money = ThemeFactory(number=2), ThemeFactory(number=1)
    CommitmentFactory(theme=water, announced="2020-12")
    newest = CommitmentFactory(theme=water, announced="2021-01-11")
    CommitmentFactory(theme=water, announced="2021-01-11")
    CommitmentFactory(theme=water, announced="")
    only = CommitmentFactory(theme=money, announced="")
    CommitmentFactory(theme=money, announced="2022", draft=True)

    assert list(Commitment.objects.published().latest_of_each_theme()) == [only, newest]


@pytest.mark.parametrize("number", [1, 3])
def test_everything_a_card_shows_costs_two_queries(django_assert_num_queries, number):
    for commitment in CommitmentFactory.create_batch(number):
        PartyFactory.create_batch(number, commitment=commitment)

    with django_assert_num_queries(2):
        shown = [
            (one.theme.title, [party.holder.name for party in one.parties.all()])
            for one in Commitment.objects.for_cards()
        ]

    assert len(shown) == number


def fill(commitment, number):
    """Hang `number` rows of everything on a commitment."""
    for _place in range(number):
        PartyFactory(commitment=commitment)
        for about in (TargetFactory, ReportFactory):
            row = about(commitment=commitment)
            SourceFactory(commitment=None, **{about._meta.model.__name__.lower(): row})
        whole = PledgeFactory(commitment=CommitmentFactory(), funder=HolderFactory())
        line = PledgeFactory(commitment=commitment, funder=HolderFactory(), part_of=whole)
        SourceFactory(commitment=None, pledge=line)
        SourceFactory(commitment=commitment)
        Relation.objects.create(commitment=commitment, to=CommitmentFactory(), kind=Relation.Kind.RAISES)
        Relation.objects.create(commitment=CommitmentFactory(), to=commitment, kind=Relation.Kind.RAISES)
        commitment.goals.add(GoalFactory())
    countries(commitment, *("FR", "CR", "GB")[:number])


def everything(one):
    """Read all that a commitment's page shows."""
    around = list(Relation.objects.around(one))
    rows = [
        one.theme.title,
        one.session.title,
        [party.holder.name for party in one.parties.all()],
        one.country_names,
        [source.publisher for source in one.sources.all()],
        [(line.funder.name, line.part_of.commitment.reference) for line in one.pledges.all()],
        [relation.to.title for relation in around if relation.commitment_id == one.pk],
        [relation.commitment.title for relation in around if relation.to_id == one.pk],
        [goal.framework.short for goal in one.goals.all()],
    ]
    for related in (one.targets, one.pledges, one.reports):
        rows.append([source.publisher for row in related.all() for source in row.sources.all()])
    return rows


@pytest.mark.parametrize("number", [1, 3])
def test_everything_a_commitments_page_shows_costs_twelve_queries(django_assert_num_queries, number):
    commitment = CommitmentFactory(session=SessionFactory())
    fill(commitment, number)

    with django_assert_num_queries(12):
        rows = everything(Commitment.objects.for_page().get(pk=commitment.pk))

    assert [len(one) for one in rows[2:]] == [number] * 10


def test_a_commitments_page_names_only_the_related_commitments_the_public_can_see():
    commitment, shown, draft = CommitmentFactory(), CommitmentFactory(), CommitmentFactory(draft=True)
    for other in (shown, draft):
        Relation.objects.create(commitment=commitment, to=other, kind=Relation.Kind.RAISES)
        Relation.objects.create(commitment=other, to=commitment, kind=Relation.Kind.RESTATES)

    around = [(one.commitment, one.to) for one in Relation.objects.around(commitment)]

    assert around == [(commitment, shown), (shown, commitment)]


def test_countries_are_named_in_the_readers_alphabet():
    commitment = CommitmentFactory()
    countries(commitment, "DE", "EG", "ES", "CD")

    assert commitment.country_names == ["Allemagne", "Égypte", "Espagne", "République démocratique du Congo"]
    with translation.override("en"):
        assert commitment.country_names == ["Democratic Republic of the Congo", "Egypt", "Germany", "Spain"]


# --- what hangs on a commitment ---


def test_a_holder_is_party_to_a_commitment_once():
    party = PartyFactory()
    twice = Party(commitment=party.commitment, holder=party.holder, role=Party.Role.PARTNER)

    assert refused_words(twice) == ["This holder is already a party to the commitment."]
    with pytest.raises(IntegrityError):
        twice.save()


def test_a_country_is_named_once():
    commitment = CommitmentFactory()
    countries(commitment, "FR")

    with pytest.raises(IntegrityError):
        countries(commitment, "FR")


def test_a_commitment_is_not_related_to_itself():
    commitment = CommitmentFactory()
    relation = Relation(commitment=commitment, to=commitment, kind=Relation.Kind.RAISES)

    assert refused_words(relation) == ["A commitment cannot be related to itself."]
    with pytest.raises(IntegrityError):
        relation.save()


def test_a_relation_stands_once():
    one, other = CommitmentFactory(), CommitmentFactory()
    Relation.objects.create(commitment=one, to=other, kind=Relation.Kind.RAISES)
    Relation.objects.create(commitment=one, to=other, kind=Relation.Kind.REPLACES)

    with pytest.raises(IntegrityError):
        Relation.objects.create(commitment=one, to=other, kind=Relation.Kind.RAISES)


def test_a_holder_in_the_register_is_not_deleted():
    with pytest.raises(ProtectedError):
        PartyFactory().holder.delete()
    with pytest.raises(ProtectedError):
        PledgeFactory(funder=HolderFactory()).funder.delete()


def test_a_commitment_outlives_its_session():
    commitment = CommitmentFactory(session=SessionFactory())

    commitment.session.delete()

    assert Commitment.objects.get().session is None


def test_each_thing_of_the_register_has_a_name():
    commitment = CommitmentFactory(reference="OPS21-0001")
    party = PartyFactory(commitment=commitment, holder__name_en="Gabon", role=Party.Role.PARTNER)
    things = [
        party,
        party.holder,
        CommitmentCountry(commitment=commitment, country="CR"),
    ]

    with translation.override("en"):
        names = [str(thing) for thing in things]

    assert names == [
        "Gabon (takes part)",
        "Gabon",
        "Costa Rica",
    ]
