from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from summit.models import Document
from summit.partial_date import PartialDate, PartialDateField, validate_partial_date
from tests.factories import DocumentFactory

WRONG = [
    "2022-13",
    "2022-00",
    "2022-02-30",
    "2021-1-1",
    "20221",
    "22",
    "0000",
    "2022/12",
    "December 2022",
    "٢٠٢٢",
    "2022-12-19T00",
]


@pytest.mark.parametrize("known", ["", "2030", "2022-12", "2022-12-19", "2024-02-29"])
def test_a_date_is_kept_as_exactly_as_it_is_known(known):
    assert PartialDate(known) == known


def test_spaces_around_a_date_do_not_matter():
    assert PartialDate(" 2030 \n") == "2030"


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_date_is_refused(wrong):
    with pytest.raises(ValueError, match=r".+"):
        PartialDate(wrong)


@pytest.mark.parametrize(
    ("known", "parts", "year", "last_day"),
    [
        ("", [], None, None),
        ("2030", [2030], 2030, date(2030, 12, 31)),
        ("2022-12", [2022, 12], 2022, date(2022, 12, 31)),
        ("2024-02", [2024, 2], 2024, date(2024, 2, 29)),
        ("2023-02", [2023, 2], 2023, date(2023, 2, 28)),
        ("2022-12-19", [2022, 12, 19], 2022, date(2022, 12, 19)),
        ("9999", [9999], 9999, date(9999, 12, 31)),
    ],
)
def test_a_date_knows_its_parts_and_the_last_day_it_can_mean(known, parts, year, last_day):
    moment = PartialDate(known)

    assert (moment.parts, moment.year, moment.last_day) == (parts, year, last_day)


def test_dates_sort_as_they_should():
    dates = [PartialDate(known) for known in ("2022-12-19", "2030", "", "2022", "2022-12")]

    assert sorted(dates) == ["", "2022", "2022-12", "2022-12-19", "2030"]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_form_says_how_to_write_a_date(wrong):
    with pytest.raises(ValidationError) as refused:
        validate_partial_date(wrong)

    assert refused.value.code == "partial_date"
    assert wrong in refused.value.messages[0]


@pytest.mark.django_db
def test_a_field_gives_back_a_partial_date():
    DocumentFactory(date="2021-01")

    kept = Document.objects.get().date

    assert (type(kept), kept, kept.last_day) == (PartialDate, "2021-01", date(2021, 1, 31))


@pytest.mark.django_db
def test_a_field_refuses_in_words_what_is_no_date():
    with pytest.raises(ValidationError) as refused:
        DocumentFactory.build(date="soon").full_clean()

    assert list(refused.value.message_dict) == ["date"]


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["soon", "2022-13", "2022-1", "2022-12-32"])
def test_the_database_refuses_what_is_no_date(wrong):
    with pytest.raises(IntegrityError):
        DocumentFactory(date=wrong)


def test_a_field_keeps_its_settings_in_a_migration():
    _name, path, args, kwargs = PartialDateField("due").deconstruct()

    assert (path, args, kwargs) == (
        "summit.partial_date.PartialDateField",
        [],
        {"blank": True, "default": "", "verbose_name": "due"},
    )
