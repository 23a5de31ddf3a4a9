"""The review queue: who waits, in which order, and what stands beside each."""

import pytest
from django.contrib.auth.models import User

from delegates import accreditation, seats
from delegates.models import CategoryRule, Quota
from summit.clock import real_now
from tests.factories import DelegateFactory, DelegationFactory, EventFactory
from tests.staff import assert_obeys_the_policy, signed_in, soup

pytestmark = pytest.mark.django_db
QUEUE = "/admin/delegates/delegate/review/"
NARROWED = [{}, {"category": "press"}, {"second": "on"}, {"category": "press", "second": "on"}]


def rows(client, **asked):
    """The queue as its reader sees it: for each row the words of each column."""
    table = soup(client.get(QUEUE, asked)).select("#content-main tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")[1:]] for row in table]


def numbers(client, **asked):
    return [row[0].partition(" ")[0] for row in rows(client, **asked)]


def accreditor():
    return signed_in("Accreditation")


def test_those_who_wait_stand_in_the_order_of_their_confirmation():
    EventFactory()
    late = DelegateFactory(confirmed_at=real_now())
    early = DelegateFactory()
    DelegateFactory(unconfirmed=True)
    DelegateFactory(accredited=True)

    assert numbers(accreditor()) == [str(early), str(late)]


def test_a_row_tells_who_comes_for_whom_how_and_with_which_seat():
    EventFactory(capacity=1)
    delegate = DelegateFactory(number=7, given_name="Ama", family_name="Example", role="Director", country="GH")
    seats.take(delegate)

    row = rows(accreditor())[0]

    assert row[0] == "D-000007 Ama Example Director, Example organisation (Ghana)"
    assert row[1] == "delegate on site · seat: held"
    assert row[3:] == ["no delegation", "no duplicate found", "Accredit D-000007 Refuse D-000007"]


def test_the_quota_of_the_delegation_is_shown_with_what_is_used_and_what_is_too_many():
    EventFactory()
    delegation = DelegationFactory(name="Land of examples")
    quota = Quota.objects.create(delegation=delegation, category="delegate", places=2)
    DelegateFactory(delegation=delegation, accredited=True)
    DelegateFactory(delegation=delegation)

    within = rows(accreditor())[0][3]
    Quota.objects.filter(pk=quota.pk).update(places=1)

    assert within == "Land of examples 2 of 2 places used"
    assert rows(accreditor())[0][3] == "Land of examples 2 of 1 places used · too many"


def test_possible_duplicates_stand_beside_each_other_with_links():
    EventFactory()
    waiting = DelegateFactory(given_name="Ama", family_name="Example")
    other = DelegateFactory(given_name="Àma", family_name="EXAMPLE", accredited=True)

    page = soup(accreditor().get(QUEUE))

    cell = page.select_one("#content-main tbody tr td[data-label='Possible duplicates']")
    assert " ".join(cell.text.split()) == f"{other} Àma EXAMPLE, accredited · same name"
    links = [link["href"] for link in page.select("#content-main tbody th a, #content-main tbody td li a")]
    assert links == [f"/admin/delegates/delegate/{one.pk}/change/" for one in (waiting, other)]


def test_the_first_of_two_decisions_is_told_and_ones_own_asks_for_somebody_else():
    EventFactory()
    CategoryRule.objects.create(category="press", four_eyes=True)
    mine, theirs, untouched = (DelegateFactory(category="press", number=number) for number in (1, 2, 3))
    client = accreditor()
    accreditation.accredit(mine, by=User.objects.get())
    accreditation.accredit(theirs, by=User.objects.create(username="colleague"))

    decisions = [row[5] for row in rows(client)]

    assert decisions[0].startswith("You accredited it on ")
    assert decisions[0].endswith("Somebody else must decide Refuse D-000001")
    assert decisions[1].startswith("Accredited first by colleague on ")
    assert decisions[2] == "two people decide Accredit D-000003 Refuse D-000003"
    assert numbers(client, second="on") == [str(mine), str(theirs)]
    assert untouched.decisions.count() == 0


def test_the_queue_is_narrowed_by_category_and_nonsense_narrows_nothing():
    EventFactory()
    press, plain = DelegateFactory(category="press"), DelegateFactory()
    client = accreditor()

    assert numbers(client, category="press") == [str(press)]
    assert numbers(client, category="nonsense", page="x") == [str(press), str(plain)]


def test_a_long_queue_has_pages():
    EventFactory()
    DelegateFactory.create_batch(51)
    client = accreditor()

    assert (len(numbers(client)), len(numbers(client, page=2))) == (50, 1)
    assert soup(client.get(QUEUE)).select_one(".pagination a[rel=next]")["href"] == "?page=2"


def test_an_empty_queue_says_why():
    EventFactory()

    said = soup(accreditor().get(QUEUE)).select_one("#content-main").text

    assert "Nobody waits: a registration comes here when its address is confirmed" in said


@pytest.mark.parametrize("asked", NARROWED)
@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_takes_twelve_queries_at_most_however_it_is_narrowed(
    number, asked, django_assert_max_num_queries
):
    EventFactory(capacity=2)
    CategoryRule.objects.create(category="press", four_eyes=True)
    colleague = User.objects.create(username="colleague")
    for one in range(number):
        delegation = DelegationFactory()
        Quota.objects.create(delegation=delegation, category="press", places=1)
        delegate = DelegateFactory(delegation=delegation, category="press", family_name=f"Example {one}")
        DelegateFactory(given_name=delegate.given_name, family_name=delegate.family_name, accredited=True)
        seats.take(delegate)
        accreditation.accredit(delegate, by=colleague)
    client = accreditor()
    client.get(QUEUE, asked)

    with django_assert_max_num_queries(12):
        found = rows(client, **asked)

    assert len(found) == number


def test_the_queue_obeys_the_policy_and_is_kept_by_no_cache():
    EventFactory()
    DelegateFactory()

    response = accreditor().get(QUEUE)

    assert_obeys_the_policy(response)
    assert "no-store" in response["Cache-Control"]


def test_the_first_page_and_the_list_lead_to_the_queue_for_those_who_decide_alone():
    EventFactory()
    client = accreditor()

    for address in ("/admin/", "/admin/delegates/delegate/"):
        assert soup(client.get(address)).select(f"a[href='{QUEUE}']")
    assert soup(signed_in("Editors").get("/admin/")).select(f"a[href='{QUEUE}']") == []


@pytest.mark.parametrize("group", ["Editors", "Register officers", "Door", "Welcome", None])
def test_nobody_else_opens_the_queue(group):
    EventFactory()

    assert signed_in(*filter(None, [group])).get(QUEUE).status_code == 403
