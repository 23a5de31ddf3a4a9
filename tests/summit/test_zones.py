from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from summit.zones import validate_zone, zone


@pytest.mark.parametrize("name", ["Europe/Paris", "UTC", "America/Mexico_City"])
def test_a_time_zone_is_accepted(name):
    validate_zone(name)

    assert zone(name) == ZoneInfo(name)


@pytest.mark.parametrize("wrong", ["", "Paris", "europe/paris", "../Europe/Paris", "+01:00"])
def test_what_is_no_time_zone_is_named(wrong):
    with pytest.raises(ValidationError) as refused:
        validate_zone(wrong)

    assert refused.value.code == "zone"
    assert f"“{wrong}”" in refused.value.messages[0] or f"«\xa0{wrong}\xa0»" in refused.value.messages[0]
