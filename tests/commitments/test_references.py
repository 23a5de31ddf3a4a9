from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from commitments.models import ReferenceCounter
from commitments.references import allocate, reserve


@pytest.mark.django_db
def test_references_are_counted_from_one_under_each_prefix():
    assert [allocate("OPS21"), allocate("OPS21"), allocate("ABC"), allocate("OPS21")] == [
        "OPS21-0001",
        "OPS21-0002",
        "ABC-0001",
        "OPS21-0003",
    ]


@pytest.mark.django_db
def test_a_number_of_five_digits_is_written_whole():
    ReferenceCounter.objects.create(prefix="OPS21", last=9999)

    assert allocate("OPS21") == "OPS21-10000"


@pytest.mark.django_db
def test_a_reference_that_came_from_elsewhere_is_never_given_again():
    reserve("OPS21-0060")

    assert allocate("OPS21") == "OPS21-0061"


@pytest.mark.django_db
@pytest.mark.parametrize("older", ["OPS21-0060", "OPS21-0001"])
def test_reserving_an_older_reference_takes_nothing_back(older):
    reserve("OPS21-0060")

    reserve(older)

    assert allocate("OPS21") == "OPS21-0061"


@pytest.mark.django_db
def test_a_counter_is_named_by_its_prefix_and_last_number():
    reserve("OPS21-0060")

    assert str(ReferenceCounter.objects.get()) == "OPS21 60"


@pytest.mark.django_db(transaction=True)
def test_a_reference_whose_commitment_was_not_saved_is_free_again():
    def fail():
        with transaction.atomic():
            allocate("OPS21")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert allocate("OPS21") == "OPS21-0001"


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_get_the_same_reference():
    def take(_place):
        try:
            return allocate("OPS21")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(take, range(20)))

    assert sorted(given) == [f"OPS21-{number:04d}" for number in range(1, 21)]
