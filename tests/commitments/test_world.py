import pytest
from django.utils import translation

from commitments.world import outlines, steps, world_map


@pytest.mark.parametrize(
    ("largest", "expected"),
    [
        (0, []),
        (1, [(1, 1)]),
        (3, [(1, 1), (2, 3)]),
        (14, [(1, 1), (2, 3), (4, 6), (7, 14)]),
        (300, [(1, 3), (4, 19), (20, 69), (70, 300)]),
        (50_000, [(1, 9), (10, 199), (200, 2999), (3000, 50_000)]),
    ],
)
def test_numbers_fall_into_at_most_four_steps_that_leave_no_gap(largest, expected):
    assert [(step.first, step.last) for step in steps(largest)] == expected


def test_a_country_is_an_area_a_dot_or_words_alone():
    drawn = world_map({"FR": 14, "MC": 1, "RE": 2})

    assert [(one.code, one.step) for one in drawn.areas] == [("FR", 4)]
    assert [(one.code, one.x, one.y) for one in drawn.dots] == [
        ("MC", *map(str, outlines()["countries"]["MC"]["point"]))
    ]
    assert [one.code for one in drawn.undrawn] == ["RE"]


def test_a_country_with_promises_is_no_longer_part_of_the_land():
    france = outlines()["countries"]["FR"]["path"]

    assert france in world_map({"MC": 1}).land
    assert france not in world_map({"FR": 1}).land


def test_the_land_that_stands_under_no_country_is_drawn():
    assert all(outline in world_map({}).land for outline in outlines()["unassigned"])


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", ["Allemagne", "Égypte", "Éthiopie", "Finlande"]), ("en", ["Egypt", "Ethiopia", "Finland", "Germany"])],
)
def test_places_stand_in_the_alphabet_of_the_reader(language, expected):
    with translation.override(language):
        assert [one.name for one in world_map(dict.fromkeys(["FI", "EG", "DE", "ET"], 1)).places] == expected
