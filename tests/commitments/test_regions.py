import pytest
from django.utils import translation
from django_countries import countries

from commitments.regions import by_code, regions

PARTS = [part for region in regions() for part in region.parts]


def test_every_country_stands_in_one_part_of_one_region():
    placed = [country for part in PARTS for country in part.countries]

    assert len(placed) == len(set(placed))
    assert {code for code, _name in countries} - set(placed) == {"AQ"}
    assert set(placed) - {code for code, _name in countries} == set()


def test_regions_and_parts_are_those_of_the_united_nations():
    assert [(region.code, len(region.parts)) for region in regions()] == [
        ("002", 5),
        ("019", 4),
        ("142", 5),
        ("150", 4),
        ("009", 4),
    ]
    assert len(by_code()) == 27
    assert by_code()["002"].countries == frozenset(one for part in regions()[0].parts for one in part.countries)


@pytest.mark.parametrize(("language", "name"), [("fr", "Afrique occidentale"), ("en", "Western Africa")])
def test_a_region_is_named_in_the_language_of_the_reader(language, name):
    with translation.override(language):
        assert by_code()["011"].name == name


def test_no_name_of_a_region_is_missing():
    assert [
        one.code for one in by_code().values() if set(one.names) != {"fr", "en"} or "" in one.names.values()
    ] == []
