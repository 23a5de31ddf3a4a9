"""Targets that can be added, and the promises counted by theme, delivery and year."""

from decimal import Decimal

import pytest

from commitments.models import Commitment, Relation
from commitments.reasons import Why
from commitments.standing import standing
from commitments.totals import Sum, totals
from tests.factories import CommitmentFactory, TargetFactory, ThemeFactory

pytestmark = pytest.mark.django_db
Kind, Link = Relation.Kind, Commitment.Link


def everything():
    return totals(Commitment.objects.all())


def quantity(unit="ha"):
    (found,) = [total for total in everything().quantities if total.measure == unit]
    return found


def left_out(total):
    """Return what a total leaves out: the lines of each reason, in the order of the page."""
    return {group.why: group.lines.things for group in total.left_out}


def relate(one, kind, other):
    Relation.objects.create(commitment=one.commitment, kind=kind, to=other.commitment)


def hectares(value, **kwargs):
    return TargetFactory(value=value, unit_fr="hectares", unit_en="ha", **kwargs)


def test_quantities_are_added_over_equal_units_only():
    land, coast = hectares(100), hectares(Decimal("0.5"))
    TargetFactory(value=7, unit_en="km²", unit_fr="km²")
    TargetFactory(value=30, unit_en="%")
    TargetFactory(value=3, unit_en="sectors a year")

    found = everything().quantities

    assert [(total.measure, total.sum) for total in found] == [
        ("ha", Sum(Decimal("100.5"))),
        ("km²", Sum(Decimal(7))),
    ]
    assert found[0].counted.things == [land, coast]


def test_a_target_of_context_of_a_part_or_without_a_figure_is_left_out():
    whole = hectares(100)
    part = hectares(20)
    relate(part, Kind.PART_OF, whole)
    old = hectares(5, commitment=CommitmentFactory(link=Link.REAFFIRMED))
    unknown = hectares(None)
    gone = hectares(1, commitment=CommitmentFactory(delivery=Commitment.Delivery.WITHDRAWN))

    assert quantity().sum == Sum(Decimal(100))
    assert left_out(quantity()) == {
        Why.PART: [part],
        Why.CONTEXT: [old],
        Why.UNKNOWN: [unknown],
        Why.WITHDRAWN: [gone],
    }


def test_a_part_with_a_unit_that_its_whole_has_not_counts():
    part, whole = hectares(20), TargetFactory(value=5, unit_en="people")
    relate(part, Kind.PART_OF, whole)

    assert quantity().sum == Sum(Decimal(20))


def test_a_step_on_the_way_to_a_later_target_does_not_count_beside_it():
    commitment = CommitmentFactory()
    step = hectares(40, commitment=commitment, deadline="2025-06")
    goal = hectares(100, commitment=commitment, deadline="2030")
    other = hectares(7, commitment=commitment, indicator_en="Coast", indicator_fr="Littoral")

    assert (quantity().counted.things, left_out(quantity())) == ([goal, other], {Why.STEP: [step]})


def test_promises_are_counted_by_theme_delivery_and_year_due():
    water, soil = ThemeFactory(number=2), ThemeFactory(number=1)
    for theme, delivery, due in (
        (water, "reached", "2025"),
        (water, "", "2030-06"),
        (soil, "behind", "2025-01-31"),
        (soil, "behind", ""),
    ):
        CommitmentFactory(theme=theme, delivery=delivery, due=due)
    CommitmentFactory(draft=True, theme=water, due="2040")

    found = standing(Commitment.objects.all())

    assert list(found.by_theme.items()) == [(soil, {"behind": 2}), (water, {"": 1, "reached": 1})]
    assert (found.by_year, found.undated) == ({2025: 2, 2030: 1}, 1)


def test_a_promise_counts_in_each_year_in_which_it_or_one_of_its_targets_is_due():
    commitment = CommitmentFactory(due="2030")
    for deadline in ("2025-06", "2025", "2030-12-31", ""):
        TargetFactory(commitment=commitment, deadline=deadline)
    TargetFactory(commitment=CommitmentFactory(), deadline="2028")
    TargetFactory(commitment=CommitmentFactory(), deadline="")

    found = standing(Commitment.objects.all())

    assert (found.by_year, found.undated) == ({2025: 1, 2028: 1, 2030: 1}, 1)
