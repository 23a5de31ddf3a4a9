"""Sheets of badges: of whom one chose, of nobody else, page by page, each noted in the audit log."""

import pytest

from delegates import badges, seats
from delegates.admin.badges import AT_ONCE
from delegates.models import Category, Delegate, Seat, Trace
from tests.factories import DelegateFactory, DelegationFactory, EventFactory
from tests.staff import signed_in, soup

pytestmark = pytest.mark.django_db
CHOOSE, SHEETS = "/admin/delegates/delegate/badges/", "/admin/delegates/delegate/badges/sheets/"


@pytest.fixture(autouse=True)
def _event():
    EventFactory()


def seated(**facts):
    delegate = DelegateFactory(**({"accredited": True} | facts))
    seats.take(delegate)
    return delegate


def staff():
    return signed_in("Accreditation")


def count(client, **asked):
    return soup(client.get(CHOOSE, asked)).select_one("#content-main h2").text


def printed(client, **asked):
    """The numbers on the sheets, sheet by sheet."""
    page = soup(client.post(SHEETS, asked))
    return [[one.text for one in sheet.select(".badge__number")] for sheet in page.select(".sheet")]


@pytest.mark.parametrize("address", [CHOOSE, SHEETS])
def test_a_stranger_is_refused(client, address):
    seated()

    for stranger in (client, signed_in(), signed_in("Editors"), signed_in("Door"), signed_in("Welcome")):
        for answer in (stranger.get(address), stranger.post(address, {"page": "1"})):
            assert answer.status_code in (302, 403)
    assert Trace.objects.count() == 0


@pytest.mark.parametrize("address", [CHOOSE, SHEETS])
def test_without_the_second_factor_nothing_is_shown(address):
    answer = signed_in("Accreditation", verified=False).get(address)

    assert (answer.status_code, "second-factor" in answer["Location"]) == (302, True)


def test_badges_are_four_to_a_sheet_in_the_order_of_names():
    numbers = [str(seated(family_name=name)) for name in ("Echo", "alpha", "Delta", "Bravo", "Charlie")]

    assert printed(staff()) == [[numbers[place] for place in (1, 3, 4, 2)], [numbers[0]]]


def test_accents_and_case_do_not_part_names_that_are_looked_up_together():
    names = [("Zola", "A"), ("Émile", "B"), ("emery", "C"), ("Eames", "Ö"), ("Eames", "o"), ("Østby", "D")]
    numbers = {name: str(seated(family_name=name[0], given_name=name[1])) for name in names}

    in_order = [("Eames", "Ö"), ("Eames", "o"), ("emery", "C"), ("Émile", "B"), ("Østby", "D"), ("Zola", "A")]
    assert [one for sheet in printed(staff()) for one in sheet] == [numbers[name] for name in in_order]


def test_of_those_who_may_not_enter_there_is_none():
    one = seated()
    for facts in ({"state": "to_review"}, {"state": "cancelled"}, {"accredited": True, "mode": "online"}):
        seated(**facts) if "mode" not in facts else DelegateFactory(**facts)
    DelegateFactory(accredited=True)

    assert (count(staff()), printed(staff())) == ("1 badge", [[str(one)]])


@pytest.mark.parametrize("seat", [*Seat.State, None])
@pytest.mark.parametrize("mode", Delegate.Mode)
@pytest.mark.parametrize("state", Delegate.State)
def test_the_list_and_the_door_have_one_rule(state, mode, seat):
    delegate = DelegateFactory(state=state, mode=mode, refusal="No.")
    if seat:
        until = delegate.created_at if seat == Seat.State.OFFERED else None
        Seat.objects.create(delegate=delegate, state=seat, sequence=1, offered_until=until)

    assert Delegate.objects.may_enter().exists() is (badges.refusal_of(delegate) is None)


def test_one_prints_a_category_a_delegation_or_some_numbers():
    delegation = DelegationFactory()
    press, member, other = seated(category="press"), seated(delegation=delegation), seated()
    client = staff()

    assert printed(client, category="press") == [[str(press)]]
    assert printed(client, delegation=delegation.pk) == [[str(member)]]
    assert printed(client, numbers=f"{other.number}, D-{press.number:06d}") == [[str(press), str(other)]]
    assert printed(client, numbers=f"{press.number}-{member.number}") == [[str(press), str(member)]]
    assert count(client, category="press", delegation=delegation.pk) == "0 badges"


@pytest.mark.parametrize(
    "asked", [{"numbers": "twelve"}, {"numbers": "1;2"}, {"category": "x"}, {"delegation": "0"}]
)
def test_what_is_not_understood_prints_nothing_and_says_so(asked):
    seated()

    page = soup(staff().get(CHOOSE, asked))

    assert page.select(".errorlist") != []
    assert page.select("#content-main form[method=post]") == []
    assert staff().post(SHEETS, asked).status_code == 302
    assert Trace.objects.count() == 0


def test_what_was_taken_out_is_noted_without_a_name():
    seated(category="press")
    client = staff()

    client.post(SHEETS, {"category": "press", "page": "1"})

    trace = Trace.objects.get()
    assert (trace.act, trace.purpose, trace.count, trace.number) == ("exported", "badges: press", 1, None)
    assert trace.by is not None


def test_looking_at_how_many_there_are_takes_nothing_out():
    seated()

    staff().get(CHOOSE)
    staff().get(SHEETS)

    assert Trace.objects.count() == 0


def test_many_badges_come_page_by_page():
    rows = [seated(family_name=f"{place:03d}") for place in range(AT_ONCE + 1)]
    client = staff()

    buttons = [one.text for one in soup(client.get(CHOOSE)).select("button[name=page]")]
    second = printed(client, page="2")

    assert buttons == ["Badges 1 to 100", "Badges 101 to 101"]
    assert second == [[str(rows[-1])]]
    assert Trace.objects.get().count == 1


def test_each_badge_speaks_first_the_language_of_its_holder():
    seated(language="fr", family_name="A")
    seated(language="en", family_name="B")

    page = soup(staff().post(SHEETS))

    first = [one.select_one(".badge__category span")["lang"] for one in page.select(".badge")]
    assert first == ["fr", "en"]


def test_without_a_key_nothing_is_printed_and_staff_read_why(settings, tmp_path):
    seated()
    settings.BADGE_KEY_FILE = tmp_path / "none.pem"

    answer = staff().post(SHEETS, follow=True)

    assert "make_badge_key" in soup(answer).select_one(".messagelist").text
    assert Trace.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_a_sheet_takes_as_many_queries_for_one_as_for_three(number, django_assert_max_num_queries):
    for _one in range(number):
        seated(category=Category.PRESS, delegation=DelegationFactory())
    client = staff()

    with django_assert_max_num_queries(14):
        client.post(SHEETS)


def test_sheets_are_kept_by_no_cache():
    answer = staff().post(SHEETS)

    assert "no-store" in answer["Cache-Control"]
