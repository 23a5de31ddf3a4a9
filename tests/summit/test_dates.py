from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from summit import dates

AFTERNOON = datetime(2021, 1, 11, 13, 5, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(("language", "written"), [("fr", "14\xa0h\xa005"), ("en", "14:05")])
def test_the_hour_is_told_in_the_current_zone(language, written):
    with translation.override(language), timezone.override(PARIS):
        assert dates.clock_time(AFTERNOON) == written


@pytest.mark.parametrize(("language", "written"), [("fr", "0\xa0h\xa000"), ("en", "00:00")])
def test_midnight_has_its_zeros(language, written):
    with translation.override(language):
        assert dates.clock_time(datetime(2021, 1, 11, tzinfo=UTC)) == written


@pytest.mark.parametrize(
    ("moment", "french", "english"),
    [
        (date(2021, 1, 11), "lundi 11 janvier 2021", "Monday 11 January 2021"),
        (date(2021, 1, 1), "vendredi 1er janvier 2021", "Friday 1 January 2021"),
        (date(2021, 8, 31), "mardi 31 août 2021", "Tuesday 31 August 2021"),
    ],
)
def test_a_day_is_written_in_words(moment, french, english):
    assert dates.long_date(moment) == french
    with translation.override("en"):
        assert dates.long_date(moment) == english


def test_a_moment_falls_on_the_day_it_has_in_the_current_zone():
    late = datetime(2021, 1, 11, 23, 30, tzinfo=UTC)

    assert dates.long_date(late) == "lundi 11 janvier 2021"
    with timezone.override(PARIS):
        assert dates.long_date(late) == "mardi 12 janvier 2021"


def test_a_day_and_its_hour_are_told_together():
    with timezone.override(PARIS):
        assert dates.day_and_time(AFTERNOON) == "lundi 11 janvier 2021, 14\xa0h\xa005"


@pytest.mark.parametrize(
    ("zone", "french", "english"),
    [
        ("Europe/Paris", "heure de Paris", "Paris time"),
        ("America/Mexico_City", "heure de Mexico", "Mexico City time"),
        ("Africa/Abidjan", "heure d’Abidjan", "Abidjan time"),
        ("Europe/Athens", "heure d’Athènes", "Athens time"),
        ("UTC", "heure de UTC", "UTC time"),
        (ZoneInfo("Africa/Nairobi"), "heure de Nairobi", "Nairobi time"),
    ],
)
def test_a_zone_is_named_by_its_city(zone, french, english):
    assert dates.zone_name(zone) == french
    with translation.override("en"):
        assert dates.zone_name(zone) == english
