from decimal import Decimal

import pytest

from commitments.models import Target
from commitments.scales import scale


def target(unit="%", **figures):
    return Target(unit_fr=unit, unit_en=unit, **{name: Decimal(value) for name, value in figures.items()})


def stops(drawn):
    return {stop.kind: float(stop.x) for stop in drawn.stops}


def test_the_line_goes_from_zero_to_the_largest_value_and_each_value_stands_where_it_belongs():
    drawn = scale(target(value=30, latest=33, baseline=11))

    assert stops(drawn) == {"value": 302.5, "latest": 332, "baseline": 116}
    assert (drawn.way_x, drawn.way_width) == ("116", "216")


def test_without_a_start_the_way_begins_at_zero_and_without_news_nothing_of_it_is_covered():
    assert (scale(target(value=30, latest=15)).way_x, scale(target(value=30, latest=15)).way_width) == ("8", "162")
    assert scale(target(value=30, baseline=15)).way_width == "0"


def test_a_value_that_has_fallen_below_its_start_is_drawn_backwards():
    drawn = scale(target(value=0, baseline=100, latest=50))

    assert stops(drawn) == {"value": 8, "latest": 170, "baseline": 332}
    assert (drawn.way_x, drawn.way_width) == ("170", "162")


def test_values_below_zero_stay_inside_the_drawing():
    assert stops(scale(target(value=10, baseline=-10))) == {"value": 332, "baseline": 8}


def test_no_two_values_share_a_line_of_words_and_none_leaves_the_drawing():
    drawn = scale(target(value=30, latest=30, baseline=30))

    assert len({stop.text_y for stop in drawn.stops}) == 3
    assert {stop.anchor for stop in drawn.stops} == {"end"}
    assert drawn.height > max(float(stop.text_y) for stop in drawn.stops)
    assert [stop.anchor for stop in scale(target(value=100, latest=50, baseline=1)).stops] == [
        "end",
        "middle",
        "start",
    ]


@pytest.mark.parametrize(
    "honest_no",
    [
        target(value=30),
        target(latest=20, baseline=10),
        target(value=0, baseline=0),
        target(unit="", value=30, latest=20),
    ],
    ids=["nothing to compare", "no value to reach", "all zero", "no unit"],
)
def test_what_cannot_be_drawn_honestly_is_not_drawn(honest_no):
    assert scale(honest_no) is None
