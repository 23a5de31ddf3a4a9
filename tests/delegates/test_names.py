import pytest

from delegates.names import name_key
from tests.factories import DelegateFactory


@pytest.mark.parametrize(
    "names",
    [("Zoë", "Example-Núñez"), ("ZOE", "NUÑEZ EXAMPLE"), ("Example", "Zoé Nunez"), ("zoe núñez", "example")],
)
def test_spellings_of_one_name_share_a_key(names):
    assert name_key(*names) == "example nunez zoe"


@pytest.mark.django_db
def test_the_key_follows_the_names():
    delegate = DelegateFactory(given_name="Zoë", family_name="Example")
    delegate.family_name = "Changed"
    delegate.save(update_fields=["family_name"])
    delegate.refresh_from_db()
    assert delegate.name_key == "changed zoe"


@pytest.mark.django_db
def test_a_name_whose_letters_fold_into_many_keeps_a_key_that_fits():
    delegate = DelegateFactory(given_name="\ufdfa" * 100, family_name="Example")
    assert len(delegate.name_key) <= 400
