import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from commitments.circles import leads_back
from commitments.models import Pledge, Relation
from tests.commitments.entering import change
from tests.factories import CommitmentFactory, EventFactory, PledgeFactory
from tests.staff import errors, fields, superuser

THROUGH_OTHERS = "The finance line would be part of itself, through the others of which it is a part."


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("wholes", "expected"),
    [({}, False), ({2: 1}, True), ({2: 3, 3: 1}, True), ({2: 3, 3: 2}, False), ({2: 3, 3: 4}, False)],
)
def test_a_thing_is_followed_through_all_it_is_part_of(wholes, expected):
    assert leads_back(1, 2, lambda keys: {wholes[key] for key in keys & wholes.keys()}) is expected


@pytest.mark.django_db
def test_a_line_that_is_part_of_its_own_part_is_refused_with_a_sentence():
    whole = PledgeFactory()
    middle = PledgeFactory(part_of=whole)
    whole.part_of = PledgeFactory(part_of=middle)

    with pytest.raises(ValidationError) as refused:
        whole.full_clean()

    assert refused.value.message_dict == {"part_of": [THROUGH_OTHERS]}


@pytest.mark.django_db
def test_a_line_may_have_many_parts_and_a_whole_of_its_own():
    whole = PledgeFactory(part_of=PledgeFactory())
    part = PledgeFactory()
    part.part_of = whole

    part.full_clean()
    whole.full_clean()


@pytest.mark.django_db
def test_a_promise_that_is_part_of_its_own_part_is_refused_with_a_sentence():
    one, two, three = CommitmentFactory(), CommitmentFactory(), CommitmentFactory()
    Relation.objects.create(commitment=one, kind="part_of", to=two)
    Relation.objects.create(commitment=two, kind="part_of", to=three)

    with pytest.raises(ValidationError) as refused:
        Relation(commitment=three, kind="part_of", to=one).full_clean()
    Relation(commitment=three, kind="raises", to=one).full_clean()

    assert refused.value.message_dict == {"to": ["The promise would be part of itself, through the others."]}


@pytest.mark.django_db
def test_two_lines_of_one_record_that_are_made_parts_of_each_other_are_refused_together():
    EventFactory()
    one = PledgeFactory()
    two = PledgeFactory(commitment=one.commitment)
    client = superuser()
    filled = fields(client.get(change(one.commitment)))

    response = client.post(
        change(one.commitment),
        filled
        | {
            "pledges-0-part_of": two.pk,
            "pledges-1-part_of": one.pk,
            "title_en": "New",
            "version_reason": "update",
        },
    )

    assert set(errors(response)) == {THROUGH_OTHERS}
    assert list(Pledge.objects.values_list("part_of", flat=True)) == [None, None]
