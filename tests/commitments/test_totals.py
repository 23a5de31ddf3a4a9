from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.models import Commitment, Pledge, Relation
from commitments.reasons import Why
from commitments.totals import SHOWN, Share, Sum, totals
from tests.factories import CommitmentFactory, PledgeFactory, TargetFactory, ThemeFactory

pytestmark = pytest.mark.django_db
Nature, Qualifier, Kind, Link = Pledge.Nature, Pledge.Qualifier, Relation.Kind, Commitment.Link


def everything():
    return totals(Commitment.objects.all())


def money(currency="EUR"):
    (found,) = [total for total in everything().money if total.measure == currency]
    return found


def left_out(total):
    """Return what a total leaves out: the lines of each reason, in the order of the page."""
    return {group.why: group.lines.things for group in total.left_out}


def pledge(amount, **kwargs):
    return PledgeFactory(amount=amount, **{"commitment": CommitmentFactory()} | kwargs)


def relate(one, kind, other):
    Relation.objects.create(commitment=one.commitment, kind=kind, to=other.commitment)


def hectares(value, **kwargs):
    return TargetFactory(value=value, unit_fr="hectares", unit_en="ha", **kwargs)


def test_an_empty_register_has_no_totals():
    assert (everything().money, everything().quantities) == ([], [])


def test_firm_money_is_added_by_currency_and_never_converted():
    first, second = pledge(100), pledge(Decimal("20.50"))
    dollars = pledge(7, currency="USD")

    found = everything().money

    assert [(total.measure, total.sum, total.left_out) for total in found] == [
        ("EUR", Sum(Decimal("120.50")), []),
        ("USD", Sum(Decimal(7)), []),
    ]
    assert [total.counted.things for total in found] == [[first, second], [dollars]]


def test_a_total_with_one_minimum_in_it_is_itself_a_minimum():
    pledge(100)
    pledge(50, qualifier=Qualifier.AT_LEAST)

    assert money().sum == Sum(Decimal(150), at_least=True)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ({"qualifier": Qualifier.UP_TO}, Why.UP_TO),
        ({"qualifier": Qualifier.ABOUT}, Why.ABOUT),
        ({"nature": Nature.YEARLY_LEVEL}, Why.YEARLY),
        ({"nature": Nature.AIM, "qualifier": Qualifier.UP_TO}, Why.AIM),
        ({"nature": Nature.TOTAL_COST}, Why.COST),
        ({"amount": None}, Why.UNKNOWN),
    ],
)
def test_what_is_no_firm_money_is_left_out_and_told_apart(line, why):
    pledge(100)
    other = pledge(**{"amount": 5} | line)

    assert money().sum == Sum(Decimal(100))
    assert left_out(money()) == {why: [other]}


@pytest.mark.parametrize("link", [Link.REAFFIRMED, Link.SHOWCASED, Link.PRE_EXISTING])
def test_what_was_there_before_the_summit_is_context(link):
    old = pledge(100, commitment=CommitmentFactory(link=link))

    assert money().sum is None
    assert left_out(money()) == {Why.CONTEXT: [old]}
    assert money().example == old


def test_what_is_withdrawn_no_longer_counts():
    gone = pledge(100, commitment=CommitmentFactory(delivery=Commitment.Delivery.WITHDRAWN))

    assert (money().sum, left_out(money())) == (None, {Why.WITHDRAWN: [gone]})


def test_a_draft_is_neither_counted_nor_named_among_what_is_left_out():
    pledge(100, commitment=CommitmentFactory(draft=True))

    assert everything().money == []


def test_a_part_counts_once_and_is_not_taken_off_whatever_its_currency():
    whole = pledge(100)
    same, other = pledge(30, part_of=whole), pledge(40, part_of=whole, currency="USD")

    assert (money().sum, left_out(money())) == (Sum(Decimal(100)), {Why.PART: [same]})
    assert (money("USD").sum, left_out(money("USD"))) == (None, {Why.PART: [other]})


def test_parts_larger_than_their_whole_change_nothing():
    whole = pledge(10)
    pledge(30, part_of=whole)
    pledge(40, part_of=whole)

    assert money().sum == Sum(Decimal(10))


def test_a_part_of_a_part_counts_once_even_through_a_draft_or_a_line_without_a_figure():
    whole = pledge(100)
    drafted = pledge(50, part_of=whole, commitment=CommitmentFactory(draft=True))
    unknown = pledge(None, part_of=drafted)
    deepest = pledge(20, part_of=unknown)

    assert (money().sum, left_out(money())) == (Sum(Decimal(100)), {Why.PART: [deepest, unknown]})


@pytest.mark.parametrize(
    "whole",
    [{"nature": Nature.AIM}, {"amount": None}, {"draft": True}, {"link": Link.PRE_EXISTING}],
    ids=["aim", "unknown", "draft", "context"],
)
def test_a_part_of_what_is_not_counted_counts_by_itself_and_the_total_says_so(whole):
    about = {key: whole[key] for key in ("draft", "link") if key in whole}
    line = {key: whole[key] for key in whole if key not in about}
    part = pledge(20, part_of=pledge(**{"amount": 100} | line, commitment=CommitmentFactory(**about)))

    found = money()

    assert (found.sum, found.counted.things, found.alone) == (Sum(Decimal(20)), [part], {part.pk})


def test_a_part_counts_where_its_whole_was_not_asked_for():
    part = pledge(20, part_of=pledge(100))

    (found,) = totals(Commitment.objects.filter(pk=part.commitment_id)).money

    assert (found.sum, found.alone) == (Sum(Decimal(20)), {part.pk})


def test_lines_that_are_part_of_each_other_count_once_and_end():
    first, second, third = pledge(1), pledge(2), pledge(4)
    for one, whole in ((first, second), (second, third), (third, first)):
        Pledge.objects.filter(pk=one.pk).update(part_of=whole)

    assert (money().sum, left_out(money())) == (Sum(Decimal(1)), {Why.PART: [third, second]})


def test_the_same_money_counts_where_it_is_said_to_be_and_with_all_its_lines():
    original = pledge(100)
    second = pledge(10, commitment=original.commitment)
    again = pledge(90, currency="USD")
    relate(again, Kind.SAME_MONEY, original)

    assert (money().sum, money().counted.things) == (Sum(Decimal(110)), [original, second])
    assert left_out(money("USD")) == {Why.SAME_MONEY: [again]}


def test_promises_of_the_same_money_that_name_each_other_count_once():
    first, second = pledge(100), pledge(100)
    more = pledge(5, commitment=first.commitment)
    relate(first, Kind.SAME_MONEY, second)
    relate(second, Kind.SAME_MONEY, first)

    assert (money().counted.things, left_out(money())) == ([first, more], {Why.SAME_MONEY: [second]})


def test_a_part_of_money_that_is_counted_elsewhere_counts_once():
    original, again = pledge(100), pledge(100)
    relate(again, Kind.SAME_MONEY, original)
    part = pledge(30, part_of=again)

    assert left_out(money()) == {Why.PART: [part], Why.SAME_MONEY: [again]}
    assert money().sum == Sum(Decimal(100))


def test_money_is_not_lost_when_two_promises_lead_to_each_other_in_two_ways():
    one = pledge(100)
    other = pledge(100, part_of=one)
    relate(one, Kind.SAME_MONEY, other)

    assert (money().sum, left_out(money())) == (Sum(Decimal(100)), {Why.SAME_MONEY: [one]})


@pytest.mark.parametrize("link", [Link.ANNOUNCED, Link.PRE_EXISTING])
def test_a_restated_promise_is_no_new_money(link):
    earlier, again = pledge(100, commitment=CommitmentFactory(link=link)), pledge(100)
    relate(again, Kind.RESTATES, earlier)

    assert left_out(money())[Why.RESTATED] == [again]
    assert money().sum == (Sum(Decimal(100)) if link == Link.ANNOUNCED else None)


@pytest.mark.parametrize("kind", [Kind.RAISES, Kind.REPLACES])
def test_a_promise_that_was_raised_or_replaced_gives_way_to_the_later_one(kind):
    earlier, later = pledge(100), pledge(150)
    relate(later, kind, earlier)

    assert (money().sum, left_out(money())) == (Sum(Decimal(150)), {Why.RAISED: [earlier]})


def test_a_promise_counts_when_the_one_it_restates_has_no_figure_or_is_a_draft():
    for earlier in (pledge(None), pledge(100, commitment=CommitmentFactory(draft=True))):
        relate(pledge(10), Kind.RESTATES, earlier)

    assert money().sum == Sum(Decimal(20))


def test_being_part_of_a_promise_says_nothing_about_its_money():
    whole, part = pledge(100), pledge(10)
    relate(part, Kind.PART_OF, whole)

    assert money().sum == Sum(Decimal(110))


def test_the_themes_add_up_to_the_total():
    water, soil = ThemeFactory(), ThemeFactory()
    for theme, amount, qualifier in ((soil, 5, "at_least"), (water, 3, "exact"), (soil, 1, "exact")):
        pledge(amount, qualifier=qualifier, commitment=CommitmentFactory(theme=theme))

    assert money().shares([water, soil]) == [
        Share(water, Sum(Decimal(3))),
        Share(soil, Sum(Decimal(6), at_least=True)),
    ]


def test_a_long_list_names_its_largest_lines_and_counts_the_others():
    commitment = CommitmentFactory()
    for amount in range(1, SHOWN + 3):
        pledge(amount, commitment=commitment)

    found = money()

    assert [int(line.amount) for line in found.counted.things] == list(range(SHOWN + 2, 2, -1))
    assert (found.counted.count, found.counted.more) == (SHOWN + 2, 2)
    assert found.sum == Sum(Decimal(sum(range(1, SHOWN + 3))))


def test_totals_cost_the_same_for_one_promise_and_for_three():
    def add():
        whole = pledge(100)
        again = pledge(10, part_of=whole)
        relate(again, Kind.RESTATES, whole)
        hectares(5, commitment=whole.commitment)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            everything()
        return len(asked)

    add()
    with_one = cost()
    add()
    add()

    assert (with_one, cost()) == (5, 5)


def test_the_donors_of_the_great_green_wall_neither_add_to_their_total_nor_come_off_it():
    """The total announced for the Wall is smaller than what its donors announced, each for itself."""
    call_command("load_summit", verbosity=0)

    wall = Pledge.objects.get(commitment__reference="OPS21-0015")
    donors = set(Pledge.objects.filter(part_of=wall))
    dollars, euros = money("USD"), money("EUR")

    assert wall.amount == Decimal(14_326_000_000)
    assert sum(line.amount for line in donors if line.currency == "USD") == Decimal(16_014_500_000)
    assert {line.commitment.reference: int(line.amount) for line in dollars.counted.things} == {
        "OPS21-0015": 14_326_000_000,
        "OPS21-0057": 100_000_000,
        "OPS21-0013": 40_000_000,
    }
    assert dollars.sum == Sum(Decimal(14_466_000_000), at_least=True)
    assert euros.sum == Sum(Decimal(3_092_500_000))
    assert {*left_out(dollars)[Why.PART], *left_out(euros)[Why.PART]} == donors
    assert len(donors) == 7
